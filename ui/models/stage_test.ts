import { assertEquals } from "../../tests/assert.ts";
import { arrange } from "./stage.ts";

const name = (item: string) => item.split("#")[0]!;

Deno.test("new items go to the end, and what comes back takes its old place", () => {
  const first = arrange([], ["ada", "bob", "eve"], name);
  assertEquals(first.items, ["ada", "bob", "eve"]);
  const without = arrange(first.places, ["bob", "eve", "zoe"], name);
  assertEquals(without.items, ["bob", "eve", "zoe"]);
  const back = arrange(without.places, ["eve", "zoe", "ada#2", "bob#2"], name);
  assertEquals(back.items, ["ada#2", "bob#2", "eve", "zoe"]);
});

Deno.test("items of one name keep their order", () => {
  const { items } = arrange(["x", "ada"], ["ada#1", "ada#2", "x"], name);
  assertEquals(items, ["x", "ada#1", "ada#2"]);
});

Deno.test("places are forgotten in the end", () => {
  const many = Array.from({ length: 900 }, (_, index) => `n${index}`);
  const { places } = arrange([], many, name);
  assertEquals([places.length, places.at(-1)], [500, "n899"]);
});
