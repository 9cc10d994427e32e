import { assert, assertEquals } from "../tests/assert.ts";
import { createRandom } from "../tests/random.ts";
import { plainName, shownName } from "./names.ts";

Deno.test("a name keeps its letters, and loses what cannot be seen", () => {
  assertEquals(plainName("Ada Lovelace"), "Ada Lovelace");
  assertEquals(plainName("  Ada\n\tLovelace "), "Ada Lovelace");
  assertEquals(plainName("\u202eecilA"), "ecilA");
  assertEquals(plainName("ليلى"), "ليلى");
  assertEquals(plainName("👩‍🏫 Ada"), "👩‍🏫 Ada");
});

Deno.test("a name of which nothing can be seen is no name", () => {
  for (const name of ["", "   ", "\u200b\u2060", "\u202e\u2069\n"]) {
    assertEquals([plainName(name), shownName(name)], ["", "Anonymous"]);
  }
});

Deno.test("a long name is cut between letters", () => {
  const cut = plainName("😀".repeat(300));
  assertEquals([...cut].length, 81);
  assert(cut.isWellFormed());
});

Deno.test("no name of random signs is longer or turns the direction", () => {
  const random = createRandom(5);
  for (let i = 0; i < 100_000; i++) {
    const signs = Array.from({ length: random.int(8) }, () => random.int(0x3000));
    const name = plainName(String.fromCharCode(...signs));
    assert(name.length <= 8 && !/[\u202a-\u202e\u2066-\u2069]/.test(name));
  }
});
