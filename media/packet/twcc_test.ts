import { assert, assertEquals, assertThrows } from "../../tests/assert.ts";
import { bytesOf, hexOf } from "../../tests/bytes.ts";
import { changeSurroundings, createRandom, fuzz } from "../../tests/random.ts";
import { parseRtcp } from "./rtcp.ts";
import {
  MAX_ARRIVAL_STEP_US,
  MAX_TRANSPORT_STATUSES,
  parseTransportFeedback,
  TRANSPORT_TIME_PERIOD_US,
  type TransportFeedback,
  writeTransportFeedback,
} from "./twcc.ts";

function read(bytes: Uint8Array): TransportFeedback | null {
  const [packet] = parseRtcp(bytes, 0, bytes.length) ?? [];
  return packet?.type === "twcc" ? packet : null;
}

function feedbackOf(arrivalsUs: readonly number[], baseSeq16 = 0): TransportFeedback {
  return {
    type: "twcc",
    senderSsrc: 1,
    mediaSsrc: 2,
    baseSeq16,
    feedbackCount: 0,
    statusCount: arrivalsUs.length,
    arrivalsUs: Float64Array.from(arrivalsUs),
  };
}

function arrivalsOf(hex: string): number[] | null {
  const body = bytesOf(hex);
  const feedback = parseTransportFeedback(body, 0, body.length);
  return feedback && [...feedback.arrivalsUs];
}

/** Base number 0, so many statuses, a reference of 0, then chunks and deltas. */
function body(count: number, rest: string): string {
  return `00000001 00000002 0000${count.toString(16).padStart(4, "0")} 00000000 ${rest}`;
}

/**
 * A capture from the tests of github.com/olivermichel/webrtc-analysis, and packets of pion's transport_layer_cc_test.go, where need
 * be with their padding put right: base number, reference time, arrivals after it.
 */
const KNOWN: readonly [hex: string, baseSeq16: number, reference: number, afterUs: number[]][] = [
  [
    "afcd0007 00000001 dd586eb6 00010009 5e911000 20091c0c 2c380004 00081801",
    1,
    6_197_520,
    [7_000, 10_000, 21_000, 35_000, 35_000, 36_000, 36_000, 38_000, 44_000],
  ],
  [
    "afcd0005 fa17fa17 43032fa0 00990001 3de80217 20019401",
    153,
    4_057_090,
    [37_000],
  ],
  [
    "8fcd0007 fa17fa17 193dd8bb 01740006 45b15a40 40022004 1ffe1f9a d000d000",
    372,
    4_567_386,
    [2_047_500, 4_070_000, 4_122_000, 4_122_000, 4_174_000, 4_174_000],
  ],
  [
    "afcd0007 fa17fa17 193dd8bb 00040007 10636e01 20074c24 24100c0c 10000003",
    4,
    1_074_030,
    [19_000, 28_000, 37_000, 41_000, 44_000, 47_000, 51_000],
  ],
  [
    "afcd0006 fa17fa17 193dd8bb 0001000e 10636d00 ba00100c 0c100002",
    1,
    1_074_029,
    [4_000, 7_000, 10_000, NaN, 14_000, ...Array(9).fill(NaN)],
  ],
];

Deno.test("feedback of other senders is read", () => {
  for (const [hex, baseSeq16, reference, afterUs] of KNOWN) {
    const feedback = read(bytesOf(hex));
    assertEquals(feedback?.senderSsrc, parseInt(hex.slice(9, 17), 16));
    assertEquals(feedback?.baseSeq16, baseSeq16);
    assertEquals([...feedback!.arrivalsUs], afterUs.map((us) => reference * 64_000 + us));
  }
});

Deno.test("feedback is written as other senders write it", () => {
  for (const [hex] of [KNOWN[0]!, KNOWN[1]!, KNOWN[3]!, KNOWN[4]!]) {
    assertEquals(hexOf(writeTransportFeedback(read(bytesOf(hex))!)), hexOf(bytesOf(hex)));
  }
});

Deno.test("the draft's examples of chunks are read", () => {
  assertEquals(arrivalsOf(body(221, "00dd")), Array(221).fill(NaN));
  const vector = [NaN, 250, 500, 750, 1000, 1250, NaN, NaN, NaN, 1500, 1750, 2000, NaN, NaN];
  assertEquals(arrivalsOf(body(14, "9f1c 0101010101010101")), vector);
  // With a large delta in place of the reserved symbol, which is refused.
  const wide = [NaN, 64_000, 64_250, 64_500, 64_750, NaN, NaN];
  assertEquals(arrivalsOf(body(7, "c950 0100010101")), wide);
  assertEquals(arrivalsOf(body(7, "cd50 0100010101")), null);
  assertEquals(arrivalsOf(body(24, "6018 0101010101")), null);
});

Deno.test("chunks may tell of more packets than there are, and of none", () => {
  assertEquals(arrivalsOf(body(2, "3fff 0101")), [250, 500]);
  assertEquals(arrivalsOf(body(1, "bfff 01")), [250]);
  assertEquals(arrivalsOf(body(1, "d555 01")), [250]);
  assertEquals(arrivalsOf(body(1, "2000 0000 2001 01")), [250]);
});

Deno.test("no statuses, too many, and cut off chunks and deltas are refused", () => {
  assertEquals(arrivalsOf(body(0, "")), null);
  assertEquals(arrivalsOf(body(MAX_TRANSPORT_STATUSES, "1fff"))?.length, MAX_TRANSPORT_STATUSES);
  assertEquals(arrivalsOf(body(MAX_TRANSPORT_STATUSES + 1, "1fff")), null);
  assertEquals(arrivalsOf(body(15, "9f1c 0101010101010101")), null);
  assertEquals(arrivalsOf(body(2, "2002 01")), null);
  assertEquals(arrivalsOf(body(1, "4001 01")), null);
  assertEquals(arrivalsOf("00000001 00000002 00000001 000000"), null);
});

Deno.test("times are made only when they are asked for, once, and from the bytes as they were", () => {
  const buf = bytesOf(body(MAX_TRANSPORT_STATUSES, "0fff 2001 07"));
  const feedback = parseTransportFeedback(buf, 0, buf.length)!;
  assertEquals(feedback.statusCount, MAX_TRANSPORT_STATUSES);
  assert("get" in Object.getOwnPropertyDescriptor(feedback, "arrivalsUs")!);
  buf.fill(0xff);
  assertEquals(feedback.arrivalsUs.at(-1), 7 * 250);
  assert(feedback.arrivalsUs === feedback.arrivalsUs);
});

Deno.test("deltas go back as well as forth, as far as 15 bits of ticks", () => {
  assertEquals(arrivalsOf(body(2, "4002 7fff 8000")), [8_191_750, -250]);
  const startUs = 1_767_225_600_000_000;
  const arrivalsUs = [0, MAX_ARRIVAL_STEP_US, 250, NaN, 500, 250].map((us) => startUs + us);
  const back = read(writeTransportFeedback(feedbackOf(arrivalsUs)));
  assertEquals(
    [...back!.arrivalsUs].map((us) => us - back!.arrivalsUs[0]!),
    arrivalsUs.map((us) => us - startUs),
  );
  assertEquals((startUs - back!.arrivalsUs[0]!) % TRANSPORT_TIME_PERIOD_US, 0);
});

Deno.test("a step that is too long, no packet and too many are for the caller to avoid", () => {
  const write = (arrivalsUs: number[]) => () => writeTransportFeedback(feedbackOf(arrivalsUs));
  assertThrows(write([0, MAX_ARRIVAL_STEP_US + 500]), RangeError);
  assertThrows(write([MAX_ARRIVAL_STEP_US + 1000, 0]), RangeError);
  assertThrows(write([Infinity]), RangeError);
  assertThrows(write([]), RangeError);
  assertThrows(write(Array(MAX_TRANSPORT_STATUSES + 1).fill(NaN)), RangeError);
});

Deno.test("the reference time wraps after 24 bits", () => {
  const arrivalsUs = [0, 60_000, 70_000].map((us) => TRANSPORT_TIME_PERIOD_US - 10_000 + us);
  const bytes = writeTransportFeedback(feedbackOf(arrivalsUs));
  assertEquals(hexOf(bytes.subarray(16, 19)), "ffffff");
  assertEquals([...read(bytes)!.arrivalsUs], arrivalsUs);
  const later = arrivalsUs.map((us) => us + TRANSPORT_TIME_PERIOD_US);
  assertEquals(hexOf(writeTransportFeedback(feedbackOf(later))), hexOf(bytes));
  const before = hexOf(writeTransportFeedback(feedbackOf([-250])));
  assertEquals(before.slice(32, 38), "ffffff");
});

Deno.test("all of a feedback's packets may be lost", () => {
  const feedback = feedbackOf([NaN, NaN, NaN], 65_534);
  assertEquals(read(writeTransportFeedback(feedback)), feedback);
});

Deno.test("a steady stream takes two bytes for all statuses, and one per arrival", () => {
  const arrivalsUs = Array.from({ length: 1000 }, (_, i) => i * 1000);
  assertEquals(writeTransportFeedback(feedbackOf(arrivalsUs)).length, 4 + 16 + 2 + 1000 + 2);
});

Deno.test("random arrivals come back as they were, to the tick", () => {
  const random = createRandom(51);
  for (let round = 0; round < 5000; round++) {
    const lossy = random.next();
    const jumpy = random.next() ** 4;
    let timeUs = random.int(2 ** 32) * 1000;
    const arrivalsUs = Array.from({ length: 1 + random.int(200) }, () => {
      timeUs += 250 * (random.next() < jumpy ? random.int(65_534) - 32_767 : random.int(200));
      return random.next() < lossy ? NaN : timeUs;
    });
    const told = limitSteps(arrivalsUs);
    const feedback = { ...feedbackOf(told, random.int(65_536)), feedbackCount: random.int(256) };
    const back = read(writeTransportFeedback(feedback));
    assert(back !== null);
    const first = back.arrivalsUs.find((us) => !Number.isNaN(us)) ?? 0;
    const expected = told.find((us) => !Number.isNaN(us)) ?? 0;
    const shiftUs = expected - first;
    assertEquals(shiftUs % TRANSPORT_TIME_PERIOD_US, 0);
    assertEquals(
      { ...back, arrivalsUs: back.arrivalsUs.map((us) => us + shiftUs) },
      feedback,
    );
  }
});

/** Arrivals without those that are too far from the one before. */
function limitSteps(arrivalsUs: readonly number[]): number[] {
  let before = NaN;
  return arrivalsUs.map((us) => {
    if (Math.abs(us - before) > MAX_ARRIVAL_STEP_US) return NaN;
    if (!Number.isNaN(us)) before = us;
    return us;
  });
}

Deno.test("any body is refused, or read to what writes and reads as the same", () => {
  let readable = 0;
  const samples = [
    ...KNOWN.map(([hex]) => bytesOf(hex).subarray(4)),
    bytesOf(body(14, "9f1c 0101010101010101")),
    bytesOf(body(7, "c950 0100010101")),
    bytesOf(body(MAX_TRANSPORT_STATUSES, "1fff")),
  ];
  fuzz(52, 60, samples, (buf, start, end, random) => {
    const feedback = parseTransportFeedback(buf, start, end);
    changeSurroundings(buf, start, end, random);
    const again = parseTransportFeedback(buf, start, end);
    assert(feedback === null ? again === null : isSame(again, feedback));
    // Long ones are the same statuses again and again: writing them takes time and shows nothing new.
    if (feedback === null || feedback.arrivalsUs.length > 200) return;
    readable++;
    const written = writeTransportFeedback(feedback);
    assert(isSame(parseTransportFeedback(written, 4, written.length), feedback));
  });
  assert(readable > 20_000, `only ${readable} inputs were feedback`);
});

/** Whether all is the same, times modulo their period. */
function isSame(a: TransportFeedback | null, b: TransportFeedback): boolean {
  return a !== null && a.baseSeq16 === b.baseSeq16 && a.feedbackCount === b.feedbackCount &&
    a.senderSsrc === b.senderSsrc && a.mediaSsrc === b.mediaSsrc &&
    a.arrivalsUs.length === b.arrivalsUs.length &&
    a.arrivalsUs.every((us, i) => {
      const other = b.arrivalsUs[i]!;
      return Object.is(us, other) || (us - other) % TRANSPORT_TIME_PERIOD_US === 0;
    });
}
