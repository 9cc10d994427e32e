import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf, hexOf } from "../../tests/bytes.ts";
import { changeSurroundings, createRandom, fuzz } from "../../tests/random.ts";
import { createFrameInfo, type FrameInfo } from "./frame.ts";
import { createVp8Descriptor, inspectVp8, parseVp8Descriptor, rewriteVp8 } from "./vp8.ts";

/** The start of a key frame's header, RFC 6386 section 9.1: frame tag, start code, 16 by 16 pixels; and that of another frame. */
const KEY_FRAME = "9002009d012a10001000";
const DELTA_FRAME = "b102003cf1c2";

function inspect(hex: string, marker = false): FrameInfo | null {
  const bytes = bytesOf(hex);
  const info = createFrameInfo();
  return inspectVp8(bytes, 0, bytes.length, marker, info) ? info : null;
}

function rewrite(hex: string, pictureId: number, tl0PicIdx: number): string {
  const bytes = bytesOf(hex);
  assert(rewriteVp8(bytes, 0, bytes.length, pictureId, tl0PicIdx));
  return hexOf(bytes);
}

Deno.test("a descriptor of one byte has no numbers and no layers", () => {
  assertEquals(inspect("10" + KEY_FRAME), {
    ...createFrameInfo(),
    keyframe: true,
    frameStart: true,
    layerSync: true,
    spatialSync: true,
  });
});

Deno.test("every field is read where its bit says it is; RFC 7741 section 4.2", () => {
  const bytes = bytesOf("0000" + "b5 f0 9234 56 bf" + DELTA_FRAME);
  const descriptor = createVp8Descriptor();
  assert(parseVp8Descriptor(bytes, 2, bytes.length, descriptor));
  assertEquals(descriptor, {
    nonReference: true,
    partitionStart: true,
    partitionId: 5,
    pictureId: 0x1234,
    pictureIdBits: 15,
    pictureIdOffset: 4,
    tl0PicIdx: 0x56,
    tl0PicIdxOffset: 6,
    temporalId: 2,
    layerSync: true,
    keyIdx: 31,
    dataOffset: 8,
  });
});

Deno.test("the examples of RFC 7741 section 4.6 are read", () => {
  const read = (hex: string, marker: boolean) => {
    const info = inspect(hex, marker);
    return [info?.frameStart, info?.frameEnd, info?.keyframe, info?.pictureId];
  };
  // A key frame in one packet, then another frame in one.
  assertEquals(read("908011" + KEY_FRAME, true), [true, true, true, 17]);
  assertEquals(read("10" + DELTA_FRAME, true), [true, true, false, -1]);
  // Partitions in packets of their own.
  assertEquals(read("908011" + KEY_FRAME, false), [true, false, true, 17]);
  assertEquals(read("918011" + DELTA_FRAME, true), [false, true, false, 17]);
  // A picture id of two bytes.
  assertEquals(read("90809267" + DELTA_FRAME, true), [true, true, false, 4711]);
});

Deno.test("each combination of optional fields has its own length", () => {
  const fields: [bit: number, hex: string][] = [[0x80, "11"], [0x40, "22"], [0x20, "80"]];
  for (let present = 0; present < 8; present++) {
    const there = fields.filter((_, i) => (present & (1 << i)) !== 0);
    const bits = there.reduce((sum, [bit]) => sum | bit, 0);
    const hex = "90" + bits.toString(16).padStart(2, "0") +
      there.map(([, field]) => field).join("");
    const info = inspect(hex + KEY_FRAME);
    assertEquals(info?.keyframe, true, hex);
    assertEquals(info?.pictureId, bits & 0x80 ? 0x11 : -1, hex);
    assertEquals(info?.pictureIdBits, bits & 0x80 ? 7 : 0, hex);
    assertEquals(info?.tl0PicIdx, bits & 0x40 ? 0x22 : -1, hex);
    assertEquals(info?.temporalId, bits & 0x20 ? 2 : 0, hex);
  }
});

Deno.test("only the first packet of partition 0 begins a frame, and only there a key frame shows", () => {
  assertEquals(inspect("10" + KEY_FRAME)?.keyframe, true);
  assertEquals(inspect("10" + DELTA_FRAME)?.keyframe, false);
  assertEquals(inspect("10" + DELTA_FRAME)?.frameStart, true);
  assertEquals(inspect("11" + KEY_FRAME)?.frameStart, false); // partition 1 begins
  assertEquals(inspect("00" + KEY_FRAME)?.frameStart, false); // partition 0 goes on
  assertEquals(inspect("00" + KEY_FRAME)?.keyframe, false);
});

Deno.test("the marker ends a frame, and N makes it discardable", () => {
  assertEquals(inspect("00" + DELTA_FRAME)?.frameEnd, false);
  assertEquals(inspect("00" + DELTA_FRAME, true)?.frameEnd, true);
  assertEquals(inspect("10" + DELTA_FRAME)?.discardable, false);
  assertEquals(inspect("30" + DELTA_FRAME)?.discardable, true);
});

Deno.test("Y marks a sync point of a temporal layer, and means nothing without T", () => {
  const layer = (hex: string) => {
    const info = inspect(hex + DELTA_FRAME);
    return [info?.temporalId, info?.layerSync];
  };
  assertEquals(layer("9020 60"), [1, true]);
  assertEquals(layer("9020 40"), [1, false]);
  assertEquals(layer("9010 e3"), [0, false]); // KEYIDX alone
});

Deno.test("an empty payload and a descriptor cut off are refused", () => {
  for (const hex of ["", "90", "9080", "908080", "9040", "9020", "9010", "90e0 8001 02"]) {
    assertEquals(inspect(hex), null, hex);
  }
  assertEquals(inspect("9080 8001")?.pictureId, 1);
});

Deno.test("a descriptor with nothing after it is no key frame", () => {
  assertEquals(inspect("00"), createFrameInfo());
  assertEquals(inspect("10"), { ...createFrameInfo(), frameStart: true });
});

Deno.test("renumbering changes the two numbers and nothing else", () => {
  assertEquals(
    rewrite("90e0 8039 05 40" + DELTA_FRAME, 0x1234, 0xab),
    "90e09234ab40" + DELTA_FRAME,
  );
  assertEquals(rewrite("90e0 39 05 40" + DELTA_FRAME, 0x55, 0xab), "90e055ab40" + DELTA_FRAME);
  assertEquals(rewrite("9040 05" + DELTA_FRAME, 0x55, 0xab), "9040ab" + DELTA_FRAME);
  assertEquals(rewrite("9080 39" + DELTA_FRAME, 0x55, 0xab), "908055" + DELTA_FRAME);
  assertEquals(rewrite("10" + DELTA_FRAME, 0x55, 0xab), "10" + DELTA_FRAME);
});

Deno.test("numbers wrap in the width that the packet has", () => {
  assertEquals(rewrite("90c0 8039 05", 0x8000 + 3, 256 + 7), "90c0800307");
  assertEquals(rewrite("90c0 39 05", 128 + 3, -1), "90c003ff");
  assertEquals(rewrite("90c0 8039 05", -1, 0), "90c0ffff00");
});

Deno.test("every picture id of 15 bits can be written and read", () => {
  const bytes = bytesOf("9080 8039" + DELTA_FRAME);
  const info = createFrameInfo();
  for (let pictureId = 0; pictureId < 32768; pictureId++) {
    rewriteVp8(bytes, 0, bytes.length, pictureId, 0);
    inspectVp8(bytes, 0, bytes.length, false, info);
    assert(info.pictureId === pictureId && info.pictureIdBits === 15);
  }
});

Deno.test("renumbering a descriptor that is cut off writes nothing", () => {
  const bytes = bytesOf("90c0 8039");
  assertEquals(rewriteVp8(bytes, 0, bytes.length, 5, 5), false);
  assertEquals(rewriteVp8(bytes, 0, 5, 5, 5), false); // an end beyond the buffer
  assertEquals(hexOf(bytes), "90c08039");
});

Deno.test("any payload is refused or read within its bounds, and renumbered there", () => {
  const first = createFrameInfo();
  const second = createFrameInfo();
  const samples = ["90e0 8039 05 40", "90f0 39 05 63", "10", "9040 05"].map((descriptor) =>
    bytesOf(descriptor + KEY_FRAME)
  );
  const random = createRandom(50);
  let read = 0;
  fuzz(51, 24, samples, (buf, start, end) => {
    const ok = inspectVp8(buf, start, end, true, first);
    changeSurroundings(buf, start, end, random);
    assert(inspectVp8(buf, start, end, true, second) === ok);
    assertEquals(second, first);
    const before = hexOf(buf.subarray(0, start)) + hexOf(buf.subarray(end));
    assert(rewriteVp8(buf, start, end, 77, 88) === ok);
    assertEquals(hexOf(buf.subarray(0, start)) + hexOf(buf.subarray(end)), before);
    if (!ok) return;
    read++;
    assert(inspectVp8(buf, start, end, true, second));
    first.pictureId = first.pictureIdBits === 0 ? -1 : 77;
    if (first.tl0PicIdx >= 0) first.tl0PicIdx = 88;
    assertEquals(second, first);
  });
  assert(read > 10_000, `only ${read} inputs were payloads`);
});
