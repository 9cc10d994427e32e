import { assert, assertEquals, assertMatch, assertThrows } from "../../tests/assert.ts";
import { createRandom, fuzz } from "../../tests/random.ts";
import { parseStun } from "../packet/stun.ts";
import { integrityMatches } from "../packet/stun_integrity.ts";
import {
  type BindingRequest,
  writeBindingIndication,
  writeBindingRequest,
  writeBindingSuccess,
} from "../packet/stun_write.ts";
import type { IceParameters } from "../sdp/negotiate.ts";
import { type Address, addressOf } from "./address.ts";
import {
  CONSENT_US,
  createIce,
  handleCheck,
  ICE_RANDOM_BYTES,
  iceDeadlineUs,
  type IceEvent,
  type IceLite,
  iceParametersFrom,
  type IceResult,
  localUfragOf,
  MAX_ADDRESSES,
  onIceTime,
  restartIce,
  setRemote,
} from "./ice_lite.ts";

const LOCAL: IceParameters = { ufrag: "ours", pwd: "our-password-of-22-chars" };
const LOCAL2: IceParameters = { ufrag: "ours2", pwd: "our-second-password-of-22" };
const LOCAL3: IceParameters = { ufrag: "ours3", pwd: "our-third-password-of-22c" };
const REMOTE: IceParameters = { ufrag: "them", pwd: "their-password-of-22-char" };
const REMOTE2: IceParameters = { ufrag: "them2", pwd: "their-second-password-22c" };
const A = addressOf("192.0.2.1", 5000)!;
const B = addressOf("2001:db8::1", 5001)!;
const C = addressOf("198.51.100.7", 5002)!;
const START_US = 1_700_000_000_000_000;
const SECOND_US = 1_000_000;

type CheckOptions = Partial<BindingRequest> & { local?: IceParameters; remote?: IceParameters };

/** The bytes of a peer's check. */
function checkBytes(options: CheckOptions = {}): Uint8Array {
  const { local = LOCAL, remote = REMOTE, ...rest } = options;
  const request: BindingRequest = {
    transactionId: new Uint8Array(12).fill(7),
    username: `${local.ufrag}:${remote.ufrag}`,
    priority: 1,
    useCandidate: false,
    role: "controlling",
    tieBreaker: 1n,
    ...rest,
  };
  return writeBindingRequest(request, local.pwd);
}

function handle(ice: IceLite, bytes: Uint8Array, from: Address, nowUs = START_US): IceResult {
  return handleCheck(ice, parseStun(bytes, 0, bytes.length)!, from, nowUs);
}

function check(ice: IceLite, from: Address, nowUs = START_US, options: CheckOptions = {}) {
  return handle(ice, checkBytes(options), from, nowUs);
}

function nominate(ice: IceLite, from: Address, nowUs = START_US, options: CheckOptions = {}) {
  return check(ice, from, nowUs, { useCandidate: true, ...options });
}

/** Events in one line each: "validated 192.0.2.1", "retired ours", "lost". */
function lines(events: readonly IceEvent[]): string[] {
  return events.map((event) => {
    if (event.type === "lost") return event.type;
    return `${event.type} ${event.type === "retired" ? event.ufrag : event.address.ip}`;
  });
}

/** An agent that knows its peer and has not heard a check. */
function waitingIce(): IceLite {
  const ice = createIce(LOCAL);
  setRemote(ice, REMOTE, START_US);
  return ice;
}

Deno.test("the first authentic check validates and selects its address, and is told where it came from", () => {
  const ice = waitingIce();
  const result = check(ice, B);
  assertEquals(lines(result.events), ["validated 2001:db8::1", "selected 2001:db8::1"]);
  assertEquals(result.drop, null);
  const response = parseStun(result.response!, 0, result.response!.length)!;
  assertEquals(response.class, "success");
  assertEquals(response.transactionId, new Uint8Array(12).fill(7));
  assertEquals(response.mappedAddress, { bytes: B.bytes, port: 5001 });
  assert(response.fingerprintValid && integrityMatches(response, LOCAL.pwd));
  assertEquals(lines(check(ice, B).events), []);
});

Deno.test("a second address is validated, and selected only when nominated", () => {
  const ice = waitingIce();
  check(ice, A);
  assertEquals(lines(check(ice, B).events), ["validated 2001:db8::1"]);
  assertEquals(ice.selected, A);
  assertEquals(lines(nominate(ice, B).events), ["selected 2001:db8::1"]);
  assertEquals(lines(nominate(ice, B).events), []);
  assertEquals(lines(nominate(ice, A).events), ["selected 192.0.2.1"]);
});

Deno.test("the mapped spelling of an IPv4 address is the same address", () => {
  const ice = waitingIce();
  check(ice, A);
  assertEquals(lines(check(ice, addressOf("::ffff:192.0.2.1", 5000)!).events), []);
});

Deno.test("a peer that says it is controlled is told of the role conflict and gains nothing", () => {
  const ice = waitingIce();
  const result = check(ice, A, START_US, { role: "controlled", tieBreaker: 0xffffffffffffffffn });
  const response = parseStun(result.response!, 0, result.response!.length)!;
  assertEquals([response.class, response.errorCode], ["error", 487]);
  assert(integrityMatches(response, LOCAL.pwd));
  assertEquals(result.events, []);
  assertEquals(ice.selected, null);
});

Deno.test("a check with an attribute that must be understood is answered with 420", () => {
  const ice = waitingIce();
  const bytes = checkBytes();
  const message = { ...parseStun(bytes, 0, bytes.length)!, unknownRequired: [0x7fff] };
  const { response, events } = handleCheck(ice, message, A, START_US);
  assertEquals(parseStun(response!, 0, response!.length)!.errorCode, 420);
  assertEquals(events, []);
});

Deno.test("what is not proven gets no answer", () => {
  const ice = waitingIce();
  const good = checkBytes();
  const noFingerprint = good.slice(0, -8);
  noFingerprint[3]! -= 8;
  const cases: [string, Uint8Array][] = [
    ["stun-fingerprint", noFingerprint],
    ["stun-username", checkBytes({ username: "ours:other" })],
    ["stun-username", checkBytes({ username: "other:them" })],
    ["stun-username", checkBytes({ username: "ours" })],
    ["stun-username", checkBytes({ username: "" })],
    ["stun-integrity", checkBytes({ local: { ...LOCAL, pwd: "another-password-of-22-c" } })],
    ["stun-not-a-check", writeBindingIndication(new Uint8Array(12))],
    ["stun-not-a-check", writeBindingSuccess(new Uint8Array(12), A, LOCAL.pwd)],
  ];
  for (const [drop, bytes] of cases) {
    assertEquals(handle(ice, bytes, A), { response: null, events: [], drop } as IceResult, drop);
  }
  assertEquals(ice.proven, []);
});

Deno.test("checks that come before the peer's description are answered and count", () => {
  const ice = createIce(LOCAL);
  assertEquals(iceDeadlineUs(ice), Infinity);
  const events = lines(nominate(ice, A).events);
  assertEquals(events, ["validated 192.0.2.1", "selected 192.0.2.1"]);
  setRemote(ice, REMOTE, START_US + 1);
  assertEquals(iceDeadlineUs(ice), START_US + CONSENT_US);
  assertEquals(check(ice, A, START_US + 2).drop, null);
});

Deno.test("a peer that never makes a check is lost after thirty seconds, once", () => {
  const ice = waitingIce();
  assertEquals(iceDeadlineUs(ice), START_US + CONSENT_US);
  assertEquals(onIceTime(ice, START_US + CONSENT_US - 1), []);
  assertEquals(lines(onIceTime(ice, START_US + CONSENT_US)), ["lost"]);
  assertEquals(iceDeadlineUs(ice), Infinity);
  assertEquals(onIceTime(ice, START_US + 2 * CONSENT_US), []);
});

Deno.test("consent lasts thirty seconds from the last check", () => {
  const ice = waitingIce();
  let nowUs = START_US;
  for (let i = 0; i < 20; i++, nowUs += 25 * SECOND_US) {
    nominate(ice, A, nowUs);
    assertEquals(onIceTime(ice, nowUs), []);
  }
  const lastUs = nowUs - 25 * SECOND_US;
  assertEquals(iceDeadlineUs(ice), lastUs + CONSENT_US);
  assertEquals(onIceTime(ice, lastUs + CONSENT_US - 1), []);
  assertEquals(lines(onIceTime(ice, lastUs + CONSENT_US)), ["forgotten 192.0.2.1", "lost"]);
  assertEquals(ice.selected, null);
  const events = lines(check(ice, A, lastUs + 2 * CONSENT_US).events);
  assertEquals(events, ["validated 192.0.2.1", "selected 192.0.2.1"]);
});

Deno.test("unproven messages do not prolong consent", () => {
  const ice = waitingIce();
  nominate(ice, A);
  const laterUs = START_US + 20 * SECOND_US;
  handle(ice, checkBytes({ local: { ...LOCAL, pwd: "another-password-of-22-c" } }), A, laterUs);
  handle(ice, writeBindingIndication(new Uint8Array(12)), A, laterUs);
  assertEquals(iceDeadlineUs(ice), START_US + CONSENT_US);
});

Deno.test("when the selected address falls silent, the one last heard from takes its place", () => {
  const ice = waitingIce();
  nominate(ice, A);
  check(ice, B, START_US + SECOND_US);
  check(ice, C, START_US + 2 * SECOND_US);
  assertEquals(lines(onIceTime(ice, START_US + CONSENT_US)), [
    "forgotten 192.0.2.1",
    "selected 198.51.100.7",
  ]);
  assertEquals(lines(onIceTime(ice, START_US + CONSENT_US + SECOND_US)), ["forgotten 2001:db8::1"]);
  assertEquals(ice.selected, C);
});

Deno.test("the old pair stays in use through a restart until a check with the new credentials", () => {
  const ice = waitingIce();
  nominate(ice, A);
  assertEquals(restartIce(ice, LOCAL2), []);
  assertEquals(check(ice, A, START_US + SECOND_US).drop, null);
  setRemote(ice, REMOTE2, START_US + SECOND_US);
  assertEquals(nominate(ice, A, START_US + 2 * SECOND_US).drop, null);
  assertEquals(ice.selected, A);

  const renewed = { local: LOCAL2, remote: REMOTE2 };
  const first = check(ice, B, START_US + 3 * SECOND_US, renewed);
  assertEquals(lines(first.events), [
    "retired ours",
    "validated 2001:db8::1",
    "selected 2001:db8::1",
  ]);
  const response = parseStun(first.response!, 0, first.response!.length)!;
  assert(integrityMatches(response, LOCAL2.pwd));
  assertEquals(check(ice, A, START_US + 4 * SECOND_US).drop, "stun-username");
  assertEquals(lines(nominate(ice, C, START_US + 4 * SECOND_US, renewed).events), [
    "validated 198.51.100.7",
    "selected 198.51.100.7",
  ]);
  // Media still on its way from the old address is let in until that falls silent.
  assertEquals(lines(onIceTime(ice, START_US + 2 * SECOND_US + CONSENT_US)), [
    "forgotten 192.0.2.1",
  ]);
});

Deno.test("new credentials over the old address renew it", () => {
  const ice = waitingIce();
  nominate(ice, A);
  restartIce(ice, LOCAL2);
  const { events } = check(ice, A, START_US, { local: LOCAL2, remote: REMOTE2 });
  assertEquals(lines(events), ["retired ours"]);
  assertEquals(ice.selected, A);
});

Deno.test("of two restarts in a row the first is void", () => {
  const ice = waitingIce();
  nominate(ice, A);
  restartIce(ice, LOCAL2);
  assertEquals(lines(restartIce(ice, LOCAL3)), ["retired ours2"]);
  assertEquals(check(ice, A).drop, null);
  assertEquals(check(ice, A, START_US, { local: LOCAL2 }).drop, "stun-username");
  assertEquals(lines(check(ice, A, START_US, { local: LOCAL3 }).events), ["retired ours"]);
});

Deno.test("a lost session recovers by a restart, or is lost again", () => {
  const ice = waitingIce();
  onIceTime(ice, START_US + CONSENT_US);
  const laterUs = START_US + 2 * CONSENT_US;
  restartIce(ice, LOCAL2);
  setRemote(ice, REMOTE2, laterUs);
  assertEquals(lines(onIceTime(ice, laterUs + CONSENT_US)), ["lost"]);
  const { events } = check(ice, A, laterUs + CONSENT_US, { local: LOCAL2, remote: REMOTE2 });
  assertEquals(lines(events), ["retired ours", "validated 192.0.2.1", "selected 192.0.2.1"]);
});

Deno.test("addresses are bounded: the one longest without a check makes room, never the selected one", () => {
  const ice = waitingIce();
  nominate(ice, A, START_US);
  for (let i = 1; i < MAX_ADDRESSES; i++) {
    check(ice, addressOf(`203.0.113.${i}`, 1000)!, START_US + i);
  }
  const { events } = check(ice, B, START_US + 100);
  assertEquals(lines(events), ["forgotten 203.0.113.1", "validated 2001:db8::1"]);
  for (let i = 0; i < 1000; i++) check(ice, addressOf("198.51.100.1", 1 + i)!, START_US + 200 + i);
  assertEquals(ice.proven.length, MAX_ADDRESSES);
  assertEquals(ice.selected, A);
});

Deno.test("credentials are long enough, of ice-char, and use every byte", () => {
  const random = createRandom(3);
  const bytes = random.fill(new Uint8Array(ICE_RANDOM_BYTES));
  const { ufrag, pwd } = iceParametersFrom(bytes);
  assertMatch(ufrag, /^[A-Za-z0-9+/]{8}$/);
  assertMatch(pwd, /^[A-Za-z0-9+/]{24}$/);
  assertEquals(ufrag + pwd, btoa(String.fromCharCode(...bytes)));
  assertThrows(() => iceParametersFrom(new Uint8Array(ICE_RANDOM_BYTES - 1)), RangeError);
});

Deno.test("the user name tells the session", () => {
  assertEquals(localUfragOf("ours:them"), "ours");
  assertEquals(localUfragOf("ours:th:em"), "ours");
  assertEquals(localUfragOf("ours"), null);
});

Deno.test("random, truncated and changed datagrams validate nothing", () => {
  const ice = waitingIce();
  const samples = [checkBytes(), checkBytes({ useCandidate: true }), checkBytes({ username: "x" })];
  const unchanged = new Set(samples.slice(0, 2).map((bytes) => bytes.join()));
  fuzz(8445, 128, samples, (buf, start, end) => {
    const message = parseStun(buf, start, end);
    if (message === null || unchanged.has(message.bytes.join())) return;
    assertEquals(handleCheck(ice, message, A, START_US).response, null);
  });
  assertEquals(ice.proven, []);
});
