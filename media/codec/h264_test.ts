import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { changeSurroundings, fuzz } from "../../tests/random.ts";
import { createFrameInfo, type FrameInfo } from "./frame.ts";
import { inspectH264 } from "./h264.ts";

/** NAL units: sequence and picture parameter sets, SEI, delimiter, first and further slice of an IDR and of another picture. */
const SPS = "6742c01e8c8d40";
const PPS = "68ce3c80";
const SEI = "0605ff";
const DELIMITER = "09f0";
const IDR = "65b80004";
const IDR_FURTHER = "6500de04";
const SLICE = "419a2000";
const UNREFERENCED = "019a2000";

const MIDDLE = createFrameInfo();
const START = { ...createFrameInfo(), frameStart: true };
const KEY = { ...START, keyframe: true, layerSync: true, spatialSync: true };

function inspect(hex: string, marker = false): FrameInfo | null {
  const bytes = bytesOf(hex);
  const info = createFrameInfo();
  return inspectH264(bytes, 0, bytes.length, marker, info) ? info : null;
}

/** Units behind their lengths, and `between` the two. */
function units(list: readonly string[], between = ""): string {
  return list.map((unit) => (unit.length / 2).toString(16).padStart(4, "0") + between + unit).join(
    "",
  );
}

Deno.test("of single units the SPS begins a key frame, the others none; RFC 6184 section 5.6", () => {
  assertEquals(inspect(SPS), KEY);
  assertEquals(inspect(PPS), MIDDLE);
  assertEquals(inspect(IDR), START);
  assertEquals(inspect(SLICE), START);
  assertEquals(inspect(DELIMITER), START);
  assertEquals(inspect(SEI), MIDDLE);
});

Deno.test("only a slice that begins with macroblock 0 begins a frame", () => {
  assertEquals(inspect(IDR_FURTHER), MIDDLE);
  assertEquals(inspect("4100de04"), MIDDLE);
  assertEquals(inspect("41"), MIDDLE);
  assertEquals(inspect("429a"), START); // data partition A
  assertEquals(inspect("439a"), MIDDLE); // B follows A
});

Deno.test("a picture that nothing refers to is a layer of its own, which may be entered anywhere", () => {
  const upper = { temporalId: 1, layerSync: true, discardable: true };
  assertEquals(inspect(UNREFERENCED), { ...START, ...upper });
  assertEquals(inspect("01001a20"), { ...MIDDLE, ...upper }); // a further slice
  assertEquals(inspect("1c8188"), { ...START, ...upper }); // in fragments
  assertEquals(inspect("1c0188"), { ...MIDDLE, ...upper });
  assertEquals(inspect("1c4188"), { ...MIDDLE, ...upper });
  assertEquals(inspect("0e0000e0"), { ...MIDDLE, ...upper }); // its prefix, ahead of it
  assertEquals(inspect("18" + units([DELIMITER, SEI, UNREFERENCED])), { ...START, ...upper });
  // The others say 0 in all pictures, and the aggregate's own bits may be those of any.
  assertEquals(inspect("18" + units([DELIMITER, SEI])), START);
  assertEquals(inspect("18" + units([SEI, SLICE])), START);
  assertEquals(inspect("1c8600"), MIDDLE); // an SEI in fragments
});

Deno.test("the marker ends a frame", () => {
  assertEquals(inspect(SLICE, true), { ...START, frameEnd: true });
  assertEquals(inspect("5c4100", true), { ...MIDDLE, frameEnd: true });
});

Deno.test("an aggregate with an SPS in any place begins a key frame; RFC 6184 section 5.7", () => {
  assertEquals(inspect("78" + units([SPS, PPS, IDR])), KEY);
  assertEquals(inspect("78" + units([DELIMITER, SPS, PPS])), KEY);
  assertEquals(inspect("78" + units([PPS, SEI])), MIDDLE);
  assertEquals(inspect("78" + units([SEI, SLICE])), START);
  assertEquals(inspect("79" + "0001" + units([PPS, SPS])), KEY); // STAP-B
  assertEquals(inspect("7a" + "0001" + units([PPS, SPS], "00 1234")), KEY); // MTAP16
  assertEquals(inspect("7b" + "0001" + units([PPS, SPS], "00 123456")), KEY); // MTAP24
  assertEquals(inspect("7b" + "0001" + units([SLICE], "00 123456")), START);
});

Deno.test("only the first fragment of an SPS begins a key frame; RFC 6184 section 5.8", () => {
  assertEquals(inspect("7c87" + SPS.slice(2)), KEY);
  assertEquals(inspect("7c07" + SPS.slice(2)), MIDDLE);
  assertEquals(inspect("7c47" + SPS.slice(2)), MIDDLE);
  assertEquals(inspect("7c85" + IDR.slice(2)), START);
  assertEquals(inspect("7c05" + IDR.slice(2)), MIDDLE);
  assertEquals(inspect("7c85" + IDR_FURTHER.slice(2)), MIDDLE);
  assertEquals(inspect("7d87" + "0001" + SPS.slice(2)), KEY); // FU-B
  assertEquals(inspect("7d85" + "0001" + IDR.slice(2)), START);
  assertEquals(inspect("7d85" + "ffff"), MIDDLE); // cut off before the slice
});

Deno.test("reserved types, empty payloads and aggregates that do not fit are refused", () => {
  for (const type of ["00", "60", "1e", "1f"]) assertEquals(inspect(type + "ff"), null, type);
  assertEquals(inspect(""), null);
  assertEquals(inspect("7c"), null);
  assertEquals(inspect("78"), null);
  assertEquals(inspect("79" + "00"), null);
  assertEquals(inspect("78" + units([SPS]) + "00"), null);
  assertEquals(inspect("78" + units([SPS]) + "0000"), null);
  assertEquals(inspect("78" + units([SPS]) + "0002" + "68"), null);
  assertEquals(inspect("78" + "ffff" + SPS), null);
  assertEquals(inspect("78" + units(["78" + units([SPS])])), null); // an aggregate in an aggregate
  assertEquals(inspect("7a" + "0001" + "0001" + "00 12"), null);
  assertEquals(inspectH264(bytesOf(SPS), 0, 8, false, createFrameInfo()), false);
});

Deno.test("what is refused leaves nothing noted", () => {
  const bytes = bytesOf("78" + units([SPS]) + "0002" + "68");
  const info = createFrameInfo();
  assertEquals(inspectH264(bytes, 0, bytes.length, true, info), false);
  assertEquals(info, createFrameInfo());
});

Deno.test("any payload is refused or read within its bounds", () => {
  const first = createFrameInfo();
  const second = createFrameInfo();
  const samples = [
    SPS,
    "78" + units([SPS, PPS, IDR]),
    "7a" + "0001" + units([PPS, SPS], "00 1234"),
    "7b" + "0001" + units([PPS, SLICE], "00 123456"),
    "7c87" + SPS,
    "7d85" + "0001" + IDR,
  ].map(bytesOf);
  let read = 0;
  let keyframes = 0;
  fuzz(80, 40, samples, (buf, start, end, random) => {
    const ok = inspectH264(buf, start, end, true, first);
    changeSurroundings(buf, start, end, random);
    assert(inspectH264(buf, start, end, true, second) === ok);
    assertEquals(second, first);
    if (ok) read++;
    if (first.keyframe) keyframes++;
  });
  assert(read > 10_000 && keyframes > 1000, `${read} were payloads, ${keyframes} key frames`);
});
