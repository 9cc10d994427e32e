import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { addSeq16, cycleOf, extendSeq, isNewer16, seq16Of, seqDelta16 } from "./seq.ts";

Deno.test("a sequence number is extended to the nearest one", () => {
  assertEquals(extendSeq(5, 6), 6);
  assertEquals(extendSeq(5, 4), 4);
  assertEquals(extendSeq(65535, 0), 65536);
  assertEquals(extendSeq(65536, 65535), 65535);
  assertEquals(extendSeq(3 * 65536 + 10, 65530), 3 * 65536 - 6);
  assertEquals(extendSeq(0, 65535), -1);
});

Deno.test("extending gives back any number less than half a cycle away", () => {
  const random = createRandom(1);
  for (let i = 0; i < 100_000; i++) {
    const reference = random.int(2 ** 32) * random.int(2 ** 10);
    const wanted = reference + random.int(65536) - 32768;
    assertEquals(extendSeq(reference, seq16Of(wanted)), wanted);
  }
});

Deno.test("a number half a cycle away is taken for an old one, and neither is newer", () => {
  assertEquals(extendSeq(100_000, seq16Of(100_000 + 32768)), 100_000 - 32768);
  assertEquals(isNewer16(0x8000, 0), false);
  assertEquals(isNewer16(0, 0x8000), false);
});

Deno.test("ten cycles of packets, each two swapped, are extended without a fault", () => {
  let reference = 65530;
  for (let pair = 65532; pair < 10 * 65536; pair += 2) {
    for (const sent of [pair + 1, pair]) {
      const seqExt = extendSeq(reference, seq16Of(sent));
      assertEquals(seqExt, sent);
      reference = Math.max(reference, seqExt);
    }
  }
});

Deno.test("order holds over the wrap", () => {
  assertEquals(isNewer16(1, 0), true);
  assertEquals(isNewer16(0, 65535), true);
  assertEquals(isNewer16(65535, 0), false);
  assertEquals(isNewer16(7, 7), false);
  assertEquals(isNewer16(0x7fff, 0), true);
  assertEquals(seqDelta16(65535, 2), 3);
  assertEquals(seqDelta16(2, 65535), -3);
  assertEquals(addSeq16(65535, 2), 1);
  assertEquals(addSeq16(1, -2), 65535);
});

Deno.test("cycles count from the one the stream began in", () => {
  assertEquals([cycleOf(0), cycleOf(65535), cycleOf(65536), cycleOf(-1)], [0, 0, 1, -1]);
  assertEquals([seq16Of(-1), seq16Of(65536), seq16Of(2 ** 40 + 5)], [65535, 0, 5]);
});
