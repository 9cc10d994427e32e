import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { changeSurroundings, fuzz } from "../../tests/random.ts";
import {
  createDependencyState,
  type DependencyState,
  readDependencyDescriptor,
} from "./dependency_descriptor.ts";
import { type DependencyStructure, MAX_DECODE_TARGETS } from "./dependency_structure.ts";
import { createFrameInfo, type FrameInfo } from "./frame.ts";

/** Letters for decode target indications, as libwebrtc's scalability structures write them. */
const INDICATIONS = "-DSR";

/** One template: layers, indications, distances of references, distances in chains. */
type Template = readonly [
  spatialId: number,
  temporalId: number,
  dtis: string,
  references: readonly number[],
  chains: readonly number[],
];

/** Three temporal layers: L1T3 of libwebrtc's `scalability_structure_full_svc.cc`. */
const L1T3: readonly Template[] = [
  [0, 0, "SSS", [], [0]],
  [0, 0, "SSS", [4], [4]],
  [0, 1, "-DS", [2], [2]],
  [0, 2, "--D", [1], [1]],
  [0, 2, "--D", [1], [3]],
];

/** Two spatial layers, the upper built on the lower throughout: L2T1 of the same file. */
const L2T1: readonly Template[] = [
  [0, 0, "SR", [2], [2, 1]],
  [0, 0, "SS", [], [0, 0]],
  [1, 0, "-S", [2, 1], [1, 1]],
  [1, 0, "-S", [1], [1, 1]],
];

/** The same, the upper built on the lower at key frames alone: L2T1_KEY of `scalability_structure_key_svc.cc`. */
const L2T1_KEY: readonly Template[] = [
  [0, 0, "S-", [2], [2, 1]],
  [0, 0, "SS", [], [0, 0]],
  [1, 0, "-S", [2], [1, 2]],
  [1, 0, "-S", [1], [1, 1]],
];

/** What a frame says beyond its template. */
interface FrameOptions {
  readonly structure?: readonly Template[];
  readonly offset?: number;
  readonly resolutions?: readonly (readonly [number, number])[];
  readonly active?: string;
  readonly dtis?: string;
  readonly references?: readonly number[];
  readonly chains?: readonly number[];
  readonly start?: boolean;
  readonly end?: boolean;
}

function number(value: number, width: number): string {
  return value.toString(2).padStart(width, "0");
}

function dtiBits(dtis: string): string {
  return [...dtis].map((letter) => number(INDICATIONS.indexOf(letter), 2)).join("");
}

/** ns(n) of the AV1 specification. */
function nonSymmetric(value: number, count: number): string {
  const width = 32 - Math.clz32(count);
  const short = 2 ** width - count;
  if (value < short) return width === 1 ? "" : number(value, width - 1);
  return number(value + short, width);
}

/** A structure in which chain `i` protects the decode targets of spatial layer `i`. */
function structureBits(options: FrameOptions, templates: readonly Template[]): string {
  const targets = templates[0]![2].length;
  const chains = templates[0]![4].length;
  const parts = [number(options.offset ?? 0, 6), number(targets - 1, 5)];
  templates.forEach(([spatialId, temporalId], i) => {
    const next = templates[i + 1];
    if (next === undefined) parts.push("11");
    else parts.push(next[0] > spatialId ? "10" : next[1] > temporalId ? "01" : "00");
  });
  for (const [, , dtis] of templates) parts.push(dtiBits(dtis));
  for (const [, , , references] of templates) {
    parts.push(...references.map((distance) => "1" + number(distance - 1, 4)), "0");
  }
  parts.push(nonSymmetric(chains, targets + 1));
  for (let i = 0; i < targets; i++) parts.push(nonSymmetric(Math.min(i, chains - 1), chains));
  for (const [, , , , distances] of templates) parts.push(...distances.map((d) => number(d, 4)));
  parts.push(options.resolutions === undefined ? "0" : "1");
  for (const [width, height] of options.resolutions ?? []) {
    parts.push(number(width - 1, 16), number(height - 1, 16));
  }
  return parts.join("");
}

/** The descriptor of a packet. */
function descriptor(templateId: number, frame16: number, options: FrameOptions = {}): Uint8Array {
  const { structure, active, dtis, references, chains } = options;
  const flag = (is: unknown) => is === undefined ? "0" : "1";
  let text = (options.start === false ? "0" : "1") + (options.end === false ? "0" : "1");
  text += number(templateId, 6) + number(frame16 & 0xffff, 16);
  if ([structure, active, dtis, references, chains].some((part) => part !== undefined)) {
    text += [structure, active, dtis, references, chains].map(flag).join("");
    if (structure !== undefined) text += structureBits(options, structure);
    text += active ?? "";
    text += dtiBits(dtis ?? "");
    if (references !== undefined) {
      for (const distance of references) {
        const width = Math.ceil(number(distance - 1, 1).length / 4);
        text += number(width, 2) + number(distance - 1, 4 * width);
      }
      text += "00";
    }
    text += (chains ?? []).map((distance) => number(distance, 8)).join("");
  }
  const digits = text.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(digits, (eight) => parseInt(eight.padEnd(8, "0"), 2));
}

function read(state: DependencyState, bytes: Uint8Array, timestamp: number): FrameInfo | null {
  const info = createFrameInfo();
  return readDependencyDescriptor(bytes, 0, bytes.length, timestamp, state, info) ? info : null;
}

/** A frame in short: its layers, then K for a key frame, t and s for sync points, d where discardable, z where not for upper layers. */
function words(info: FrameInfo | null): string {
  if (info === null) return "?";
  const { spatialId, temporalId, keyframe, layerSync, spatialSync } = info;
  return `${spatialId}${temporalId}` + (keyframe ? "K" : "") + (layerSync ? "t" : "") +
    (spatialSync ? "s" : "") + (info.discardable ? "d" : "") + (info.notForUpperSpatial ? "z" : "");
}

/** Descriptors of one packet each, all of their own pictures; numbers count up from `first`, null leaves one out. */
function readAll(
  state: DependencyState,
  first: number,
  frames: readonly (number | null | [number, FrameOptions])[],
): string[] {
  return frames.flatMap((frame, i) => {
    if (frame === null) return [];
    const [templateId, options] = typeof frame === "number" ? [frame, {}] : frame;
    return [words(read(state, descriptor(templateId, first + i, options), first + i))];
  });
}

/** Indications of each template, as letters. */
function templatesOf(structure: DependencyStructure): string[] {
  return Array.from({ length: structure.templateCount }, (_, template) => {
    const first = template * MAX_DECODE_TARGETS;
    const dtis = structure.indications.subarray(first, first + structure.targetCount);
    return `${structure.spatialIds[template]}${structure.temporalIds[template]} ` +
      Array.from(dtis, (dti) => INDICATIONS[dti]).join("");
  });
}

/** From Chromium's L3T3, as captured for LiveKit's tests: two pictures with the third spatial layer switched off, and a third begun. */
const CAPTURED_STRUCTURE =
  "c1017280081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d954926" +
  "e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca877530077004200ef008601df010d";
const CAPTURED: readonly [hex: string, timestamp: number][] = [
  [CAPTURED_STRUCTURE, 0],
  ["86017340fc", 0],
  ["46017340fc", 0],
  ["c3017540fc", 1],
  ["88017640fc", 1],
  ["48017640fc", 1],
  ["c2017840fc", 2],
];

Deno.test("a captured structure is read: layers, indications, decode targets, sizes", () => {
  const state = createDependencyState();
  assertEquals(words(read(state, bytesOf(CAPTURED_STRUCTURE), 0)), "00Kts");
  const { structure } = state;
  assertEquals(templatesOf(structure), [
    "00 SSSRRRRRR",
    "00 SSSSSSSSS",
    "01 -DS-RR-RR",
    "02 --D--R--R",
    "02 --D--R--R",
    "10 ---SSSRRR",
    "10 ---SSSSSS",
    "11 ----DS-RR",
    "12 -----D--R",
    "12 -----D--R",
    "20 ------SSS",
    "20 ------SSS",
    "21 -------DS",
    "22 --------D",
    "22 --------D",
  ]);
  assertEquals([...structure.targetSpatialIds.subarray(0, 9)], [0, 0, 0, 1, 1, 1, 2, 2, 2]);
  assertEquals([...structure.targetTemporalIds.subarray(0, 9)], [0, 1, 2, 0, 1, 2, 0, 1, 2]);
  assertEquals([...structure.widths], [120, 240, 480, 0]);
  assertEquals([...structure.heights], [67, 135, 270, 0]);
  assertEquals([structure.chainCount, state.activeSpatialId, state.activeTemporalId], [3, 2, 2]);
});

Deno.test("captured packets tell their layers, and which layers are switched off", () => {
  const state = createDependencyState();
  const infos = CAPTURED.map(([hex, timestamp]) => read(state, bytesOf(hex), timestamp));
  assertEquals(infos.map(words), ["00Kts", "10s", "10s", "02t", "12", "12", "01t"]);
  assertEquals(
    infos.map((info) => Number(info!.frameStart) + 2 * Number(info!.frameEnd)),
    [3, 1, 2, 3, 1, 2, 3],
  );
  assertEquals([state.activeTargets, state.activeSpatialId, state.activeTemporalId], [63, 1, 2]);
});

Deno.test("the frames of a higher temporal layer are sync points where they build on lower layers", () => {
  const state = createDependencyState();
  // The pattern is 0 2 1 2; the second frame of layer 2 builds on layer 1.
  assertEquals(
    readAll(state, 65_530, [[0, { structure: L1T3 }], 3, 2, 4, 1, 3, 2, 4, 1]),
    ["00Ktsz", "02tdz", "01tz", "02tdz", "00z", "02tdz", "01tz", "02tdz", "00z"],
  );
});

Deno.test("a frame that refers to its own layer is no sync point", () => {
  const state = createDependencyState();
  const own: FrameOptions = { references: [2, 4] };
  assertEquals(
    readAll(state, 0, [[0, { structure: L1T3 }], 3, 2, 4, 1, 3, [2, own]]).slice(4),
    ["00z", "02tdz", "01z"],
  );
});

Deno.test("a target stays closed after a frame that it needs, until a lower layer opens it again", () => {
  const state = createDependencyState();
  // Frame 1 (layer 2) is not the last before frame 2 of the same layer, and nothing in between opens layer 2.
  assertEquals(
    readAll(state, 0, [[0, { structure: L1T3 }], 3, [4, { references: [2] }], 1, 3]),
    ["00Ktsz", "02tdz", "02dz", "00z", "02tdz"],
  );
});

Deno.test("frames that refer to lost ones or to ones long ago are no sync points", () => {
  const lost = createDependencyState();
  const frames = [[0, { structure: L1T3 }], 3, null, 4] as [number, FrameOptions][];
  assertEquals(readAll(lost, 0, frames), ["00Ktsz", "02tdz", "02dz"]);
  const long = createDependencyState();
  const base = Array<number>(33).fill(1);
  const far: FrameOptions = { references: [34] };
  assertEquals(
    readAll(long, 0, [[0, { structure: L1T3 }], ...base, [2, far]]).at(-1),
    "01z",
  );
  const near: FrameOptions = { references: [32] };
  assertEquals(
    readAll(createDependencyState(), 0, [[0, { structure: L1T3 }], ...base, [2, near]]).at(-1),
    "01tz",
  );
});

Deno.test("a late frame tells its layers, opens nothing, and is known from then on", () => {
  const state = createDependencyState();
  readAll(state, 0, [[0, { structure: L1T3 }], 3, null]);
  // Layer 1's frame 2 comes after layer 2's frame 3, which built on it.
  assertEquals(words(read(state, descriptor(4, 3), 3)), "02dz");
  assertEquals(words(read(state, descriptor(2, 2), 2)), "01z");
  assertEquals(words(read(state, descriptor(4, 3), 3)), "02dz");
  assertEquals(readAll(state, 4, [1, 3, 2, 4]), ["00z", "02tdz", "01tz", "02tdz"]);
  // Late packets of a frame that was in time are told what its first one was.
  assertEquals(words(read(state, descriptor(2, 6), 6)), "01tz");
});

Deno.test("a higher spatial layer is entered where it builds on its own picture alone", () => {
  const svc = (structure: readonly Template[]) => {
    const state = createDependencyState();
    const picture = (timestamp: number, lower: [number, FrameOptions], upper: number) =>
      [lower, [upper, {}] as const].map(([templateId, options], i) =>
        words(read(state, descriptor(templateId, timestamp * 2 + i, options), timestamp))
      ).join();
    return [
      picture(7, [1, { structure }], 3),
      picture(8, [0, {}], 2),
      picture(9, [0, {}], 2),
      picture(10, [1, { structure }], 3),
    ];
  };
  assertEquals(svc(L2T1), ["00Kts,10sz", "00,10z", "00,10z", "00Kts,10sz"]);
  // With layers that part after the key frame, the lower one is then of no use to receivers of the upper.
  assertEquals(svc(L2T1_KEY), ["00Kts,10sz", "00z,10z", "00z,10z", "00Kts,10sz"]);
});

Deno.test("a spatial layer whose lower frame was lost is not entered there", () => {
  const state = createDependencyState();
  read(state, descriptor(1, 0, { structure: L2T1 }), 1);
  read(state, descriptor(3, 1), 1);
  // Frame 2 is lost. Frame 3 refers to it, and frame 1 was of the picture before.
  assertEquals(words(read(state, descriptor(3, 3), 2)), "10z");
});

Deno.test("without its structure, or with another's template, a descriptor is refused", () => {
  const state = createDependencyState();
  assertEquals(readAll(state, 0, [1, 2]), ["?", "?"]);
  assertEquals(
    readAll(state, 2, [[62, { structure: L1T3, offset: 62 }], 1, 2, 3]),
    ["00Ktsz", "02tdz", "02dz", "?"],
  );
  const info = createFrameInfo();
  info.pictureId = 5;
  const bytes = descriptor(3, 9);
  assert(!readDependencyDescriptor(bytes, 0, bytes.length, 9, state, info));
  assertEquals(info, { ...createFrameInfo(), pictureId: 5 });
});

Deno.test("a structure that comes late does not replace the newer one; one of a new count does", () => {
  const state = createDependencyState();
  readAll(state, 100, [[0, { structure: L1T3 }]]);
  readAll(state, 200, [[10, { structure: L2T1, offset: 9 }]]);
  const late = descriptor(0, 100, { structure: L1T3 });
  assertEquals(words(read(state, late, 100)), "00Ktsz");
  assertEquals(readAll(state, 201, [12]), ["10z"]);
  assertEquals(
    words(read(state, descriptor(1, 40_000, { structure: L1T3, offset: 1 }), 5)),
    "00Ktsz",
  );
  assertEquals(readAll(state, 40_001, [4]), ["02tdz"]);
});

Deno.test("a structure that is told again changes nothing", () => {
  const state = createDependencyState();
  const first = descriptor(0, 7, { structure: L1T3 });
  assertEquals(words(read(state, first, 1)), "00Ktsz");
  assertEquals(readAll(state, 8, [3]), ["02tdz"]);
  assertEquals(words(read(state, first, 1)), "00Ktsz");
  assertEquals(readAll(state, 9, [2]), ["01tz"]);
});

Deno.test("active decode targets are those of the newest frame, and all after a structure", () => {
  const state = createDependencyState();
  const active = () => [state.activeTargets, state.activeSpatialId, state.activeTemporalId];
  readAll(state, 0, [[0, { structure: L1T3, active: "011" }]]);
  assertEquals(active(), [3, 0, 1]);
  readAll(state, 4, [[1, { active: "001" }]]);
  assertEquals(active(), [1, 0, 0]);
  readAll(state, 2, [[2, { active: "111" }]]); // late
  assertEquals(active(), [1, 0, 0]);
  readAll(state, 5, [[0, { structure: L2T1 }]]);
  assertEquals(active(), [3, 1, 0]);
});

Deno.test("a frame may differ from its template in all that it has", () => {
  const state = createDependencyState();
  readAll(state, 0, [[0, { structure: L1T3 }]]);
  const custom: FrameOptions = { dtis: "--S", references: [4096, 1, 17], chains: [255] };
  assertEquals(readAll(state, 1, [[3, custom]]), ["02z"]);
  assertEquals(readAll(state, 2, [[3, { dtis: "---" }]]), ["02dz"]);
  assertEquals(readAll(state, 3, [[3, { chains: [9] }]]), ["02dz"]);
});

Deno.test("a key frame begins with its structure, in its first packet, and refers to nothing", () => {
  const state = createDependencyState();
  const key = (templateId: number, options: FrameOptions) =>
    read(state, descriptor(templateId, 1, { structure: L2T1, ...options }), 1)!.keyframe;
  assertEquals(key(1, {}), true);
  assertEquals(key(1, { start: false }), false);
  assertEquals(key(0, {}), false);
  assertEquals(key(3, {}), false);
  assertEquals(key(0, { references: [] }), true);
});

Deno.test("impossible layers, too many templates and what is cut off are refused", () => {
  const attempt = (structure: readonly Template[]) =>
    words(read(createDependencyState(), descriptor(0, 0, { structure }), 0));
  const column = (layers: readonly [number, number][]) =>
    layers.map(([s, t]): Template => [s, t, "S", [], [0]]);
  assertEquals(attempt(column([[0, 0], [1, 0], [2, 0], [3, 0]])), "00Kts");
  assertEquals(attempt(column([[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]])), "?");
  const temporal = (count: number) =>
    column(Array.from({ length: count }, (_, i): [number, number] => [0, i]));
  assertEquals(attempt(temporal(8)), "00Ktsz");
  assertEquals(attempt(temporal(9)), "?");
  const same = (count: number) => column(Array<[number, number]>(count).fill([0, 0]));
  assertEquals(attempt(same(64)), "00Ktsz");
  assertEquals(attempt(same(65)), "?");
  const widest: Template[] = [[0, 0, "S".repeat(32), [1, 16], Array(32).fill(1)]];
  assertEquals(attempt(widest), "00z");

  const whole = bytesOf(CAPTURED_STRUCTURE);
  for (let length = 0; length < whole.length; length++) {
    assertEquals(read(createDependencyState(), whole.subarray(0, length), 0), null, `${length}`);
  }
  const info = createFrameInfo();
  const state = createDependencyState();
  assert(!readDependencyDescriptor(whole, 0, whole.length + 1, 0, state, info));
  assert(!readDependencyDescriptor(whole, -1, whole.length, 0, state, info));
});

Deno.test("any bytes are refused or read within their bounds, whatever came before", () => {
  const first = createDependencyState();
  const second = createDependencyState();
  const one = createFrameInfo();
  const two = createFrameInfo();
  const samples = [
    ...CAPTURED.map(([hex]) => bytesOf(hex)),
    descriptor(0, 5, { structure: L1T3, resolutions: [[640, 480]] }),
    descriptor(1, 6, { structure: L2T1_KEY, active: "11" }),
    descriptor(1, 7, { dtis: "SR", references: [300], chains: [1, 1] }),
    descriptor(2, 8),
  ];
  let described = 0;
  fuzz(71, 110, samples, (buf, start, end, random) => {
    const timestamp = random.int(4);
    const ok = readDependencyDescriptor(buf, start, end - start, timestamp, first, one);
    changeSurroundings(buf, start, end, random);
    assert(readDependencyDescriptor(buf, start, end - start, timestamp, second, two) === ok);
    assertEquals(two, one);
    if (!ok) return;
    described++;
    assert(one.spatialId < 4 && one.temporalId < 8);
    assert(first.activeSpatialId < 4 && first.activeTemporalId < 8);
  });
  assertEquals(second, first);
  assert(described > 20_000, `only ${described} inputs were descriptors`);
});
