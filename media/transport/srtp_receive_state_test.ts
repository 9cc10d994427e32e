import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { Drop } from "./srtp.ts";
import {
  checkReplay,
  createStreamTable,
  estimateIndex,
  findStream,
  MAX_STREAMS,
  noteReceived,
  REPLAY_WINDOW,
} from "./srtp_receive_state.ts";

Deno.test("the replay window agrees with a list of everything received", () => {
  const random = createRandom(1);
  const table = createStreamTable();
  const received = new Set<number>();
  let highest = 0;
  const counts = { fresh: 0, replayed: 0, tooOld: 0 };
  for (let i = 0; i < 200_000; i++) {
    const jump = random.int(50) === 0 ? random.int(3 * REPLAY_WINDOW) : random.int(20);
    const back = random.int(10) === 0 ? random.int(2 * REPLAY_WINDOW) : random.int(20);
    const index = Math.max(0, highest + jump - back);
    const stream = findStream(table, 7);
    const verdict = checkReplay(stream, index);
    if (index <= highest - REPLAY_WINDOW) {
      assertEquals(verdict, Drop.tooOld);
      counts.tooOld++;
    } else if (received.has(index)) {
      assertEquals(verdict, Drop.replayed);
      counts.replayed++;
    } else {
      assertEquals(verdict, 0);
      noteReceived(table, stream, 7, index);
      received.add(index);
      highest = Math.max(highest, index);
      counts.fresh++;
    }
  }
  assert(Math.min(counts.fresh, counts.replayed, counts.tooOld) > 5000, JSON.stringify(counts));
});

Deno.test("checking alone changes nothing", () => {
  const table = createStreamTable();
  noteReceived(table, null, 7, 100);
  const stream = findStream(table, 7);
  for (let i = 0; i < 3; i++) {
    assertEquals(checkReplay(stream, 5000), 0);
    assertEquals(checkReplay(stream, 99), 0);
    assertEquals(checkReplay(stream, 100), Drop.replayed);
  }
  assertEquals(findStream(table, 8), null);
  assertEquals(table.streams.size, 1);
});

Deno.test("indices are estimated nearest to the highest, with 48 bits", () => {
  const table = createStreamTable();
  assertEquals(estimateIndex(null, 65535), 65535);
  noteReceived(table, null, 7, 2 ** 40 + 65530);
  const stream = findStream(table, 7);
  assertEquals(estimateIndex(stream, 65531), 2 ** 40 + 65531);
  assertEquals(estimateIndex(stream, 3), 2 ** 40 + 65536 + 3);
  assertEquals(estimateIndex(stream, 40000), 2 ** 40 + 40000);
  assertEquals(checkReplay(stream, 2 ** 40 + 65530), Drop.replayed);
  assertEquals(checkReplay(stream, 2 ** 40 + 65531), 0);
});

Deno.test("the table is bounded, and whoever speaks stays in it", () => {
  const table = createStreamTable();
  for (let i = 0; i < 10_000; i++) {
    const ssrc = (i * 0x9e3779b1) >>> 0;
    noteReceived(table, findStream(table, ssrc), ssrc, 1);
    noteReceived(table, findStream(table, 0xffffffff), 0xffffffff, i);
    assert(table.streams.size <= MAX_STREAMS);
    assertEquals(findStream(table, 0xffffffff)?.highest, i);
  }
  assertEquals(table.streams.size, MAX_STREAMS);
  for (const stream of table.streams.values()) {
    assertEquals(findStream(table, stream.ssrc), stream);
  }
});
