import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom, fuzz } from "../../tests/random.ts";
import { looksLikeStun, METHOD_BINDING, parseStun, type StunMessage } from "./stun.ts";
import { integrityMatches } from "./stun_integrity.ts";
import {
  type BindingRequest,
  writeBindingError,
  writeBindingIndication,
  writeBindingRequest,
  writeBindingSuccess,
} from "./stun_write.ts";

/** RFC 5769: the password of all its short-term samples, and the samples of sections 2.1 to 2.3. */
const PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
const SAMPLE_REQUEST = bytesOf(`
  00010058 2112a442 b7e7a701 bc34d686 fa87dfae
  80220010 5354554e 20746573 7420636c 69656e74
  00240004 6e0001ff
  80290008 932ff9b1 51263b36
  00060009 6576746a 3a683676 59202020
  00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
  80280004 e57a3bcf`);
const SAMPLE_IPV4_RESPONSE = bytesOf(`
  0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220
  00200008 0001a147 e112a643
  00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
  80280004 c07d4c96`);
const SAMPLE_IPV6_RESPONSE = bytesOf(`
  01010048 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220
  00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
  00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
  80280004 c8fb0b4c`);

const TRANSACTION = createRandom(1).fill(new Uint8Array(12));
const CHECK: BindingRequest = {
  transactionId: TRANSACTION,
  username: "here:there",
  priority: 1845501695,
  useCandidate: true,
  role: "controlling",
  tieBreaker: 0xfedcba9876543210n,
};

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(/\s/g, "").match(/../g)!, (pair) => parseInt(pair, 16));
}

function parse(bytes: Uint8Array): StunMessage | null {
  return parseStun(bytes, 0, bytes.length);
}

/** A header with this length field before these attributes, in hex. */
function withAttributes(hex: string, kind = "0001"): Uint8Array {
  const attributes = bytesOf(hex);
  const length = attributes.length.toString(16).padStart(4, "0");
  return bytesOf(`${kind}${length}2112a442000000000000000000000000${hex}`);
}

Deno.test("the request of RFC 5769 is read and its proofs hold", () => {
  const message = parse(SAMPLE_REQUEST)!;
  assertEquals(message.class, "request");
  assertEquals(message.method, METHOD_BINDING);
  assertEquals(message.username, "evtj:h6vY");
  assertEquals(message.priority, 0x6e0001ff);
  assertEquals(message.iceControlled, 0x932ff9b151263b36n);
  assertEquals(message.iceControlling, null);
  assertEquals(message.useCandidate, false);
  assertEquals(message.unknownRequired, []);
  assert(message.fingerprintValid);
  assert(integrityMatches(message, PASSWORD));
  assert(!integrityMatches(message, PASSWORD + "x"));
});

Deno.test("the responses of RFC 5769 tell the IPv4 and the IPv6 address", () => {
  const ipv4 = parse(SAMPLE_IPV4_RESPONSE)!;
  assertEquals(ipv4.class, "success");
  assertEquals(ipv4.mappedAddress, { bytes: new Uint8Array([192, 0, 2, 1]), port: 32853 });
  const ipv6 = parse(SAMPLE_IPV6_RESPONSE)!;
  const address = bytesOf("20010db8 12345678 00112233 44556677");
  assertEquals(ipv6.mappedAddress, { bytes: address, port: 32853 });
  for (const message of [ipv4, ipv6]) {
    assert(message.fingerprintValid);
    assert(integrityMatches(message, PASSWORD));
  }
});

Deno.test("a change of any byte breaks the fingerprint or the message", () => {
  for (let i = 0; i < SAMPLE_REQUEST.length; i++) {
    const changed = SAMPLE_REQUEST.slice();
    changed[i]! ^= 0x01;
    const message = parse(changed);
    assert(message === null || !message.fingerprintValid, `byte ${i}`);
  }
});

Deno.test("a check written is the check read", () => {
  for (const role of ["controlling", "controlled"] as const) {
    const message = parse(writeBindingRequest({ ...CHECK, role }, "secret"))!;
    assertEquals(message.class, "request");
    assertEquals(message.transactionId, TRANSACTION);
    assertEquals(message.username, "here:there");
    assertEquals(message.priority, 1845501695);
    assert(message.useCandidate);
    const tieBreakers = [message.iceControlling, message.iceControlled];
    const expected = [CHECK.tieBreaker, null];
    assertEquals(tieBreakers, role === "controlling" ? expected : expected.reverse());
    assert(message.fingerprintValid && integrityMatches(message, "secret"));
  }
});

Deno.test("a success response carries the address, hidden by the transaction id", () => {
  for (const size of [4, 16]) {
    const from = { bytes: createRandom(size).fill(new Uint8Array(size)), port: 40000 + size };
    const message = parse(writeBindingSuccess(TRANSACTION, from, "secret"))!;
    assertEquals(message.class, "success");
    assertEquals(message.mappedAddress, from);
    assert(message.fingerprintValid && integrityMatches(message, "secret"));
  }
});

Deno.test("no response is longer than the check it answers", () => {
  const check = writeBindingRequest({ ...CHECK, username: "abcd:efgh", useCandidate: false }, "p");
  const from = { bytes: new Uint8Array(16), port: 1 };
  assert(writeBindingSuccess(TRANSACTION, from, "p").length <= check.length);
  assert(writeBindingError(TRANSACTION, 487, [], "p").length <= check.length);
});

Deno.test("errors tell their code, list what was not understood, and are protected on demand", () => {
  for (const code of [400, 401, 420, 487] as const) {
    const open = parse(writeBindingError(TRANSACTION, code, [], null))!;
    assertEquals([open.class, open.errorCode, open.integrityAt], ["error", code, -1]);
    const closed = parse(writeBindingError(TRANSACTION, code, [], "secret"))!;
    assert(closed.fingerprintValid && integrityMatches(closed, "secret"));
  }
  const bytes = writeBindingError(TRANSACTION, 420, [0x7001, 0x0013], "secret");
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  assert(hex.includes("000a000470010013"));
});

Deno.test("an indication is told from a request", () => {
  const message = parse(writeBindingIndication(TRANSACTION))!;
  assertEquals([message.class, message.method], ["indication", METHOD_BINDING]);
  assert(message.fingerprintValid);
  assert(!integrityMatches(message, ""));
});

Deno.test("attributes that must be understood and are not are listed, eight at most", () => {
  assertEquals(parse(withAttributes("7001000000130000c0010000"))!.unknownRequired, [0x7001, 0x13]);
  const many = Array.from({ length: 30 }, (_, i) => (0x7000 + i).toString(16) + "0000").join("");
  assertEquals(parse(withAttributes(many))!.unknownRequired.length, 8);
});

Deno.test("what follows the integrity is not read", () => {
  const message = parse(withAttributes(`00080014${"00".repeat(20)}0024000400000001`))!;
  assertEquals(message.priority, null);
  assertEquals(message.integrityAt, 20);
});

Deno.test("of an attribute that occurs twice the first counts", () => {
  assertEquals(parse(withAttributes("00240004000000010024000400000002"))!.priority, 1);
});

Deno.test("a fingerprint that is not the last attribute proves nothing", () => {
  const good = writeBindingIndication(TRANSACTION);
  const longer = new Uint8Array(good.length + 4);
  longer.set(good);
  longer[3]! += 4;
  longer.set(bytesOf("c0010000"), good.length);
  assertEquals(parse(longer)!.fingerprintValid, false);
});

Deno.test("malformed messages and attributes are refused", () => {
  const cases: Record<string, string> = {
    "priority of three bytes": "0024000300000100",
    "use-candidate with a value": "0025000400000000",
    "tie-breaker of four bytes": "802a000400000001",
    "integrity of four bytes": "0008000400000001",
    "address of no family": "0020000800030001c0000201",
    "IPv6 address of four bytes": "0020000800020001c0000201",
    "error code of 7 hundred": "0009000400000700",
    "error code without digits": "00090000",
    "attribute beyond the end": "00060010aabbccdd",
    "user name too long": `00060200${"61".repeat(512)}`,
  };
  for (const [name, hex] of Object.entries(cases)) {
    assertEquals(parse(withAttributes(hex)), null, name);
  }
  const good = SAMPLE_REQUEST;
  assertEquals(parse(good.subarray(0, 19)), null);
  assertEquals(parse(good.subarray(0, good.length - 4)), null);
  for (const [at, value] of [[0, 0x80], [3, 0x5c], [3, 0x59], [4, 0x22]] as const) {
    const changed = good.slice();
    changed[at] = value;
    assertEquals(parse(changed), null, `byte ${at}`);
  }
});

Deno.test("the look of STUN is the first two bits and the cookie", () => {
  assert(looksLikeStun(SAMPLE_REQUEST, 0, SAMPLE_REQUEST.length));
  assert(!looksLikeStun(SAMPLE_REQUEST, 0, 19));
  assert(!looksLikeStun(SAMPLE_REQUEST, 1, SAMPLE_REQUEST.length));
});

Deno.test("random, truncated and changed messages never throw and are never read beyond their end", () => {
  const samples = [
    SAMPLE_REQUEST,
    SAMPLE_IPV4_RESPONSE,
    SAMPLE_IPV6_RESPONSE,
    writeBindingRequest(CHECK, "secret"),
    writeBindingError(TRANSACTION, 420, [1, 2, 3], "secret"),
  ];
  let read = 0;
  fuzz(5769, 160, samples, (buf, start, end, random) => {
    // Half of the inputs say their true length, or nearly all would stop at the first check.
    if (end - start >= 20 && random.int(2) === 0) {
      buf[start + 2] = 0;
      buf[start + 3] = end - start - 20;
    }
    const message = parseStun(buf, start, end);
    if (message === null) return;
    read++;
    const after = buf[end]!;
    buf[end] = after ^ 0xff;
    const again = parseStun(buf, start, end)!;
    assertEquals(again.unknownRequired.length, message.unknownRequired.length);
    assertEquals(again.username, message.username);
    assert(message.bytes.length === end - start);
    if (random.int(64) === 0) integrityMatches(message, "secret");
  });
  assert(read > 10_000, `only ${read} were messages`);
});
