import { assert, assertEquals } from "../../tests/assert.ts";
import {
  createSendHistory,
  NO_CLUSTER,
  placeOf,
  rememberSent,
  SEND_HISTORY_LENGTH,
  sentUsAt,
} from "./send_history.ts";

const NOW_US = 1_700_000_000_000_000;

Deno.test("a packet is found by its extended number, with what was noted of it", () => {
  const history = createSendHistory();
  assertEquals(rememberSent(history, 1200, NOW_US, 7), 0);
  const place = placeOf(history, 0);
  assertEquals(history.bytes[place], 1200);
  assertEquals(history.cluster[place], 7);
  assertEquals(sentUsAt(history, place, NOW_US + 123_456), NOW_US);
});

Deno.test("numbers wrap on the wire and not inside", () => {
  const history = createSendHistory();
  history.nextSeq = 0xffff;
  assertEquals(rememberSent(history, 1, NOW_US, NO_CLUSTER), 0xffff);
  assertEquals(rememberSent(history, 2, NOW_US, NO_CLUSTER), 0);
  assertEquals(history.bytes[placeOf(history, 0x10000)], 2);
});

Deno.test("what was never sent, or is forgotten, has no place", () => {
  const history = createSendHistory();
  assertEquals(placeOf(history, 0), -1);
  for (let i = 0; i <= SEND_HISTORY_LENGTH; i++) rememberSent(history, 100, NOW_US, NO_CLUSTER);
  assertEquals(placeOf(history, -1), -1);
  assertEquals(placeOf(history, 0), -1);
  assertEquals(placeOf(history, 1), 1);
  assertEquals(placeOf(history, SEND_HISTORY_LENGTH + 1), -1);
});

Deno.test("times of sending survive the wrap of their 32 bits", () => {
  const history = createSendHistory();
  const sentUs = Math.ceil(NOW_US / 2 ** 32) * 2 ** 32 - 5;
  rememberSent(history, 100, sentUs, NO_CLUSTER);
  assertEquals(sentUsAt(history, 0, sentUs + 10), sentUs);
  assertEquals(sentUsAt(history, 0, sentUs + 60_000_000), sentUs);
});

Deno.test("a history takes less than 24 kB", () => {
  const history = createSendHistory();
  const { sent32, bytes, cluster, fate } = history;
  const total = [sent32, bytes, cluster, fate].reduce((sum, array) => sum + array.byteLength, 0);
  assert(total <= 24_000, `${total} bytes`);
});
