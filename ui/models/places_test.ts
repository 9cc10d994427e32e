import { assertEquals } from "../../tests/assert.ts";
import { arrange, exchange, promotions } from "./places.ts";

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

Deno.test("two places are exchanged, and unknown ones are not", () => {
  assertEquals(exchange(["a", "b", "c"], "a", "c"), ["c", "b", "a"]);
  assertEquals(exchange(["a", "b"], "a", "z"), ["a", "b"]);
  assertEquals(exchange(["a", "b"], "a", "a"), ["a", "b"]);
});

interface Speech {
  readonly speaking?: boolean;
  readonly spokeAtMs?: number;
  readonly fixed?: boolean;
}

function placed(people: Readonly<Record<string, Speech>>) {
  return Object.entries(people).map(([place, speech]) => ({
    place,
    speaking: false,
    spokeAtMs: -Infinity,
    fixed: false,
    ...speech,
  }));
}

Deno.test("who speaks on another page comes to the first, for whoever was silent there for longest", () => {
  const people = placed({
    ada: { spokeAtMs: 5 },
    bob: { spokeAtMs: 3 },
    eve: { spokeAtMs: 4 },
    zoe: { speaking: true },
  });
  assertEquals(promotions(people, 3, 0), [["zoe", "bob"]]);
});

Deno.test("nobody moves for who is in sight, on the first page or on the one that is turned to", () => {
  const people = placed({ ada: { speaking: true }, bob: {}, eve: {}, zoe: { speaking: true } });
  assertEquals(promotions(people, 4, 0), []);
  assertEquals(promotions(people, 2, 1), []);
  assertEquals(promotions(people, 2, 0), [["zoe", "bob"]]);
});

Deno.test("who speaks stays, and so do screens and oneself", () => {
  const all = placed({ ada: { speaking: true }, bob: { fixed: true }, zoe: { speaking: true } });
  assertEquals(promotions(all, 2, 0), []);
  const own = placed({ ada: {}, bob: {}, me: { speaking: true, fixed: true } });
  assertEquals(promotions(own, 2, 0), []);
});

Deno.test("several come at once, each for another", () => {
  const people = placed({
    ada: { spokeAtMs: 2 },
    bob: { spokeAtMs: 1 },
    yan: { speaking: true },
    zoe: { speaking: true },
  });
  assertEquals(promotions(people, 2, 0), [["yan", "bob"], ["zoe", "ada"]]);
});
