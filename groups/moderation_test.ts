import { assert, assertEquals } from "../tests/assert.ts";
import { createDescription, type Description } from "./description.ts";
import { createGroup, type Group, join, type Member, sendMessage, setLock } from "./group.ts";
import { readHistory } from "./history.ts";
import {
  ban,
  bannedUntil,
  changeGroupData,
  changeRights,
  clearChat,
  type RightsAction,
} from "./moderation.ts";
import type { Notice } from "./notices.ts";
import { setDescription } from "./redefinition.ts";
import type { PermissionSpec } from "./permissions.ts";

const NOW = 1000;

function withMembers(description: Partial<Description>, ...members: Member[]): Group {
  const group = createGroup("g", createDescription(description), NOW);
  for (const member of members) assertEquals(join(group, member, NOW).type, "joined");
  return group;
}

function member(id: string, permissions: string[], login: Member["login"] = "user"): Member {
  return { id, username: id, permissions, login, data: {} };
}

/** Who is told what, in a few words. */
function brief(notices: readonly Notice[]): string[] {
  return notices.map(({ to, event }) => {
    const whom = to.type === "member" ? to.id : to.type;
    const what = event.type === "joined" || event.type === "user"
      ? `${event.type} ${event.kind} ${event.member.id} [${event.member.permissions.join(" ")}]`
      : event.type;
    return `${whom}: ${what}`;
  });
}

for (
  const [action, before, after] of [
    ["op", ["message"], ["message", "op", "record"]],
    ["unop", ["op", "present", "record", "token"], ["present", "token"]],
    ["present", ["message"], ["message", "present"]],
    ["unpresent", ["present", "message"], ["message"]],
    ["shutup", ["present", "message"], ["present"]],
    ["unshutup", ["present"], ["present", "message"]],
  ] as [RightsAction, string[], string[]][]
) {
  Deno.test(`${action} makes [${after.join(" ")}] of [${before.join(" ")}], and all are told`, () => {
    const group = withMembers({ allowRecording: true }, member("a", before));
    const rights = after.join(" ");
    assertEquals(brief(changeRights(group, "a", action, 0)), [
      `a: joined change a [${rights}]`,
      `all: user change a [${rights}]`,
    ]);
    assertEquals(brief(changeRights(group, "a", action, 0)), [], "a second time changes nothing");
  });
}

Deno.test("an operator made in a group without recording may not record", () => {
  const group = withMembers({}, member("a", []));
  changeRights(group, "a", "op", 0);
  assertEquals(group.members.get("a")!.permissions, ["op"]);
});

Deno.test("the rights of one never are the list of another", () => {
  const shared = ["present"];
  const group = withMembers({}, member("a", shared), member("b", shared));
  changeRights(group, "a", "op", 0);
  assertEquals([shared, group.members.get("b")!.permissions], [["present"], ["present"]]);
});

Deno.test("changing the rights of somebody who has gone tells nobody", () => {
  assertEquals(changeRights(withMembers({}), "x", "op", 0), []);
});

Deno.test("data of the group is laid over, null deletes, and all are told; too much is refused", () => {
  const group = withMembers({}, member("a", []), member("b", []));
  changeGroupData(group, { x: 1, y: 2 });
  const outcome = changeGroupData(group, { x: null, z: 3 });
  assert(outcome.type === "changed");
  assertEquals(brief(outcome.notices), ["a: joined change a []", "b: joined change b []"]);
  assertEquals(group.data, { y: 2, z: 3 });
  assertEquals(changeGroupData(group, { big: "x".repeat(100_000) }).type, "refused");
  assertEquals(group.data, { y: 2, z: 3 });
});

Deno.test("chat is cleared of all, of one member, or of one message; anything else is refused", () => {
  for (
    const [value, left] of [
      [null, []],
      [{ userId: "a" }, ["3"]],
      [{ userId: "a", id: "1" }, ["2", "3"]],
      [{ userId: "b", id: "1" }, ["1", "2", "3"]],
      [{}, []],
    ] as const
  ) {
    const group = withMembers({}, member("a", ["message"]), member("b", ["message"]));
    for (const [id, from] of [["1", "a"], ["2", "a"], ["3", "b"]] as const) {
      const message = { type: "chat", id, kind: "", dest: "", noecho: false, value: id } as const;
      sendMessage(group, from, message, "", NOW);
    }
    const outcome = clearChat(group, value, NOW);
    assert(outcome.type === "cleared");
    assertEquals(brief(outcome.notices), ["all: message"]);
    assertEquals(readHistory(group.history, Infinity, NOW).map(({ id }) => id), [...left]);
  }
  for (const value of ["a", { id: "1" }, [], 1, true]) {
    assertEquals(clearChat(withMembers({}), value, NOW).type, "refused");
  }
});

Deno.test("who was put out is refused under the same name from the same place until the time is over", () => {
  const group = withMembers({});
  ban(group, { username: "eve", address: "192.0.2.1", anyName: false, untilMs: 2000 });
  assertEquals(bannedUntil(group, "eve", "192.0.2.1", NOW), 2000);
  assertEquals(bannedUntil(group, "bob", "192.0.2.1", NOW), null);
  assertEquals(bannedUntil(group, "eve", "192.0.2.2", NOW), null);
  assertEquals(bannedUntil(group, "eve", "192.0.2.1", 2000), null);
  assertEquals(group.bans, [], "and is forgotten then");
});

Deno.test("a ban of a place is for all names; there are never more than a few hundred", () => {
  const group = withMembers({});
  for (let i = 0; i < 1000; i++) {
    ban(group, { username: "", address: `192.0.2.${i}`, anyName: true, untilMs: 2000 });
  }
  assert(group.bans.length <= 500);
  assertEquals(bannedUntil(group, "whoever", "192.0.2.999", NOW), 2000);
});

function users(permissions: Record<string, PermissionSpec>): Description["users"] {
  return new Map(
    Object.entries(permissions).map((
      [name, spec],
    ) => [name, { password: null, permissions: spec }]),
  );
}

Deno.test("an edit of the file gives those whose entry changed their new rights, and leaves the others alone", () => {
  const before = { users: users({ a: "present", b: "present", c: "present" }) };
  const group = withMembers(
    before,
    member("a", ["present", "message"]),
    member("b", ["present", "message"]),
    member("c", ["present", "message"]),
  );
  changeRights(group, "b", "op", 0);
  const after = createDescription({ users: users({ a: "observe", b: "present", c: "op" }) });
  const told = brief(setDescription(group, after, NOW));
  const c = "op present message caption token";
  assertEquals(told, [
    "a: joined change a []",
    "b: joined change b [present message op]",
    `c: joined change c [${c}]`,
    "all: user change a []",
    `all: user change c [${c}]`,
  ]);
});

Deno.test("who came in by an entry that is gone is put out; who has a token stays", () => {
  const wildcardUser = { password: null, permissions: "message" } as const;
  const group = withMembers(
    { users: users({ a: "present" }), wildcardUser },
    member("a", ["present"]),
    member("w", ["message"], "wildcard"),
    member("t", ["present"], "token"),
  );
  const told = brief(setDescription(group, createDescription({ users: users({ w: "op" }) }), NOW));
  assertEquals(told.slice(0, 4), [
    "a: kick",
    "all: user delete a [present]",
    "w: kick",
    "all: user delete w [message]",
  ]);
  assertEquals([...group.members.keys()], ["t"]);
});

Deno.test("recording that is allowed now is an operator's right at once", () => {
  const group = withMembers({ users: users({ a: "op" }) }, member("a", ["op"]));
  setDescription(
    group,
    createDescription({ users: users({ a: "op" }), allowRecording: true }),
    NOW,
  );
  assert(group.members.get("a")!.permissions.includes("record"));
});

Deno.test("where the last operator is none any more, the group is locked or closed as if that one had left", () => {
  const locking = withMembers({ autolock: true }, member("a", ["op"]));
  setLock(locking, null);
  assertEquals(join(locking, member("b", []), NOW).type, "joined");
  assertEquals(brief(changeRights(locking, "a", "unop", NOW)), [
    "a: joined change a []",
    "all: user change a []",
    "a: joined change a []",
    "b: joined change b []",
  ]);
  assertEquals(locking.locked, "this group is locked");
  const closing = withMembers({ autokick: true }, member("a", ["op"]), member("b", ["op"]));
  assertEquals(changeRights(closing, "a", "unop", NOW).length, 2, "another is left");
  assertEquals(brief(changeRights(closing, "b", "unop", NOW)).slice(2), ["a: kick", "b: kick"]);
  assertEquals(closing.members.size, 0);
});
