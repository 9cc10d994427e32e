import { assert, assertEquals } from "../../tests/assert.ts";
import { hueOf, initials } from "./avatar.tsx";

Deno.test("initials are of the first and the last word", () => {
  assertEquals(initials("Ada Lovelace"), "AL");
  assertEquals(initials("jean-luc picard"), "JP");
  assertEquals(initials("émile"), "É");
  assertEquals(initials("😀 x"), "😀X");
  assertEquals(initials("  "), "?");
});

Deno.test("a name always has the same hue", () => {
  assertEquals(hueOf("Ada"), hueOf("Ada"));
  assert(hueOf("Ada") !== hueOf("Bob"));
  assert(hueOf("x".repeat(5000)) < 360);
});
