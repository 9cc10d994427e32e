import { assert, assertEquals } from "../../tests/assert.ts";
import { createIceClient, type IceClient, receiveStun, writeCheck } from "./ice_client.ts";

const A = { ufrag: "aaaa", pwd: "a".repeat(24) };
const B = { ufrag: "bbbb", pwd: "b".repeat(24) };

let seed = 0;
function fill(bytes: Uint8Array<ArrayBuffer>): void {
  bytes.fill(++seed & 255);
}

/** Two agents that know each other. */
function pair(): [IceClient, IceClient] {
  return [createIceClient(A, B, true, 1n), createIceClient(B, A, false, 2n)];
}

Deno.test("a check that is answered connects, once", () => {
  const [a, b] = pair();
  const { reply } = receiveStun(b, writeCheck(a, 1000, fill), "127.1.0.1", 4000, 1000);
  assert(reply !== null);
  assertEquals(receiveStun(a, reply, "127.0.0.1", 5000, 1000), { reply: null, connected: true });
  assertEquals([a.connected, b.connected], [true, false]);
  assertEquals(receiveStun(a, reply, "127.0.0.1", 5000, 1000).connected, false);
});

Deno.test("checks are repeated soon until one is answered, then now and then", () => {
  const [a, b] = pair();
  writeCheck(a, 0, fill);
  assertEquals(a.dueUs, 100_000);
  const { reply } = receiveStun(b, writeCheck(a, 100_000, fill), "127.1.0.1", 4000, 100_000);
  receiveStun(a, reply!, "127.0.0.1", 5000, 100_000);
  assertEquals(a.dueUs, 2_600_000);
});

Deno.test("checks by the wrong password and answers to other checks are ignored", () => {
  const [a, b] = pair();
  const stranger = createIceClient(A, { ...B, pwd: "x".repeat(24) }, true, 1n);
  const check = writeCheck(stranger, 0, fill);
  assertEquals(receiveStun(b, check, "127.1.0.1", 4000, 0).reply, null);
  const { reply } = receiveStun(b, writeCheck(a, 0, fill), "127.1.0.1", 4000, 0);
  writeCheck(a, 0, fill);
  assertEquals(receiveStun(a, reply!, "127.0.0.1", 5000, 0).connected, false);
  assertEquals(receiveStun(a, new Uint8Array(20), "127.0.0.1", 5000, 0).connected, false);
});
