import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import type { TransportFeedback } from "../packet/twcc.ts";
import {
  createFeedbackRecorder,
  type FeedbackRecorder,
  noteArrival,
  takeFeedback,
} from "./feedback_recorder.ts";

const T_US = 1_700_000_000_000_000;

/** All feedback that is due. */
function takeAll(recorder: FeedbackRecorder, nowUs: number): TransportFeedback[] {
  const all: TransportFeedback[] = [];
  for (;;) {
    const feedback = takeFeedback(recorder, 1, 2, nowUs);
    if (feedback === null) return all;
    all.push(feedback);
  }
}

/** Numbers that arrived, by a feedback. */
function arrivedOf({ baseSeq16, arrivalsUs }: TransportFeedback): number[] {
  return Array.from(arrivalsUs, (us, i) => Number.isNaN(us) ? -1 : (baseSeq16 + i) & 0xffff)
    .filter((seq16) => seq16 >= 0);
}

Deno.test("few packets are reported after 100 ms, many after 50", () => {
  const recorder = createFeedbackRecorder();
  assertEquals(recorder.dueUs, Infinity);
  noteArrival(recorder, 10, T_US);
  assertEquals(recorder.dueUs, T_US + 100_000);
  assertEquals(takeFeedback(recorder, 1, 2, T_US + 99_999), null);
  assertEquals(takeAll(recorder, T_US + 100_000).length, 1);
  assertEquals(recorder.dueUs, Infinity);
  for (let i = 0; i < 30; i++) noteArrival(recorder, 11 + i, T_US + 110_000 + i * 1000);
  assertEquals(recorder.dueUs, T_US + 150_000);
});

Deno.test("feedback tells what came and what did not, with times", () => {
  const recorder = createFeedbackRecorder();
  noteArrival(recorder, 100, T_US);
  noteArrival(recorder, 103, T_US + 500);
  noteArrival(recorder, 101, T_US + 700);
  const feedback = takeFeedback(recorder, 7, 8, T_US + 100_000);
  assertEquals(feedback, {
    type: "twcc",
    senderSsrc: 7,
    mediaSsrc: 8,
    baseSeq16: 100,
    feedbackCount: 0,
    statusCount: 4,
    arrivalsUs: new Float64Array([T_US, T_US + 700, NaN, T_US + 500]),
  });
});

Deno.test("numbers wrap, and so does the count of feedbacks", () => {
  const recorder = createFeedbackRecorder();
  let us = T_US;
  let seq = 0xfff0;
  for (let i = 0; i < 300; i++) {
    const expected: number[] = [];
    for (let k = 0; k < 10; k++) {
      noteArrival(recorder, seq & 0xffff, us += 1000);
      expected.push(seq++ & 0xffff);
    }
    const [feedback, ...more] = takeAll(recorder, us += 100_000);
    assertEquals(more, []);
    assertEquals(feedback!.feedbackCount, i & 0xff);
    assertEquals(arrivedOf(feedback!), expected);
  }
});

Deno.test("losses before the first packet of a feedback are told", () => {
  const recorder = createFeedbackRecorder();
  noteArrival(recorder, 5, T_US);
  takeAll(recorder, T_US + 100_000);
  noteArrival(recorder, 9, T_US + 200_000);
  const [feedback] = takeAll(recorder, T_US + 300_000);
  assertEquals(feedback!.baseSeq16, 6);
  assertEquals(Array.from(feedback!.arrivalsUs), [NaN, NaN, NaN, T_US + 200_000]);
});

Deno.test("a packet that comes late is told after all, with what is around it; one that comes very late is not", () => {
  const recorder = createFeedbackRecorder();
  for (const seq16 of [1, 2, 4, 5]) noteArrival(recorder, seq16, T_US);
  takeAll(recorder, T_US + 100_000);
  noteArrival(recorder, 3, T_US + 150_000);
  assertEquals(takeAll(recorder, T_US + 300_000).map(arrivedOf), [[3, 4, 5]]);
  for (const seq16 of [7, 8]) noteArrival(recorder, seq16, T_US + 400_000);
  takeAll(recorder, T_US + 600_000);
  noteArrival(recorder, 6, T_US + 1_000_000);
  assertEquals(recorder.dueUs, Infinity);
});

Deno.test("a repetition changes nothing", () => {
  const recorder = createFeedbackRecorder();
  noteArrival(recorder, 1, T_US);
  noteArrival(recorder, 1, T_US + 50_000);
  const [feedback] = takeAll(recorder, T_US + 100_000);
  assertEquals(Array.from(feedback!.arrivalsUs), [T_US]);
});

Deno.test("long news comes in parts that fit a packet, each once", () => {
  const recorder = createFeedbackRecorder();
  for (let i = 0; i < 1500; i++) noteArrival(recorder, i, T_US + i * 60);
  const parts = takeAll(recorder, T_US + 200_000);
  assert(parts.length >= 4 && parts.every((part) => part.arrivalsUs.length <= 400));
  assertEquals(parts.flatMap(arrivedOf), Array.from({ length: 1500 }, (_, i) => i));
});

Deno.test("arrivals too far apart for one feedback are told in two", () => {
  const recorder = createFeedbackRecorder();
  noteArrival(recorder, 1, T_US);
  noteArrival(recorder, 2, T_US + 20_000_000);
  assertEquals(takeAll(recorder, T_US + 20_100_000).map(arrivedOf), [[1], [2]]);
});

Deno.test("wild numbers and times make bounded feedback, and never an old arrival", () => {
  const random = createRandom(3);
  const recorder = createFeedbackRecorder();
  let us = T_US;
  for (let i = 0; i < 100_000; i++) {
    noteArrival(recorder, random.int(0x10000), us += random.int(2_000));
    if (random.int(50) > 0) continue;
    const parts = takeAll(recorder, us);
    assert(parts.length < 200);
    for (const part of parts) {
      assert(part.arrivalsUs.length <= 4096);
      assert(!Number.isNaN(part.arrivalsUs.at(-1)!));
    }
  }
});
