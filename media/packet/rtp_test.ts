import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf, hexOf } from "../../tests/bytes.ts";
import { changeSurroundings, fuzz } from "../../tests/random.ts";
import {
  createRtpHeader,
  extensionElementLength,
  findExtension,
  paddingLength,
  parseRtpHeader,
  type RtpHeader,
  writeRtpHeader,
  writeRtpHeaderWithTransportSeq,
} from "./rtp.ts";

const FIXED = "80e0 713e 5d6f3cc5 f50c8096";

/** The examples of RFC 8285 sections 4.2 and 4.3, their elements numbered 1 to 3, their data counted up from a0. */
const ONE_BYTE = bytesOf(`90e0 713e 5d6f3cc5 f50c8096
  bede 0003  10a0 21a1a2 0000 33a3a4a5a6  ff`);
const TWO_BYTE = bytesOf(`90e0 713e 5d6f3cc5 f50c8096
  1000 0003  0100 0201a0 00 0304a1a2a3a4  ff`);
/** Two CSRCs, an extension of an unknown profile, 3 bytes of payload and 4 of padding. */
const EVERYTHING = bytesOf(`b260 ffff ffffffff 00000001  11111111 22222222
  abcd 0001 01020304  aabbcc 00000004`);

function parse(bytes: Uint8Array): RtpHeader {
  const header = createRtpHeader();
  assert(parseRtpHeader(bytes, 0, bytes.length, header), "the packet must parse");
  return header;
}

function parses(hex: string): boolean {
  const bytes = bytesOf(hex);
  return parseRtpHeader(bytes, 0, bytes.length, createRtpHeader());
}

/** The data of an element in hex; null if the packet has none. */
function element(bytes: Uint8Array, id: number): string | null {
  const header = parse(bytes);
  const at = findExtension(bytes, header, id);
  if (at < 0) return null;
  return hexOf(bytes.subarray(at, at + extensionElementLength(bytes, header, at)));
}

Deno.test("a plain header is read field by field, unsigned", () => {
  assertEquals(parse(bytesOf(FIXED)), {
    marker: true,
    payloadType: 96,
    seq16: 0x713e,
    timestamp: 0x5d6f3cc5,
    ssrc: 0xf50c8096,
    hasPadding: false,
    headerLength: 12,
    extensionProfile: 0,
    extensionOffset: 12,
    extensionLength: 0,
  });
});

Deno.test("CSRCs and extension count to the header, and offsets are absolute", () => {
  const shifted = new Uint8Array(EVERYTHING.length + 9);
  shifted.set(EVERYTHING, 7);
  const header = createRtpHeader();
  assert(parseRtpHeader(shifted, 7, 7 + EVERYTHING.length, header));
  assertEquals(header, {
    marker: false,
    payloadType: 96,
    seq16: 65535,
    timestamp: 0xffffffff,
    ssrc: 1,
    hasPadding: true,
    headerLength: 28,
    extensionProfile: 0xabcd,
    extensionOffset: 7 + 24,
    extensionLength: 4,
  });
});

Deno.test("a record that is used again keeps nothing of the packet before", () => {
  const header = createRtpHeader();
  assert(parseRtpHeader(EVERYTHING, 0, EVERYTHING.length, header));
  assert(parseRtpHeader(bytesOf(FIXED), 0, 12, header));
  assertEquals(header, parse(bytesOf(FIXED)));
});

Deno.test("what cannot be RTP is refused", () => {
  assertEquals(parses(""), false);
  assertEquals(parses(FIXED.slice(0, -2)), false);
  assertEquals(parses("40" + FIXED.slice(2)), false); // version 1
  assertEquals(parses("c0" + FIXED.slice(2)), false); // version 3
  assertEquals(parses("81" + FIXED.slice(2) + "000000"), false); // one CSRC, cut off
  assertEquals(parses("8f" + FIXED.slice(2)), false); // fifteen, none there
  assertEquals(parses("81" + FIXED.slice(2) + "00000000"), true);
});

Deno.test("an extension that runs past the end is refused, one that ends there is not", () => {
  const head = "90" + FIXED.slice(2);
  assertEquals(parses(head), false);
  assertEquals(parses(head + "bede00"), false);
  assertEquals(parses(head + "bede0001 000000"), false);
  assertEquals(parses(head + "bedeffff 00000000"), false);
  assertEquals(parses(head + "bede0000"), true);
  assertEquals(parses(head + "bede0001 00000000"), true);
});

Deno.test("an end beyond the buffer is refused", () => {
  assertEquals(parseRtpHeader(bytesOf(FIXED), 0, 13, createRtpHeader()), false);
});

Deno.test("padding is what its last byte says", () => {
  assertEquals(paddingLength(EVERYTHING, 0, EVERYTHING.length, parse(EVERYTHING)), 4);
  assertEquals(paddingLength(ONE_BYTE, 0, ONE_BYTE.length, parse(ONE_BYTE)), 0);
});

Deno.test("a packet of nothing but padding is right", () => {
  const probe = bytesOf("a0" + FIXED.slice(2) + "000003");
  assertEquals(paddingLength(probe, 0, probe.length, parse(probe)), 3);
});

Deno.test("padding of 0, longer than the payload, or announced without a payload is invalid", () => {
  for (const rest of ["", "00", "02", "aabb00", "aabb04", "aabbff"]) {
    const bytes = bytesOf("a0" + FIXED.slice(2) + rest);
    assertEquals(paddingLength(bytes, 0, bytes.length, parse(bytes)), -1, `payload "${rest}"`);
  }
});

Deno.test("elements with one-byte headers are found, over padding, as in RFC 8285 section 4.2", () => {
  assertEquals([1, 2, 3, 4].map((id) => element(ONE_BYTE, id)), ["a0", "a1a2", "a3a4a5a6", null]);
});

Deno.test("elements with two-byte headers are found, empty ones too, as in section 4.3", () => {
  assertEquals([1, 2, 3, 4].map((id) => element(TWO_BYTE, id)), ["", "a0", "a1a2a3a4", null]);
  const application = Uint8Array.from(TWO_BYTE);
  application[13] = 0x0f; // the application's bits of the profile
  assertEquals(element(application, 3), "a1a2a3a4");
});

Deno.test("an empty element at the very end of the extension is found", () => {
  const bytes = bytesOf("90" + FIXED.slice(2) + "1000 0001 0000 0500");
  assertEquals(element(bytes, 5), "");
});

Deno.test("without extension, of unknown profile, or for an id not negotiated nothing is found", () => {
  assertEquals(element(bytesOf(FIXED), 1), null);
  assertEquals(element(EVERYTHING, 1), null);
  for (const id of [0, -1, 15, 256]) assertEquals(element(ONE_BYTE, id), null, `id ${id}`);
  assertEquals(extensionElementLength(ONE_BYTE, parse(ONE_BYTE), -1), 0);
});

Deno.test("an element that runs past the extension is not found, nor is anything after it", () => {
  const head = "90" + FIXED.slice(2);
  assertEquals(element(bytesOf(head + "bede 0001 10a0 11a1 ffff"), 1), "a0");
  assertEquals(element(bytesOf(head + "bede 0001 12a0a1a2 ffff"), 1), "a0a1a2");
  assertEquals(element(bytesOf(head + "bede 0001 13a0a1a2 ffff"), 1), null);
  assertEquals(element(bytesOf(head + "1000 0001 0103a0a1 ffff"), 1), null);
  assertEquals(element(bytesOf(head + "1000 0001 00000001 04ff"), 1), null);
});

Deno.test("id 15, and id 0 with a length, end an extension of one-byte elements", () => {
  const head = "90" + FIXED.slice(2);
  assertEquals(element(bytesOf(head + "bede 0001 f0a0 10a1"), 1), null);
  assertEquals(element(bytesOf(head + "bede 0002 01a0a1 10a2 000000"), 1), null);
  assertEquals(element(bytesOf(head + "bede 0001 0000 10a1"), 1), "a1");
});

Deno.test("a written header reads as it was given, with high bits cut off", () => {
  const buf = new Uint8Array(20).fill(0xff);
  assertEquals(writeRtpHeader(buf, 4, true, 96, 0x713e, 0x5d6f3cc5, 0xf50c8096), 12);
  assertEquals(hexOf(buf), "ffffffff" + FIXED.replaceAll(" ", "") + "ffffffff");
  writeRtpHeader(buf, 4, false, 0x80 | 111, 65536 + 7, 2 ** 32 + 9, 3);
  const header = createRtpHeader();
  assert(parseRtpHeader(buf, 4, 16, header));
  const { marker, payloadType, seq16, timestamp, ssrc, headerLength } = header;
  assertEquals(
    { marker, payloadType, seq16, timestamp, ssrc, headerLength },
    { marker: false, payloadType: 111, seq16: 7, timestamp: 9, ssrc: 3, headerLength: 12 },
  );
});

Deno.test("a header with a transport-wide number has it as its only extension", () => {
  const buf = new Uint8Array(28).fill(0xff);
  const length = writeRtpHeaderWithTransportSeq(
    buf,
    4,
    true,
    96,
    0x713e,
    0x5d6f3cc5,
    0xf50c8096,
    14,
    0x1fffe,
  );
  assertEquals(length, 20);
  assertEquals(
    hexOf(buf),
    "ffffffff" + FIXED.replaceAll(" ", "").replace("80", "90") + "bede0001e1fffe00ffffffff",
  );
  const header = createRtpHeader();
  assert(parseRtpHeader(buf, 4, 24, header));
  assertEquals(header.headerLength, 20);
  const at = findExtension(buf, header, 14);
  assertEquals([at, extensionElementLength(buf, header, at)], [21, 2]);
  assertEquals(hexOf(buf.subarray(at, at + 2)), "fffe");
});

Deno.test("any datagram is refused or read within its bounds", () => {
  const header = createRtpHeader();
  const again = createRtpHeader();
  let read = 0;
  fuzz(20, 80, [ONE_BYTE, TWO_BYTE, EVERYTHING], (buf, start, end, random) => {
    const ok = parseRtpHeader(buf, start, end, header);
    const id = 1 + random.int(4);
    const at = ok ? findExtension(buf, header, id) : -1;
    const length = ok ? extensionElementLength(buf, header, at) : 0;
    const padding = ok ? paddingLength(buf, start, end, header) : 0;
    changeSurroundings(buf, start, end, random);
    assert(parseRtpHeader(buf, start, end, again) === ok);
    if (!ok) return;
    read++;
    assertEquals(again, header);
    assert(
      findExtension(buf, again, id) === at && paddingLength(buf, start, end, again) === padding,
    );
    assert(header.headerLength >= 12 && start + header.headerLength <= end);
    assert(padding <= end - start - header.headerLength);
    const extensionEnd = header.extensionOffset + header.extensionLength;
    assert(extensionEnd === start + header.headerLength);
    assert(at < 0 || (at > header.extensionOffset && at + length <= extensionEnd));
  });
  assert(read > 10_000, `only ${read} inputs were packets`);
});
