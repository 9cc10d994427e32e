import { assertEquals } from "../../tests/assert.ts";
import { text } from "../text.ts";
import { nameOf } from "./member_name.ts";

Deno.test("a name that turns text around, breaks lines or has no end does not disturb a sentence", () => {
  const cases: readonly [string, string][] = [
    ["Ada", "Ada"],
    ["\u202eecilA", "ecilA"],
    ["Ada\nhas left", "Ada has left"],
    ["\u200b\u2066", text.room.anonymous],
    ["", text.room.anonymous],
    ["x".repeat(5000), `${"x".repeat(80)}…`],
  ];
  for (const [username, name] of cases) assertEquals(nameOf({ username }), name);
});
