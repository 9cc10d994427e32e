import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import {
  aheadUs,
  bytesOf,
  createPacer,
  discard,
  enqueue,
  firstOf,
  mayLeave,
  mayRepair,
  type Pacer,
  setPace,
  spend,
  takeNext,
  waitedUs,
} from "./pacer.ts";

const START_US = 1_767_225_600_000_000;
/** 1000 bytes take 10 ms. */
const BPS = 800_000;

function createPaced(): Pacer<string> {
  const pacer = createPacer<string>(START_US);
  setPace(pacer, BPS, START_US);
  return pacer;
}

/** Lets leave what may at a time: the numbers, those of repairs with a minus. */
function drain(pacer: Pacer<string>, nowUs: number, bytes = 1000): number[] {
  const numbers: number[] = [];
  while (takeNext(pacer, nowUs)) {
    numbers.push(pacer.taken.repair ? -pacer.taken.number : pacer.taken.number);
    spend(pacer, bytes, nowUs);
  }
  return numbers;
}

Deno.test("without a pace everything leaves at once", () => {
  const pacer = createPacer<string>(START_US);
  for (let i = 0; i < 1000; i++) {
    assert(mayLeave(pacer, START_US));
    spend(pacer, 1500, START_US);
  }
  assertEquals(pacer.dueUs, Infinity);
});

Deno.test("a burst leaves at once, and then as much as the pace allows", () => {
  const pacer = createPaced();
  let burst = 0;
  while (mayLeave(pacer, START_US)) {
    spend(pacer, 1000, START_US);
    burst += 1000;
  }
  assert(burst >= 2000 && burst <= 4000, `${burst} bytes`);
  let sent = 0;
  for (let us = 0; us < 1_000_000; us += 1000) {
    if (!mayLeave(pacer, START_US + us)) continue;
    spend(pacer, 1000, START_US + us);
    sent += 1000;
  }
  assert(Math.abs(sent - BPS / 8) <= 3000, `${sent} bytes in a second`);
});

Deno.test("who is late finds the budget of a burst, no more", () => {
  const pacer = createPaced();
  for (let i = 0; i < 100; i++) enqueue(pacer, pacer.video, "a", i, 1000, START_US);
  drain(pacer, START_US);
  assert(drain(pacer, START_US + 5_000_000).length <= 4);
});

Deno.test("repairs leave before video, each in its order", () => {
  const pacer = createPaced();
  spend(pacer, 5000, START_US);
  for (let i = 1; i <= 3; i++) enqueue(pacer, pacer.video, "a", i, 1000, START_US);
  for (let i = 7; i <= 9; i++) enqueue(pacer, pacer.repairs, "b", i, 1000, START_US);
  assert(!mayLeave(pacer, START_US) && !mayRepair(pacer, START_US));
  const left: number[] = [];
  let nowUs = START_US;
  while (pacer.dueUs < Infinity) {
    assert(pacer.dueUs > nowUs);
    nowUs = pacer.dueUs;
    left.push(...drain(pacer, nowUs));
  }
  assertEquals(left, [-7, -8, -9, 1, 2, 3]);
  const tookUs = nowUs - START_US;
  assert(tookUs > 70_000 && tookUs < 120_000, `${tookUs} µs for 8 kB beyond the burst`);
});

Deno.test("what has left beyond the budget is paid back, but not for longer than half a second", () => {
  const pacer = createPaced();
  spend(pacer, 10_000_000, START_US);
  assert(!mayLeave(pacer, START_US + 490_000));
  assert(mayLeave(pacer, START_US + 510_000));
});

Deno.test("a pace that changes counts from then on, and lets go of what waits when it ends", () => {
  const pacer = createPaced();
  spend(pacer, 4500, START_US);
  for (let i = 0; i < 10; i++) enqueue(pacer, pacer.video, "a", i, 1000, START_US);
  setPace(pacer, BPS * 10, START_US);
  assert(pacer.dueUs <= START_US + 3100, `${pacer.dueUs - START_US} µs`);
  setPace(pacer, Infinity, START_US + 1000);
  assert(!mayLeave(pacer, START_US + 1000), "overtakes what waits");
  assertEquals(drain(pacer, START_US + 1000).length, 10);
  assertEquals(pacer.dueUs, Infinity);
  assert(mayLeave(pacer, START_US + 1000));
});

Deno.test("how long video waits is told by its oldest packet and by its bytes", () => {
  const pacer = createPaced();
  spend(pacer, 5000, START_US);
  assertEquals([waitedUs(pacer, START_US), aheadUs(pacer)], [0, 0]);
  enqueue(pacer, pacer.video, "a", 1, 1000, START_US);
  enqueue(pacer, pacer.video, "b", 5, 500, START_US + 1000);
  assertEquals(waitedUs(pacer, START_US + 3000), 3000);
  assertEquals(aheadUs(pacer), 15_000);
  assertEquals([bytesOf(pacer.video, "a"), bytesOf(pacer.video, "c")], [1000, 0]);
  assertEquals([firstOf(pacer.video, "b"), firstOf(pacer.video, "c")], [5, Infinity]);
});

Deno.test("a queue is full at a thousand packets", () => {
  const pacer = createPaced();
  let count = 0;
  while (enqueue(pacer, pacer.video, "a", count, 1000, START_US)) count++;
  assertEquals(count, 1024);
});

Deno.test("queues do what lists do, whatever is put in, taken out and discarded", () => {
  const random = createRandom(11);
  const pacer = createPaced();
  const model: { owner: string; number: number; bytes: number }[] = [];
  let nowUs = START_US;
  for (let i = 0; i < 100_000; i++) {
    const owner = "abc"[random.int(3)]!;
    switch (random.int(8)) {
      case 0: {
        const first = i - random.int(200);
        const kept = model.filter((entry) => entry.owner !== owner || entry.number < first);
        assertEquals(discard(pacer.video, owner, first), model.length - kept.length);
        model.splice(0, model.length, ...kept);
        break;
      }
      case 1:
      case 2:
        nowUs += random.int(20_000);
        while (takeNext(pacer, nowUs)) {
          const { owner, number } = pacer.taken;
          const expected = model.shift()!;
          assert(expected.owner === owner && expected.number === number);
          spend(pacer, expected.bytes, nowUs);
        }
        break;
      default: {
        const entry = { owner, number: i, bytes: random.int(1500) };
        if (enqueue(pacer, pacer.video, owner, i, entry.bytes, nowUs)) model.push(entry);
      }
    }
    assertEquals(pacer.video.totalBytes, model.reduce((sum, { bytes }) => sum + bytes, 0));
    if (model.length > 0) assertEquals(firstOf(pacer.video, model[0]!.owner), model[0]!.number);
    if (model.length > 0) assert(pacer.dueUs < Infinity);
  }
});
