import { assert, assertEquals } from "../tests/assert.ts";
import { EMOJI, findEmoji } from "./emoji.ts";
import { text } from "./text.ts";

Deno.test("each emoji has a name, and each name one emoji of its own", () => {
  assertEquals(Object.keys(EMOJI).toSorted(), Object.keys(text.emoji.names).toSorted());
  assertEquals(new Set(Object.values(EMOJI)).size, Object.keys(EMOJI).length);
});

Deno.test("emoji are found by parts of their words, in any order and spelling", () => {
  assertEquals(findEmoji("").length, Object.keys(EMOJI).length);
  assertEquals(findEmoji("Applause").map((name) => EMOJI[name]), ["👏"]);
  assert(findEmoji("laugh").includes("joy"));
  assertEquals(findEmoji("phew swéat"), ["sweat"]);
  assertEquals(findEmoji("no such thing at all"), []);
});
