import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf, hexOf } from "../../tests/bytes.ts";
import { changeSurroundings, createRandom, fuzz } from "../../tests/random.ts";
import {
  createRedBlocks,
  fitsRed,
  MAX_REDUNDANT,
  readRed,
  type RedBlock,
  type RedBlocks,
  redHeaderLength,
  writeRedHeader,
} from "./red.ts";

/** A packet with one earlier block, drawn after RFC 2198, section 4: Opus 960 ticks ago in 3 bytes, now in 2. */
const ONE = "ef 0f0003 6f a1a2a3 b1b2";

/** The blocks as text: payload type, timestamp offset and bytes each, the primary last. */
function blocksOf(hex: string): string[] | null {
  const bytes = bytesOf(hex);
  const blocks = createRedBlocks();
  if (!readRed(bytes, 0, bytes.length, blocks)) return null;
  return listed(blocks).map(({ payloadType, timestampOffset, start, end }) =>
    `${payloadType} ${timestampOffset} ${hexOf(bytes.subarray(start, end))}`
  );
}

function listed({ redundant, redundantCount, primary }: RedBlocks): RedBlock[] {
  return [...redundant.slice(0, redundantCount), primary];
}

Deno.test("blocks are read with their payload types, offsets and bytes", () => {
  assertEquals(blocksOf(ONE), ["111 960 a1a2a3", "111 0 b1b2"]);
  assertEquals(blocksOf("6f b1b2"), ["111 0 b1b2"]);
  assertEquals(blocksOf("80 fffc01 7f a1 b1"), ["0 16383 a1", "127 0 b1"]);
  // Two earlier blocks, oldest first.
  assertEquals(blocksOf("ef 1e0001 ef 0f0002 6f a1 b1b2 c1"), [
    "111 1920 a1",
    "111 960 b1b2",
    "111 0 c1",
  ]);
});

Deno.test("blocks may be empty", () => {
  assertEquals(blocksOf("6f"), ["111 0 "]);
  assertEquals(blocksOf("ef 0f0000 6f b1"), ["111 960 ", "111 0 b1"]);
  assertEquals(blocksOf("ef 0f0001 6f a1"), ["111 960 a1", "111 0 "]);
});

Deno.test("of more blocks than are kept the newest are", () => {
  const count = MAX_REDUNDANT + 3;
  const heads = Array.from({ length: count }, () => "ef 0f0001").join("");
  const data = Array.from({ length: count }, (_, i) => `a${i}`).join("");
  assertEquals(
    blocksOf(`${heads} 6f ${data} b1`)?.map((block) => block.split(" ")[2]),
    ["a3", "a4", "a5", "a6", "b1"],
  );
});

Deno.test("headers and blocks that are cut off are refused", () => {
  for (const hex of ["", "ef", "ef0f", "ef0f00", "ef0f0003", "ef0f0003 6f a1a2", "efefef ef"]) {
    assertEquals(blocksOf(hex), null, hex);
  }
  const bytes = bytesOf(ONE);
  assert(!readRed(bytes, 0, bytes.length + 1, createRedBlocks()));
});

Deno.test("a record that is used again keeps nothing of the packet before", () => {
  const blocks = createRedBlocks();
  const bytes = bytesOf(`${ONE} 6f b1`);
  assert(readRed(bytes, 0, 10, blocks));
  assert(readRed(bytes, 10, 12, blocks));
  assertEquals([blocks.redundantCount, blocks.primary.start, blocks.primary.end], [0, 11, 12]);
});

Deno.test("what is repeated must fit in 14 bits of ticks and 10 of length", () => {
  assert(fitsRed(0, 0) && fitsRed(16_383, 1023));
  assert(!fitsRed(16_384, 1) && !fitsRed(960, 1024) && !fitsRed(-960, 1));
});

Deno.test("written headers read as they were given", () => {
  const random = createRandom(60);
  const out = new Uint8Array(2000);
  for (let round = 0; round < 5000; round++) {
    const at = random.int(8);
    const blocks = createRedBlocks();
    blocks.redundantCount = random.int(MAX_REDUNDANT + 1);
    for (const block of listed(blocks)) {
      block.payloadType = random.int(128);
      block.timestampOffset = block === blocks.primary ? 0 : random.int(16_384);
      block.start = random.int(100_000);
      block.end = block.start + random.int(300);
    }
    const headerLength = writeRedHeader(out, at, blocks);
    assertEquals(headerLength, redHeaderLength(blocks));
    const lengths = listed(blocks).map(({ start, end }) => end - start);
    const end = at + headerLength + lengths.reduce((sum, length) => sum + length, 0);
    const back = createRedBlocks();
    assert(readRed(out, at, end, back));
    const told = (of: RedBlocks) =>
      listed(of).map((block) => [
        block.payloadType,
        block.timestampOffset,
        block.end - block.start,
      ]);
    assertEquals(told(back), told(blocks));
    assertEquals(back.primary.end, end);
  }
});

Deno.test("any payload is refused or read within its bounds", () => {
  const first = createRedBlocks();
  const second = createRedBlocks();
  let read = 0;
  const samples = [ONE, "ef 1e0001 ef 0f0002 6f a1 b1b2 c1", "6f b1b2"].map(bytesOf);
  fuzz(61, 60, samples, (buf, start, end, random) => {
    const ok = readRed(buf, start, end, first);
    changeSurroundings(buf, start, end, random);
    assert(readRed(buf, start, end, second) === ok);
    if (!ok) return;
    read++;
    let at = first.redundant[0]!.start;
    for (const block of listed(first)) {
      assert(first.redundantCount === 0 || block.start === at);
      assert(block.start >= start && block.end >= block.start && block.end <= end);
      at = block.end;
    }
    assertEquals(listed(second), listed(first));
  });
  assert(read > 20_000, `only ${read} inputs were payloads`);
});
