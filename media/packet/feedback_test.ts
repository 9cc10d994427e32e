import { assertEquals, assertThrows } from "../../tests/assert.ts";
import { bytesOf, hexOf } from "../../tests/bytes.ts";
import { createRandom } from "../../tests/random.ts";
import { nackPairs, writeFir, writeNack, writeRemb } from "./feedback.ts";
import { parseRtcp } from "./rtcp.ts";
import { addSeq16 } from "./seq.ts";

function only(bytes: Uint8Array): unknown {
  const packets = parseRtcp(bytes, 0, bytes.length);
  assertEquals(packets?.length, 1);
  return packets?.[0];
}

/** The packet ids and bitmaps of a NACK, as in Galène's tests of its packet cache and libwebrtc's nack_unittest.cc. */
const NACKS: readonly [seq16s: number[], pairs: number[]][] = [
  [[7], [0x0007_0000]],
  [[18, 19, 32, 38], [0x0012_2001, 0x0026_0000]],
  [[0, 1, 3, 8, 16], [0x0000_8085]],
  [[0, 17], [0x0000_0000, 0x0011_0000]],
  [[17, 0], [0x0011_0000, 0x0000_0000]],
  [
    [0xffdc, 0xffec, 0xfffe, 0xffff, 0, 1, 3, 0x14, 0x64],
    [0xffdc_8000, 0xfffe_0017, 0x0014_0000, 0x0064_0000],
  ],
];

Deno.test("missing packets are merged into pairs, over the wrap too", () => {
  for (const [seq16s, pairs] of NACKS) assertEquals(nackPairs(seq16s), pairs, seq16s.join());
});

Deno.test("a packet that is named twice in a row is asked for once", () => {
  assertEquals(nackPairs([5, 5, 6, 6]), [0x0005_0001]);
});

Deno.test("pairs are spelled out again in order", () => {
  for (const [seq16s] of NACKS) {
    const nack = { type: "nack", senderSsrc: 1, mediaSsrc: 2, seq16s } as const;
    assertEquals(only(writeNack(nack)), nack);
  }
});

Deno.test("a NACK has the bytes that libwebrtc's nack_unittest.cc expects", () => {
  const bytes = writeNack({
    type: "nack",
    senderSsrc: 0x12345678,
    mediaSsrc: 0x23456789,
    seq16s: [0, 1, 3, 8, 16],
  });
  assertEquals(hexOf(bytes), "81cd0003" + "12345678" + "23456789" + "00008085");
});

Deno.test("no missing packet gets lost and none is invented, in whatever order they are named", () => {
  const random = createRandom(30);
  for (let round = 0; round < 2000; round++) {
    const base = random.int(65536);
    const seq16s = Array.from(
      { length: 1 + random.int(40) },
      () => addSeq16(base, random.int(200)),
    );
    const packet = only(writeNack({ type: "nack", senderSsrc: 0, mediaSsrc: 0, seq16s }));
    const { seq16s: read } = packet as { seq16s: number[] };
    const sorted = (list: number[]) => [...new Set(list)].sort((a, b) => a - b);
    assertEquals(sorted(read), sorted(seq16s));
  }
});

Deno.test("a NACK or a FIR that asks for nothing cannot be written", () => {
  const ssrcs = { senderSsrc: 1, mediaSsrc: 2 };
  assertThrows(() => writeNack({ type: "nack", ...ssrcs, seq16s: [] }), RangeError);
  assertThrows(() => writeFir({ type: "fir", senderSsrc: 1, entries: [] }), RangeError);
});

Deno.test("a FIR names its sources with a number each; RFC 5104 section 4.3.1", () => {
  const bytes = bytesOf("84ce0006 00000001 00000000 aabbccdd 07000000 11223344 ff000000");
  const fir = {
    type: "fir",
    senderSsrc: 1,
    entries: [{ ssrc: 0xaabbccdd, sequenceNumber: 7 }, { ssrc: 0x11223344, sequenceNumber: 255 }],
  } as const;
  assertEquals(only(bytes), fir);
  assertEquals(writeFir(fir), bytes);
});

Deno.test("a REMB has the bytes that libwebrtc's remb_unittest.cc expects", () => {
  const bytes = bytesOf(`8fce0007 12345678 00000000 52454d42
    0307fb93 23456789 2345678a 2345678b`);
  const remb = {
    type: "remb",
    senderSsrc: 0x12345678,
    bitrateBps: 0x3fb93 * 2,
    ssrcs: [0x23456789, 0x2345678a, 0x2345678b],
  } as const;
  assertEquals(only(bytes), remb);
  assertEquals(writeRemb(remb), bytes);
});

Deno.test("a REMB keeps 18 bits of the rate and rounds down", () => {
  const rates: [number, number][] = [
    [0, 0],
    [262_143, 262_143],
    [262_144, 262_144],
    [262_145, 262_144],
    [700_001, 700_000],
    [1_000_000_000, 999_997_440],
    [0.9, 0],
    [2 ** 81, 0x3ffff * 2 ** 63],
    [Number.MAX_VALUE, 0x3ffff * 2 ** 63],
  ];
  for (const [bitrateBps, kept] of rates) {
    const remb = { type: "remb", senderSsrc: 1, bitrateBps, ssrcs: [5] } as const;
    assertEquals(only(writeRemb(remb)), { ...remb, bitrateBps: kept });
  }
});

Deno.test("a REMB of no possible rate or of too many sources cannot be written", () => {
  for (const bitrateBps of [-1, NaN, Infinity]) {
    const remb = { type: "remb", senderSsrc: 1, bitrateBps, ssrcs: [] } as const;
    assertThrows(() => writeRemb(remb), RangeError);
  }
  const ssrcs = new Array<number>(256).fill(1);
  assertThrows(
    () => writeRemb({ type: "remb", senderSsrc: 1, bitrateBps: 1, ssrcs }),
    RangeError,
  );
});

Deno.test("feedback whose length does not fit what it holds is refused", () => {
  const wrong = [
    "81cd0002 00000001 00000002", // NACK without a pair
    "81cd0001 00000001",
    "81ce0001 00000001", // PLI without media source
    "84ce0002 00000001 00000000", // FIR without an entry
    "84ce0003 00000001 00000000 aabbccdd", // half an entry
    "8fce0003 00000001 00000000 52454d42", // REMB that ends after its name
    "8fce0004 00000001 00000000 52454d42 0107fb93", // one source, none there
    "8fce0005 00000001 00000000 52454d42 0007fb93 23456789", // none, one there
  ];
  for (const hex of wrong) {
    const bytes = bytesOf(hex);
    assertEquals(parseRtcp(bytes, 0, bytes.length), null, hex);
  }
});

Deno.test("application layer feedback that is no REMB is unknown, not wrong", () => {
  const bytes = bytesOf("8fce0003 00000001 00000000 474f4f47");
  assertEquals(only(bytes), {
    type: "unknown",
    packetType: 206,
    count: 15,
    body: bytes.subarray(4),
  });
});
