import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { parseStun } from "../packet/stun.ts";
import { integrityMatches } from "../packet/stun_integrity.ts";
import { writeBindingRequest } from "../packet/stun_write.ts";
import { type Address, addressOf } from "./address.ts";
import {
  createIce,
  handleCheck,
  type IceLite,
  onIceTime,
  restartIce,
  setRemote,
} from "./ice_lite.ts";
import { answerRepeated, rememberCheck, type RepeatedCheck } from "./repeated_check.ts";

const LOCAL = { ufrag: "ours", pwd: "our-password-of-22-chars" };
const REMOTE = { ufrag: "them", pwd: "their-password-of-22-char" };
const ADDRESSES = [addressOf("192.0.2.1", 5000)!, addressOf("2001:db8::1", 5001)!];
const START_US = 1_700_000_000_000_000;
const SECOND_US = 1_000_000;

function checkBytes(transaction: number, priority = 1, local = LOCAL): Uint8Array {
  return writeBindingRequest({
    transactionId: new Uint8Array(12).fill(transaction),
    username: `${local.ufrag}:${REMOTE.ufrag}`,
    priority,
    useCandidate: true,
    role: "controlling",
    tieBreaker: 1n,
  }, local.pwd);
}

/** The long way of a check; what is remembered of it. */
function check(ice: IceLite, bytes: Uint8Array, from: Address): RepeatedCheck | null {
  const message = parseStun(bytes, 0, bytes.length)!;
  const { response } = handleCheck(ice, message, from, START_US);
  assert(response !== null);
  return rememberCheck(ice, message, response, from, null);
}

function createWorld(from = ADDRESSES[0]!): { ice: IceLite; repeated: RepeatedCheck } {
  const ice = createIce(LOCAL);
  setRemote(ice, REMOTE, START_US);
  const repeated = check(ice, checkBytes(1), from);
  assert(repeated !== null);
  return { ice, repeated };
}

/** Whether a datagram, in the middle of a buffer, counts as a repetition. */
function repeat({ ice, repeated }: ReturnType<typeof createWorld>, bytes: Uint8Array): boolean {
  const data = new Uint8Array(bytes.length + 50);
  data.set(bytes, 20);
  return answerRepeated(ice, repeated, data, 20, 20 + bytes.length, START_US + SECOND_US);
}

Deno.test("the answer to a repetition is that of the long way", () => {
  for (const from of ADDRESSES) {
    const world = createWorld(from);
    for (const transaction of [2, 3, 255]) {
      const bytes = checkBytes(transaction);
      assert(repeat(world, bytes));
      const expected = handleCheck(world.ice, parseStun(bytes, 0, bytes.length)!, from, START_US);
      assertEquals(world.repeated.response, expected.response);
      const answer = parseStun(world.repeated.response, 0, world.repeated.response.length)!;
      assert(answer.fingerprintValid && integrityMatches(answer, LOCAL.pwd));
      assertEquals(answer.mappedAddress, { bytes: from.bytes, port: from.port });
    }
  }
});

Deno.test("a repetition renews the consent", () => {
  const world = createWorld();
  assert(repeat(world, checkBytes(2)));
  assertEquals(world.ice.proven[0]?.checkedAtUs, START_US + SECOND_US);
});

Deno.test("a check with any byte changed is no repetition, and renews nothing", () => {
  const world = createWorld();
  const good = checkBytes(2);
  for (let i = 0; i < good.length; i++) {
    const bytes = good.slice();
    bytes[i] = bytes[i]! ^ 1;
    assert(!repeat(world, bytes), `byte ${i}`);
  }
  assert(!repeat(world, good.subarray(0, good.length - 4)));
  assertEquals(world.ice.proven[0]?.checkedAtUs, START_US);
});

Deno.test("random datagrams of the right length are no repetition", () => {
  const world = createWorld();
  const random = createRandom(7);
  const bytes = checkBytes(2);
  for (let i = 0; i < 100_000; i++) {
    const at = random.int(bytes.length);
    const before = bytes[at]!;
    const value = random.int(256);
    bytes[at] = value;
    assertEquals(
      answerRepeated(world.ice, world.repeated, bytes, 0, bytes.length, START_US),
      value === before,
    );
    bytes[at] = before;
  }
});

Deno.test("a check that says something else is no repetition", () => {
  assert(!repeat(createWorld(), checkBytes(2, 99)));
});

Deno.test("nothing is a repetition once ICE restarts", () => {
  const world = createWorld();
  restartIce(world.ice, { ufrag: "ours2", pwd: "our-second-password-of-22" });
  assert(!repeat(world, checkBytes(2)));
});

Deno.test("nothing is a repetition once the peer's description has changed", () => {
  const world = createWorld();
  setRemote(world.ice, { ufrag: "them2", pwd: "their-second-password-22c" }, START_US);
  assert(!repeat(world, checkBytes(2)));
});

Deno.test("nothing is a repetition once media goes elsewhere", () => {
  const world = createWorld();
  check(world.ice, checkBytes(2), ADDRESSES[1]!);
  assert(!repeat(world, checkBytes(3)));
});

Deno.test("nothing is a repetition once consent was lost", () => {
  const world = createWorld();
  onIceTime(world.ice, START_US + 31 * SECOND_US);
  assert(!repeat(world, checkBytes(2)));
});

Deno.test("a check from an address that media does not go to is not remembered", () => {
  const { ice } = createWorld();
  const bytes = writeBindingRequest({
    transactionId: new Uint8Array(12),
    username: `${LOCAL.ufrag}:${REMOTE.ufrag}`,
    priority: 1,
    useCandidate: false,
    role: "controlling",
    tieBreaker: 1n,
  }, LOCAL.pwd);
  assertEquals(check(ice, bytes, ADDRESSES[1]!), null);
});
