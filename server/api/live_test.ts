import { createDescription } from "../../groups/description.ts";
import { assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import {
  type AdminWorld,
  basic,
  createAdminWorld,
  JSON_TYPE,
  userWith,
} from "../../tests/protocol/admin.ts";

function world(): AdminWorld {
  const users = new Map([["boss", userWith("bo", "admin")], ["op", userWith("op", "op")]]);
  return createAdminWorld({
    lecture: createDescription({ autoSubgroups: true, users }),
    other: createDescription(),
  });
}

function post(it: AdminWorld, method: string, path: string, body: unknown, as?: string) {
  const init = {
    headers: JSON_TYPE,
    body: JSON.stringify(body),
    ...as === undefined ? {} : { as },
  };
  return it.ask(method, path, init);
}

Deno.test("everybody learns whether groups may be written here", async () => {
  const it = world();
  const about = async () => await (await it.ask("GET", ".about", { as: "" })).json();
  assertEquals((await about()).writableGroups, true);
  it.config = { ...it.config, writableGroups: false };
  assertEquals((await about()).writableGroups, false);
});

Deno.test("a group's own administrator sees its members; of a group that is not there nobody does", async () => {
  const it = world();
  const as = basic("boss", "bo");
  const of = async (group: string) =>
    await (await it.ask("GET", `.groups/${group}/.stats`, { as })).json();
  assertEquals([await of("lecture"), await of("lecture/sub")], [{ name: "lecture" }, {
    name: "lecture/sub",
  }]);
  assertEquals((await it.ask("GET", ".groups/other/.stats", { as })).status, 401);
  assertEquals((await it.ask("GET", ".groups/absent/.stats")).status, 404);
  assertEquals((await it.ask("GET", ".groups/lecture/.stats/")).status, 404);
});

Deno.test("a member is put out with what the order says, and what it leaves out is harmless", async () => {
  const it = world();
  const full = { id: "m1", message: "enough", minutes: 5, address: true };
  assertEquals((await post(it, "POST", ".groups/lecture/.kick", full)).status, 204);
  assertEquals((await post(it, "POST", ".groups/lecture/.kick", { id: "m1" })).status, 204);
  assertEquals(it.done, [
    ["putOut", "lecture", full],
    ["putOut", "lecture", { id: "m1", message: "", minutes: 0, address: false }],
  ]);
});

Deno.test("orders that make no sense are refused with a reason", async () => {
  const it = world();
  for (
    const [body, text] of [
      [{ id: 1 }, '"id" must be text'],
      [{ id: "m1", minutes: -1 }, '"minutes"'],
      [{ id: "m1", minutes: 1.5 }, "whole number"],
      [{ id: "m1", reason: "x" }, '"reason"'],
      [[], "an object"],
    ] as const
  ) {
    const response = await post(it, "POST", ".groups/lecture/.kick", body);
    assertEquals(response.status, 400);
    assertStringIncludes(await response.text(), text);
  }
  assertEquals((await post(it, "POST", ".groups/lecture/.kick", { id: "m2" })).status, 404);
  assertEquals(it.done, []);
});

Deno.test("only administrators put out, close and lock, even where files are read-only", async () => {
  const it = world();
  it.config = { ...it.config, writableGroups: false };
  for (const as of [basic("op", "op"), basic("boss", "x"), ""]) {
    assertEquals((await post(it, "POST", ".groups/lecture/.kick", { id: "m1" }, as)).status, 401);
    assertEquals((await post(it, "POST", ".groups/lecture/.close", {}, as)).status, 401);
    assertEquals((await post(it, "PUT", ".groups/lecture/.lock", {}, as)).status, 401);
    assertEquals((await it.ask("DELETE", ".groups/lecture/.lock", { as })).status, 401);
  }
  assertEquals(it.done, []);
  const as = basic("boss", "bo");
  assertEquals(
    (await post(it, "POST", ".groups/lecture/.close", { message: "bye" }, as)).status,
    204,
  );
  assertEquals(
    (await post(it, "PUT", ".groups/lecture/.lock", { message: "exam" }, as)).status,
    204,
  );
  assertEquals((await it.ask("DELETE", ".groups/lecture/.lock", { as })).status, 204);
  assertEquals(it.done, [
    ["close", "lecture", "bye"],
    ["lock", "lecture", "exam"],
    ["lock", "lecture", null],
  ]);
  assertEquals((await post(it, "POST", ".groups/absent/.close", {})).status, 404);
  assertEquals((await post(it, "PUT", ".groups/absent/.lock", {})).status, 404);
});
