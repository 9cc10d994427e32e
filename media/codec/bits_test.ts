import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { createRandom } from "../../tests/random.ts";
import { createBitReader, readBits, readFlag, readNonSymmetric, startBits } from "./bits.ts";

Deno.test("bits are read from the highest on, over bytes", () => {
  const reader = createBitReader();
  startBits(reader, bytesOf("ff a5 0f 80 00 00 01 ff"), 1, 7);
  assertEquals([readBits(reader, 3), readBits(reader, 0), readFlag(reader)], [5, 0, false]);
  assertEquals([readBits(reader, 8), readBits(reader, 4)], [0x50, 0xf]);
  assertEquals(readBits(reader, 32), 0x8000_0001);
  assertEquals(reader.overrun, false);
  assertEquals([readBits(reader, 1), reader.overrun], [0, true]);
});

Deno.test("more bits than there are read as 0, as does all after them", () => {
  const reader = createBitReader();
  startBits(reader, bytesOf("ffff"), 0, 1);
  assertEquals([readBits(reader, 9), readBits(reader, 1), reader.overrun], [0, 0, true]);
  startBits(reader, bytesOf("ffff"), 0, 1);
  assertEquals([readBits(reader, 8), reader.overrun], [255, false]);
});

Deno.test("random numbers of random widths are read as they were written", () => {
  const random = createRandom(70);
  for (let round = 0; round < 1000; round++) {
    const widths = Array.from({ length: 20 }, () => random.int(33));
    const values = widths.map((width) => random.int(2 ** width));
    const text = values.map((value, i) => value.toString(2).padStart(widths[i]!, "0"))
      .map((digits, i) => widths[i] === 0 ? "" : digits).join("");
    const bytes = Uint8Array.from(
      text.match(/.{1,8}/g) ?? [],
      (digits) => parseInt(digits.padEnd(8, "0"), 2),
    );
    const reader = createBitReader();
    startBits(reader, bytes, 0, bytes.length);
    assertEquals(widths.map((width) => readBits(reader, width)), values);
    assert(!reader.overrun);
  }
});

Deno.test("non-symmetric numbers take the bits of the table in the AV1 specification, section 4.10.7", () => {
  const reader = createBitReader();
  // ns(5): 0 to 4 are 00, 01, 10, 110, 111.
  startBits(reader, Uint8Array.of(0b0001_1011, 0b0111_0000), 0, 2);
  assertEquals(Array.from({ length: 5 }, () => readNonSymmetric(reader, 5)), [0, 1, 2, 3, 4]);
  assertEquals(reader.at, 12);
  // Of a single value nothing is to be told.
  assertEquals([readNonSymmetric(reader, 1), reader.at], [0, 12]);
});
