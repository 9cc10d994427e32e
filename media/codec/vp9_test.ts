import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { changeSurroundings, fuzz } from "../../tests/random.ts";
import { createFrameInfo, type FrameInfo } from "./frame.ts";
import { createVp9Descriptor, inspectVp9, parseVp9Descriptor, type Vp9Descriptor } from "./vp9.ts";

/** First bytes of uncompressed headers, VP9 bitstream specification section 6.2: profile 0, sync code; the same between frames. */
const KEY_FRAME = "82498342";
const DELTA_FRAME = "86004092";

/** Scalability structure: three layers with sizes (320x180, 640x360, 1280x720), a group of two pictures with 1 and 2 references. */
const STRUCTURE = "58 014000b4 02800168 050002d0 02 0401 38 0102".replaceAll(" ", "");

function parse(hex: string): Vp9Descriptor | null {
  const bytes = bytesOf(hex);
  const descriptor = createVp9Descriptor();
  return parseVp9Descriptor(bytes, 0, bytes.length, descriptor) ? descriptor : null;
}

function inspect(hex: string): FrameInfo | null {
  const bytes = bytesOf(hex);
  const info = createFrameInfo();
  return inspectVp9(bytes, 0, bytes.length, false, info) ? info : null;
}

Deno.test("a key frame with long picture id and layers, not flexible; RFC 9628 section 4.2 figure 3", () => {
  const descriptor = parse("ac 9234 15 07" + KEY_FRAME);
  assertEquals(descriptor, {
    ...createVp9Descriptor(),
    frameStart: true,
    frameEnd: true,
    pictureId: 0x1234,
    pictureIdBits: 15,
    switchingUp: true,
    spatialId: 2,
    interLayer: true,
    tl0PicIdx: 7,
    dataOffset: 5,
  });
  assertEquals(inspect("ac 9234 15 07" + KEY_FRAME), {
    ...createFrameInfo(),
    keyframe: true,
    frameStart: true,
    frameEnd: true,
    spatialId: 2,
    layerSync: true,
    spatialSync: true,
    pictureId: 0x1234,
    pictureIdBits: 15,
    tl0PicIdx: 7,
  });
});

Deno.test("in flexible mode there are references and no TL0PICIDX; figure 2", () => {
  const descriptor = parse("f9 05 60 030506" + DELTA_FRAME);
  assertEquals(descriptor?.flexible, true);
  assertEquals(descriptor?.interPicture, true);
  assertEquals(descriptor?.notForUpperSpatial, true);
  assertEquals(descriptor?.pictureId, 5);
  assertEquals(descriptor?.pictureIdBits, 7);
  assertEquals(descriptor?.temporalId, 3);
  assertEquals(descriptor?.tl0PicIdx, -1);
  assertEquals(descriptor?.referenceCount, 3);
  assertEquals([...descriptor?.references ?? []], [1, 2, 3]);
  assertEquals(descriptor?.dataOffset, 6);
});

Deno.test("a fourth reference is refused, a picture without P has none", () => {
  assertEquals(parse("f8 05 60 03050701" + DELTA_FRAME), null);
  assertEquals(parse("b8 05 60" + DELTA_FRAME)?.dataOffset, 3);
});

Deno.test("a scalability structure is read to its end; RFC 9628 section 4.2.1", () => {
  const descriptor = parse("0a" + STRUCTURE + KEY_FRAME);
  assertEquals(descriptor?.spatialLayers, 3);
  assertEquals([...descriptor?.widths ?? []].slice(0, 3), [320, 640, 1280]);
  assertEquals([...descriptor?.heights ?? []].slice(0, 3), [180, 360, 720]);
  assertEquals(descriptor?.dataOffset, 1 + STRUCTURE.length / 2);
  assertEquals(inspect("0a" + STRUCTURE + KEY_FRAME)?.keyframe, true);
});

Deno.test("a structure may lack sizes and group, and is forgotten with the next packet", () => {
  const bytes = bytesOf("0a" + STRUCTURE + "0a20" + KEY_FRAME + "08" + KEY_FRAME);
  const descriptor = createVp9Descriptor();
  const second = 1 + STRUCTURE.length / 2;
  assert(parseVp9Descriptor(bytes, 0, second, descriptor));
  assert(parseVp9Descriptor(bytes, second, second + 6, descriptor));
  assertEquals([descriptor.spatialLayers, descriptor.widths[0], descriptor.dataOffset], [
    2,
    0,
    second + 2,
  ]);
  assert(parseVp9Descriptor(bytes, second + 6, bytes.length, descriptor));
  assertEquals(descriptor.spatialLayers, 0);
});

Deno.test("a descriptor cut off anywhere is refused", () => {
  for (
    const hex of ["ac9234" + "1507", "f90560030506", "0a" + STRUCTURE, "be9234" + "15" + STRUCTURE]
  ) {
    const bytes = bytesOf(hex);
    const descriptor = createVp9Descriptor();
    assert(parseVp9Descriptor(bytes, 0, bytes.length, descriptor), hex);
    assertEquals(descriptor.dataOffset, bytes.length);
    for (let end = 0; end < bytes.length; end++) {
      assertEquals(parseVp9Descriptor(bytes, 0, end, descriptor), false, `${hex} to ${end}`);
    }
  }
});

Deno.test("a key frame shows where a frame begins, in each profile", () => {
  const key = (descriptor: string, first: string) => inspect(descriptor + first)?.keyframe;
  assertEquals(key("08", "82"), true); // profile 0, shown
  assertEquals(key("08", "92"), true); // profile 2
  assertEquals(key("08", "a2"), true); // profile 1
  assertEquals(key("08", "b1"), true); // profile 3 has one more bit
  assertEquals(key("08", "86"), false); // frame_type 1
  assertEquals(key("08", "b2"), false);
  assertEquals(key("08", "8a"), false); // show_existing_frame
  assertEquals(key("08", "b4"), false);
  assertEquals(key("08", "42"), false); // no frame marker
  assertEquals(key("00", "82"), false); // not the beginning
  assertEquals(key("08", ""), false);
});

Deno.test("a frame begins with B and ends with E, whatever the marker", () => {
  const bytes = bytesOf("04" + DELTA_FRAME);
  const info = createFrameInfo();
  for (const marker of [false, true]) {
    assert(inspectVp9(bytes, 0, bytes.length, marker, info));
    assertEquals([info.frameStart, info.frameEnd], [false, true]);
  }
  assertEquals(inspect("08" + DELTA_FRAME)?.frameEnd, false);
});

Deno.test("U allows going up in time, a frame without P going up in size", () => {
  const syncs = (hex: string) => {
    const info = inspect(hex + DELTA_FRAME);
    return [info?.layerSync, info?.spatialSync];
  };
  assertEquals(syncs("68 30 01"), [true, false]);
  assertEquals(syncs("68 20 01"), [false, false]);
  assertEquals(syncs("28 03 01"), [false, true]);
});

Deno.test("Z says that no higher spatial layer refers to a frame", () => {
  assertEquals(inspect("69 20 01" + DELTA_FRAME)?.notForUpperSpatial, true);
  assertEquals(inspect("68 20 01" + DELTA_FRAME)?.notForUpperSpatial, false);
});

Deno.test("an empty payload is refused", () => {
  assertEquals(inspect(""), null);
  assertEquals(inspectVp9(bytesOf("08"), 0, 2, false, createFrameInfo()), false);
});

Deno.test("any payload is refused or read within its bounds", () => {
  const first = createVp9Descriptor();
  const second = createVp9Descriptor();
  const info = createFrameInfo();
  const again = createFrameInfo();
  const samples = ["ac92341507", "f90560030506", "0a" + STRUCTURE, "be923415" + STRUCTURE].map(
    (hex) => bytesOf(hex + KEY_FRAME),
  );
  let read = 0;
  fuzz(60, 48, samples, (buf, start, end, random) => {
    const ok = parseVp9Descriptor(buf, start, end, first);
    assert(inspectVp9(buf, start, end, true, info) === ok);
    changeSurroundings(buf, start, end, random);
    assert(parseVp9Descriptor(buf, start, end, second) === ok);
    assert(inspectVp9(buf, start, end, true, again) === ok);
    assertEquals(again, info);
    if (!ok) return;
    read++;
    assertEquals(JSON.stringify(second), JSON.stringify(first));
    assert(first.dataOffset > start && first.dataOffset <= end);
  });
  assert(read > 10_000, `only ${read} inputs were payloads`);
});
