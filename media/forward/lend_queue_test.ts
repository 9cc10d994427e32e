import { assert, assertEquals } from "../../tests/assert.ts";
import {
  createLendQueue,
  type LendEntry,
  mustWake,
  noteWoken,
  openLendQueue,
  pushEntry,
  takeEntry,
} from "./lend_queue.ts";

function drain(queue: ReturnType<typeof createLendQueue>): LendEntry[] {
  const entries: LendEntry[] = [];
  const entry: LendEntry = { track: 0, seqExt: 0 };
  while (takeEntry(queue, entry)) entries.push({ ...entry });
  return entries;
}

Deno.test("what one end tells the other end takes, in order", () => {
  const writer = createLendQueue();
  const reader = openLendQueue(writer.memory);
  assertEquals(drain(reader), []);
  pushEntry(writer, 7, 65_536);
  pushEntry(writer, 8, 2 ** 40);
  assertEquals(drain(reader), [{ track: 7, seqExt: 65_536 }, { track: 8, seqExt: 2 ** 40 }]);
  assertEquals(drain(reader), []);
});

Deno.test("a full queue takes no more until something was taken out", () => {
  const queue = createLendQueue();
  for (let i = 0; i < queue.capacity; i++) assert(pushEntry(queue, 1, i));
  assertEquals(pushEntry(queue, 1, -1), false);
  const entry: LendEntry = { track: 0, seqExt: 0 };
  assert(takeEntry(queue, entry));
  assert(pushEntry(queue, 1, queue.capacity));
  const rest = drain(queue);
  assertEquals(rest.length, queue.capacity);
  assertEquals(rest.at(-1)!.seqExt, queue.capacity);
});

Deno.test("the positions may wrap", () => {
  const queue = createLendQueue();
  queue.ints[0] = 0x7fffffff;
  queue.ints[1] = 0x7fffffff;
  for (let i = 0; i < 10; i++) assert(pushEntry(queue, i, i));
  assertEquals(drain(queue).map((entry) => entry.track), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

Deno.test("a reader is woken once for all that comes before it looks", () => {
  const queue = createLendQueue();
  assertEquals(mustWake(queue), false);
  pushEntry(queue, 1, 1);
  assertEquals(mustWake(queue), true);
  pushEntry(queue, 1, 2);
  assertEquals(mustWake(queue), false);
  noteWoken(queue);
  assertEquals(drain(queue).length, 2);
  assertEquals(mustWake(queue), false);
  pushEntry(queue, 1, 3);
  assertEquals(mustWake(queue), true);
});
