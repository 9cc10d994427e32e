import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { changeSurroundings, fuzz } from "../../tests/random.ts";
import { inspectAv1 } from "./av1.ts";
import { createFrameInfo, type FrameInfo } from "./frame.ts";

/** OBUs without sizes: a sequence header of profile 0, a key frame that is shown, another frame, metadata, a tile group. */
const SEQUENCE = "08" + "0000002a";
const KEY_FRAME = "30" + "10aabbcc";
const DELTA_FRAME = "30" + "30aabbcc";
const METADATA = "28" + "01ff";
const TILE_GROUP = "20" + "00ff";
const DELIMITER = "10";

const KEY = {
  ...createFrameInfo(),
  keyframe: true,
  frameStart: true,
  layerSync: true,
  spatialSync: true,
};
const START = { ...createFrameInfo(), frameStart: true };
const MIDDLE = createFrameInfo();

function inspect(hex: string, marker = false): FrameInfo | null {
  const bytes = bytesOf(hex);
  const info = createFrameInfo();
  return inspectAv1(bytes, 0, bytes.length, marker, info) ? info : null;
}

/** OBUs as elements of a packet, all behind their lengths or all but the last. */
function elements(obus: readonly string[], lastHasLength: boolean): string {
  return obus.map((obu, i) => {
    const length = (obu.length / 2).toString(16).padStart(2, "0");
    return i < obus.length - 1 || lastHasLength ? length + obu : obu;
  }).join("");
}

Deno.test("a key frame begins with N, sequence header and frame header, in both forms of a packet", () => {
  assertEquals(inspect("28" + elements([SEQUENCE, KEY_FRAME], false)), KEY);
  assertEquals(inspect("08" + elements([SEQUENCE, KEY_FRAME], true)), KEY);
  assertEquals(inspect("38" + elements([SEQUENCE, METADATA, KEY_FRAME], false)), KEY);
  assertEquals(inspect("38" + elements([DELIMITER, SEQUENCE, KEY_FRAME], false)), KEY);
  assertEquals(inspect("68" + elements([SEQUENCE, KEY_FRAME], false)), KEY); // Y: it goes on
});

Deno.test("a frame header of its own counts like a frame", () => {
  const header = "18" + KEY_FRAME.slice(2);
  assertEquals(inspect("38" + elements([SEQUENCE, header, TILE_GROUP], false)), KEY);
});

Deno.test("no key frame begins without N, after Z, or without a sequence header before it", () => {
  assertEquals(inspect("20" + elements([SEQUENCE, KEY_FRAME], false)), START);
  assertEquals(inspect("a8" + elements([SEQUENCE, KEY_FRAME], false)), START);
  assertEquals(inspect("18" + KEY_FRAME), START);
  assertEquals(inspect("28" + elements([KEY_FRAME, SEQUENCE], false)), START);
  assertEquals(inspect("18" + SEQUENCE), MIDDLE); // the frame comes in the next packet
});

Deno.test("the first frame in the packet decides", () => {
  assertEquals(inspect("28" + elements([SEQUENCE, DELTA_FRAME], false)), START);
  assertEquals(inspect("38" + elements([SEQUENCE, DELTA_FRAME, KEY_FRAME], false)), START);
  assertEquals(inspect("28" + elements([SEQUENCE, "3090aabb"], false)), START); // show_existing_frame
  assertEquals(inspect("28" + elements([SEQUENCE, "3050aabb"], false)), START); // intra only
});

Deno.test("an OBU's extension and size are passed over", () => {
  assertEquals(inspect("28" + elements([SEQUENCE, "34" + "48" + "10aa"], false)), KEY);
  assertEquals(inspect("28" + elements([SEQUENCE, "34" + "08" + "30aa"], false)), START);
  assertEquals(inspect("28" + elements(["0a04" + "0000002a", "3202" + "10aa"], false)), KEY);
  assertEquals(inspect("28" + elements([SEQUENCE, "36" + "48" + "8200" + "10aa"], false)), KEY);
});

Deno.test("a frame header that is cut off right at its beginning is no known key frame", () => {
  for (const obu of ["30", "34", "3448", "32", "3282", "3202"]) {
    assertEquals(inspect("68" + elements([SEQUENCE, obu], false)), START, obu);
  }
});

Deno.test("a fragment that goes on says nothing, what follows it does", () => {
  assertEquals(inspect("90" + KEY_FRAME), MIDDLE);
  assertEquals(inspect("a0" + elements(["ffff", DELTA_FRAME], false)), START);
});

Deno.test("the marker ends the frame", () => {
  assertEquals(inspect("90" + "ffff", true), { ...MIDDLE, frameEnd: true });
  assertEquals(inspect("18" + DELTA_FRAME, true), { ...START, frameEnd: true });
});

Deno.test("lengths may be spelled with more bytes than they need", () => {
  assertEquals(inspect("28" + "858000" + SEQUENCE + KEY_FRAME), KEY);
  assertEquals(inspect("28" + "8580808080808000" + SEQUENCE + KEY_FRAME), KEY);
  assertEquals(inspect("28" + "858080808080808000" + SEQUENCE + KEY_FRAME), null);
});

Deno.test("empty packets, empty elements and elements that do not fit are refused", () => {
  assertEquals(inspect(""), null);
  assertEquals(inspect("28"), null);
  assertEquals(inspect("08" + "00"), null);
  assertEquals(inspect("08" + "06" + SEQUENCE), null);
  assertEquals(inspect("08" + "ff"), null);
  assertEquals(inspect("08" + "ffffffffffffff7f" + SEQUENCE), null);
  assertEquals(inspect("28" + "05" + SEQUENCE), null); // two announced, one there
  assertEquals(inspect("30" + "05" + SEQUENCE + "05" + KEY_FRAME), null);
  assertEquals(inspectAv1(bytesOf("1830"), 0, 3, false, createFrameInfo()), false);
});

Deno.test("any payload is refused or read within its bounds", () => {
  const first = createFrameInfo();
  const second = createFrameInfo();
  const samples = [
    "28" + elements([SEQUENCE, KEY_FRAME], false),
    "08" + elements([DELIMITER, SEQUENCE, METADATA, KEY_FRAME, TILE_GROUP], true),
    "28" + elements([SEQUENCE, "36" + "48" + "8200" + "10aa"], false),
    "a0" + elements(["ffff", DELTA_FRAME], false),
  ].map(bytesOf);
  let read = 0;
  let keyframes = 0;
  fuzz(70, 40, samples, (buf, start, end, random) => {
    const ok = inspectAv1(buf, start, end, true, first);
    changeSurroundings(buf, start, end, random);
    assert(inspectAv1(buf, start, end, true, second) === ok);
    assertEquals(second, first);
    if (ok) read++;
    if (first.keyframe) keyframes++;
  });
  assert(read > 10_000 && keyframes > 1000, `${read} were payloads, ${keyframes} key frames`);
});
