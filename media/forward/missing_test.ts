import { assert, assertEquals } from "../../tests/assert.ts";
import {
  collectDue,
  createMissingList,
  findMissing,
  forgetBefore,
  noteMissing,
  noteOvertaken,
  removeAt,
} from "./missing.ts";

const RTT_US = 100_000;

function due(list: ReturnType<typeof createMissingList>, nowUs: number): number[] {
  const out: number[] = [];
  collectDue(list, nowUs, RTT_US, out);
  return out;
}

Deno.test("a gap is asked for only after a moment, in case packets overtook one another", () => {
  const list = createMissingList();
  noteMissing(list, 10, 13, 0);
  assertEquals(list.nextDueUs, 10_000);
  assertEquals(due(list, 9_999), []);
  removeAt(list, findMissing(list, 11));
  assertEquals(due(list, 10_000), [10, 12]);
});

Deno.test("what does not come is asked for again after a round trip and a quarter", () => {
  const list = createMissingList();
  noteMissing(list, 7, 8, 0);
  assertEquals(due(list, 10_000), [7]);
  assertEquals(due(list, 134_999), []);
  assertEquals(list.nextDueUs, 135_000);
  assertEquals(due(list, 135_000), [7]);
});

Deno.test("each further wait is longer by a quarter, up to a second", () => {
  const list = createMissingList();
  noteMissing(list, 7, 8, 0);
  const asked: number[] = [];
  for (let nowUs = 10_000; list.count > 0; nowUs = list.nextDueUs) {
    if (due(list, nowUs).length > 0) asked.push(nowUs);
  }
  const waits = asked.slice(1).map((us, i) => us - asked[i]!);
  assertEquals(waits.slice(0, 3), [125_000, 156_250, 195_313]);
  assertEquals(waits.length, 9);
  assert(waits.every((wait) => wait <= 1_000_000));
});

Deno.test("where packets come late by themselves, they are waited for longer, for a while", () => {
  const list = createMissingList();
  for (let i = 0; i < 8; i++) noteOvertaken(list, 30_000);
  noteMissing(list, 7, 8, 0);
  assert(list.nextDueUs > 40_000 && list.nextDueUs <= 45_000, `${list.nextDueUs}`);
  noteOvertaken(list, 60_000_000);
  noteMissing(list, 9, 10, 1_000_000);
  assertEquals(list.dueUs[1], 1_080_000);
  for (let i = 0; i < 200; i++) noteOvertaken(list, 1000);
  noteMissing(list, 11, 12, 2_000_000);
  assertEquals(list.dueUs[2], 2_010_000);
});

Deno.test("a nack is given up after ten tries", () => {
  const list = createMissingList();
  noteMissing(list, 7, 8, 0);
  let asked = 0;
  for (let nowUs = 0; nowUs < 20_000_000; nowUs += 10_000) asked += due(list, nowUs).length;
  assertEquals(asked, 10);
  assertEquals(list.count, 0);
  assertEquals(list.givenUp, 1);
  assertEquals(list.nextDueUs, Infinity);
});

Deno.test("the list is bounded: the oldest are given up", () => {
  const list = createMissingList();
  noteMissing(list, 0, 200, 0);
  noteMissing(list, 300, 400, 0);
  assertEquals(list.count, 256);
  assertEquals(list.givenUp, 44);
  assertEquals(findMissing(list, 43), -1);
  assert(findMissing(list, 44) >= 0);
  noteMissing(list, 1000, 9000, 0);
  assertEquals(list.count, 256);
  assertEquals(list.seqExts[0], 9000 - 256);
  assertEquals(list.givenUp, 300 + 8000 - 256);
});

Deno.test("a key frame ends the wait for what is older, unless it is missing only just now", () => {
  const list = createMissingList();
  noteMissing(list, 10, 12, 0);
  noteMissing(list, 20, 21, 500_000);
  noteMissing(list, 40, 41, 500_000);
  forgetBefore(list, 30, 300_000);
  assertEquals(list.count, 2);
  assertEquals([list.seqExts[0], list.seqExts[1]], [20, 40]);
});

Deno.test("extended numbers go over wraps without notice", () => {
  const list = createMissingList();
  noteMissing(list, 65_534, 65_538, 0);
  assertEquals(due(list, 10_000), [65_534, 65_535, 65_536, 65_537]);
  removeAt(list, findMissing(list, 65_536));
  assertEquals(due(list, 200_000), [65_534, 65_535, 65_537]);
});
