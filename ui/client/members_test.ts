import { assertEquals } from "../../tests/assert.ts";
import { applyUser, findMember, type Members, sortMembers } from "./members.ts";

function add(members: Members, id: string, username: string): Members {
  return applyUser(members, { type: "user", kind: "add", id, username });
}

const three = ["b/Bob", "a/ada", "c/", "d/Zoë"].reduce<Members>((members, pair) => {
  const [id, name] = pair.split("/");
  return add(members, id!, name!);
}, new Map());

Deno.test("members come, change and go, and the old map stays as it was", () => {
  const changed = applyUser(three, {
    type: "user",
    kind: "change",
    id: "b",
    username: "Bob",
    permissions: ["op"],
    data: { raisehand: true },
  });
  assertEquals(changed.get("b")?.permissions, ["op"]);
  assertEquals(three.get("b")?.permissions, []);
  const gone = applyUser(changed, { type: "user", kind: "delete", id: "b", username: "Bob" });
  assertEquals([gone.size, changed.size], [3, 4]);
});

Deno.test("oneself comes first and the nameless last, the others by name without regard to case", () => {
  assertEquals(sortMembers(three, "d").map((member) => member.id), ["d", "a", "b", "c"]);
});

Deno.test("a member is found by id, by name, and by name in another case", () => {
  assertEquals(findMember(three, "a")?.username, "ada");
  assertEquals(findMember(three, "Bob")?.id, "b");
  assertEquals(findMember(three, "bob")?.id, "b");
  assertEquals(findMember(three, "Eve"), null);
});
