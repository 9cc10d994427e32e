import { assert, assertEquals } from "../tests/assert.ts";
import { isPermissionSetName, permissionsOf } from "./permissions.ts";

const NONE = { allowRecording: false, unrestrictedTokens: false };
const ALL = { allowRecording: true, unrestrictedTokens: true };

Deno.test("what somebody does to their permissions does not reach the set, nor the file's list", () => {
  const listed = ["present"];
  permissionsOf("op", NONE).push("record");
  permissionsOf(listed, NONE).push("op");
  assertEquals(permissionsOf("op", NONE).includes("record"), false);
  assertEquals(listed, ["present"]);
});

Deno.test("listed permissions are literal: nothing is added to them", () => {
  assertEquals(permissionsOf(["op", "present"], ALL), ["op", "present"]);
});

Deno.test("operators have the token permission once, whatever else is allowed", () => {
  const tokens = permissionsOf("op", ALL).filter((permission) => permission === "token");
  assertEquals(tokens.length, 1);
});

Deno.test("names of sets are told from names that JavaScript's objects have", () => {
  assert(isPermissionSetName("observe"));
  for (const name of ["toString", "__proto__", "constructor", "Op", ""]) {
    assertEquals(isPermissionSetName(name), false, name);
  }
});
