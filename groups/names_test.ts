import { assertEquals } from "../tests/assert.ts";
import {
  hasHiddenComponent,
  isGroupName,
  isUsername,
  MAX_GROUP_NAME_LENGTH,
  MAX_USERNAME_LENGTH,
  parentName,
} from "./names.ts";

Deno.test("a user may have no name, an address, slashes, or letters of any script", () => {
  for (const name of ["", "jch@work", "Alice c/o Bob", "Zoë", "李", "a.b", "..."]) {
    assertEquals(isUsername(name), true, name);
  }
});

Deno.test("names that climb, control a terminal or are no Unicode are refused", () => {
  for (
    const name of ["..", "a/../b", "a//b", "/a", "a/", "a\\b", "a\nb", "\u001b[2J", "\ud800", "\0"]
  ) {
    assertEquals(isUsername(name), false, JSON.stringify(name));
    assertEquals(isGroupName(name), false, JSON.stringify(name));
  }
});

Deno.test("names have the documented greatest length and not one more", () => {
  assertEquals(isUsername("x".repeat(MAX_USERNAME_LENGTH)), true);
  assertEquals(isUsername("x".repeat(MAX_USERNAME_LENGTH + 1)), false);
  assertEquals(isGroupName("x".repeat(MAX_GROUP_NAME_LENGTH)), true);
  assertEquals(isGroupName("x".repeat(MAX_GROUP_NAME_LENGTH + 1)), false);
});

Deno.test("hidden components are found anywhere, and a dot inside does not hide", () => {
  assertEquals([".a", "a/.b", "a/.b/c"].map(hasHiddenComponent), [true, true, true]);
  assertEquals(["a.b", "a/b.c", "a./b"].map(hasHiddenComponent), [false, false, false]);
});

Deno.test("the group above is all but the last component", () => {
  assertEquals(["a/b/c", "a/b", "a"].map(parentName), ["a/b", "a", ""]);
});
