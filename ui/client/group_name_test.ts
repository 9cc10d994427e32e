import { assertEquals } from "../../tests/assert.ts";
import { groupOfPath, isGroupName, pathOfGroup, toGroupName } from "./group_name.ts";

Deno.test("a group's path gives its name back", () => {
  for (const name of ["lecture", "maths/algebra", "Übung 1", "a?b#c", "50%", "x&y=z"]) {
    assertEquals(groupOfPath(pathOfGroup(name)), name);
  }
  assertEquals(pathOfGroup("maths/Übung 1"), "/group/maths/%C3%9Cbung%201/");
});

Deno.test("other paths have no group", () => {
  for (const path of ["/", "/group/", "/group", "/group/%", "/x/group/a/", "/group/../a/"]) {
    assertEquals(groupOfPath(path), null, path);
  }
});

Deno.test("names are clean relative paths", () => {
  for (const name of ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\b"]) {
    assertEquals(isGroupName(name), false, name);
  }
  assertEquals(isGroupName("a/b c"), true);
});

Deno.test("a pasted address is taken for the group that it shows", () => {
  assertEquals(toGroupName(" https://example.org:8443/group/maths/a%20b/ "), "maths/a b");
  assertEquals(toGroupName("/lecture/ "), "lecture");
});
