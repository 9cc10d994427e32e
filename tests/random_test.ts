import { assert, assertEquals, assertNotEquals, assertThrows } from "./assert.ts";
import { changeSurroundings, createRandom, fuzz, FUZZ_INPUTS } from "./random.ts";

Deno.test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return [random.next(), random.int(1000), ...random.fill(new Uint8Array(7))];
  };
  assertEquals(draw(7), draw(7));
  assertNotEquals(draw(7), draw(8));
});

Deno.test("numbers are spread evenly over their range", () => {
  const random = createRandom(1);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[random.int(10)]!++;
  assert(counts.every((count) => count > 9500 && count < 10_500), counts.join(" "));
});

Deno.test("filling stays within the bytes given and reaches all of them", () => {
  const random = createRandom(2);
  const buf = new Uint8Array(13);
  const seen = new Set<number>();
  for (let i = 0; i < 100; i++) {
    random.fill(buf.subarray(3, 10));
    for (let at = 0; at < buf.length; at++) if (buf[at] !== 0) seen.add(at);
  }
  assertEquals([...seen].sort((a, b) => a - b), [3, 4, 5, 6, 7, 8, 9]);
});

Deno.test("fuzzing covers all lengths, reports the failing input and finds a read out of bounds", () => {
  const lengths = new Set<number>();
  let inputs = 0;
  fuzz(3, 20, [new Uint8Array(20)], (_buf, start, end) => {
    lengths.add(end - start);
    inputs++;
  });
  assertEquals([inputs, lengths.size], [FUZZ_INPUTS, 21]);

  const failing = () =>
    fuzz(4, 20, [], (buf, start, end) => {
      if (end - start === 2 && buf[start]! < 16) throw new Error("no");
    });
  assertThrows(failing, Error, "of seed 4 failed: 0");

  const careless = () =>
    fuzz(5, 20, [], (buf, start, end, random) => {
      const read = buf[end];
      changeSurroundings(buf, start, end, random);
      if (buf[end] !== read) throw new Error("read past the end");
    });
  assertThrows(careless, Error, "of seed 5 failed");
});
