import { assertEquals } from "../tests/assert.ts";
import { suggest } from "./suggest.ts";

for (
  const [word, expected] of [
    ["dispalyName", "displayName"],
    ["DISPLAYNAME", "displayName"],
    ["max-client", "max-clients"],
    ["publik", "public"],
    ["x", null],
    ["op", null],
    ["anything", null],
    ["", null],
  ] as const
) {
  Deno.test(`"${word}" suggests ${expected}`, () => {
    assertEquals(suggest(word, ["displayName", "max-clients", "public"]), expected);
  });
}

Deno.test("a word of great length is not compared", () => {
  assertEquals(suggest("x".repeat(1_000_000), ["public"]), null);
});
