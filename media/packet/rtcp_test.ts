import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf, hexOf } from "../../tests/bytes.ts";
import { changeSurroundings, createRandom, fuzz } from "../../tests/random.ts";
import { parseRtcp, type ReportBlock, type RtcpPacket, serializeRtcp } from "./rtcp.ts";

const REPORT: ReportBlock = {
  ssrc: 0x902f9e2e,
  fractionLost: 12,
  cumulativeLost: -3,
  highestSeqExt: 0x0003_46e1,
  jitter: 273,
  lastSr: 0x9f36_432c,
  delaySinceLastSr: 150_137,
};
const REPORT_HEX = "902f9e2e 0cfffffd 000346e1 00000111 9f36432c 00024a79";

/** Packets and their bytes, written down from the figures of RFC 3550 section 6 and RFC 4585 section 6. */
const PACKETS: readonly [packet: RtcpPacket, hex: string][] = [
  [
    {
      type: "sr",
      ssrc: 0x902f9e2e,
      ntpSeconds: 0xda8bd1fc,
      ntpFraction: 0xdddda05a,
      rtpTimestamp: 0xaaf4edd5,
      packetCount: 1,
      octetCount: 2,
      reports: [REPORT],
    },
    `81c8000c 902f9e2e da8bd1fc dddda05a aaf4edd5 00000001 00000002 ${REPORT_HEX}`,
  ],
  [
    { type: "rr", ssrc: 0xbc5e9a40, reports: [REPORT, { ...REPORT, ssrc: 1 }] },
    `82c9000d bc5e9a40 ${REPORT_HEX} 00000001 ${REPORT_HEX.slice(9)}`,
  ],
  [{ type: "rr", ssrc: 0xffffffff, reports: [] }, "80c90001 ffffffff"],
  [
    {
      type: "sdes",
      chunks: [{ ssrc: 0x902f9e2e, cname: "{9c00eb92-1afb-9d49-a47d-91f64eee69f5}" }],
    },
    `81ca000c 902f9e2e 0126 7b39633030656239322d316166622d396434392d613437642d3931663634656565363966357d
      00000000`,
  ],
  [
    {
      type: "sdes",
      chunks: [{ ssrc: 1, cname: "a" }, { ssrc: 2, cname: "bc" }, { ssrc: 3, cname: "" }],
    },
    "83ca0007 00000001 01016100 00000002 01026263 00000000 00000003 00000000",
  ],
  [{ type: "bye", ssrcs: [0x902f9e2e], reason: "" }, "81cb0001 902f9e2e"],
  [{ type: "bye", ssrcs: [1, 2], reason: "FOO" }, "82cb0003 00000001 00000002 03464f4f"],
  [{ type: "bye", ssrcs: [], reason: "" }, "80cb0000"],
  [
    {
      type: "nack",
      senderSsrc: 0x902f9e2e,
      mediaSsrc: 0x902f9e2f,
      seq16s: [0xaaaa, 0xaaab, 0xaaba],
    },
    "81cd0003 902f9e2e 902f9e2f aaaa8001",
  ],
  [{ type: "pli", senderSsrc: 0x902f9e2e, mediaSsrc: 0x902f9e2f }, "81ce0002 902f9e2e 902f9e2f"],
  [
    { type: "fir", senderSsrc: 1, entries: [{ ssrc: 0x12345678, sequenceNumber: 0x42 }] },
    "84ce0004 00000001 00000000 12345678 42000000",
  ],
  [
    { type: "remb", senderSsrc: 1, bitrateBps: 8_927_168, ssrcs: [1_215_622_422] },
    "8fce0005 00000001 00000000 52454d42 011a20df 4874ed16",
  ],
  [
    {
      type: "twcc",
      senderSsrc: 1,
      mediaSsrc: 2,
      baseSeq16: 0xffff,
      feedbackCount: 9,
      statusCount: 3,
      arrivalsUs: Float64Array.of(64_000_250, NaN, 64_001_000),
    },
    "8fcd0005 00000001 00000002 ffff0003 0003e809 a8000103",
  ],
  [ // congestion control feedback by RFC 8888
    { type: "unknown", packetType: 205, count: 11, body: bytesOf("0000000100000002 00010001") },
    "8bcd0003 00000001 00000002 00010001",
  ],
];

const COMPOUND = bytesOf(PACKETS.map(([, hex]) => hex).join(""));

function parse(hex: string): RtcpPacket[] | null {
  const bytes = bytesOf(hex);
  return parseRtcp(bytes, 0, bytes.length);
}

for (const [packet, hex] of PACKETS) {
  Deno.test(`the ${packet.type} of ${bytesOf(hex).length} bytes is read and written as the RFC draws it`, () => {
    assertEquals(parse(hex), [packet]);
    assertEquals(hexOf(serializeRtcp([packet])), hexOf(bytesOf(hex)));
  });
}

Deno.test("a compound is read packet by packet, wherever it lies, and written back", () => {
  const packets = PACKETS.map(([packet]) => packet);
  const shifted = new Uint8Array(COMPOUND.length + 20);
  shifted.set(COMPOUND, 13);
  assertEquals(parseRtcp(shifted, 13, 13 + COMPOUND.length), packets);
  assertEquals(serializeRtcp(packets), COMPOUND);
});

Deno.test("a compound cut off anywhere but between packets is refused", () => {
  const boundaries = new Set<number>();
  let at = 0;
  for (const [, hex] of PACKETS) boundaries.add(at += bytesOf(hex).length);
  for (let end = 0; end <= COMPOUND.length; end++) {
    assertEquals(parseRtcp(COMPOUND, 0, end) !== null, boundaries.has(end), `end ${end}`);
  }
});

Deno.test("what was read does not change with the buffer, which may be shared memory", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(COMPOUND.length));
  shared.set(COMPOUND);
  const packets = parseRtcp(shared, 0, shared.length);
  shared.fill(0);
  assertEquals(packets, PACKETS.map(([packet]) => packet));
});

Deno.test("padding of the last packet is left out", () => {
  assertEquals(parse("a0c90002 00000007 00000004"), [{ type: "rr", ssrc: 7, reports: [] }]);
  assertEquals(parse("80c90001 00000007 a1ce0004 00000001 00000002 00000000 00000008"), [
    { type: "rr", ssrc: 7, reports: [] },
    { type: "pli", senderSsrc: 1, mediaSsrc: 2 },
  ]);
});

Deno.test("padding of 0 or longer than what the packet can spare is refused", () => {
  for (const count of ["00", "05", "08", "0c", "ff"]) {
    assertEquals(parse(`a0c90002 00000007 000000${count}`), null, count);
  }
  assertEquals(parse("a0cb0000"), null);
  assertEquals(parse("a0ca0001 00000008"), null);
  assertEquals(parse("afcd0001 00000008"), null); // of a kind that is not read either
  assertEquals(parse("a0c90001 00000004"), null); // nothing is left for the SSRC
});

Deno.test("another version, a length beyond the end and trailing bytes are refused", () => {
  assertEquals(parse(""), null);
  assertEquals(parse("80c9"), null);
  assertEquals(parse("40c90001 00000007"), null);
  assertEquals(parse("80c90002 00000007"), null);
  assertEquals(parse("80c9ffff 00000007"), null);
  assertEquals(parse("80c90001 00000007 80c9"), null);
  assertEquals(parseRtcp(bytesOf("80c90001 00000007"), 0, 9), null);
});

Deno.test("a count that its length cannot hold is refused", () => {
  assertEquals(parse("81c90001 00000007"), null); // one report block, none there
  assertEquals(parse("80c80005 00000007 00000000 00000000 00000000 00000000"), null); // SR without octet count
  assertEquals(parse("80c90000"), null);
  assertEquals(parse("82cb0001 00000007"), null); // two sources, one there
  assertEquals(parse("81ca0000"), null);
  assertEquals(parse("81ca0001 00000007"), null); // a chunk without its end
});

Deno.test("items and reasons that run past their packet are refused", () => {
  assertEquals(parse("81ca0002 00000001 01026162"), null); // no zero after the item
  assertEquals(parse("81ca0002 00000001 01036162"), null);
  assertEquals(parse("81ca0002 00000001 01ff6162"), null);
  assertEquals(parse("81ca0002 00000001 01006101"), null); // the second item has no length
  assertEquals(parse("81cb0002 00000001 04616263"), null);
});

Deno.test("SDES items other than CNAME are passed over", () => {
  assertEquals(parse("81ca0005 00000001 02024e4e 01036162 630f0130 00000000"), [
    { type: "sdes", chunks: [{ ssrc: 1, cname: "abc" }] },
  ]);
});

Deno.test("a profile's extension of a report is passed over", () => {
  assertEquals(parse("80c90002 00000007 12345678"), [{ type: "rr", ssrc: 7, reports: [] }]);
});

Deno.test("names and reasons too long for their length byte are cut between characters", () => {
  const long = "é".repeat(200);
  const packets = parseRtcpOf([
    { type: "sdes", chunks: [{ ssrc: 1, cname: long }] },
    { type: "bye", ssrcs: [1], reason: long },
  ]);
  const cut = "é".repeat(127);
  assertEquals(packets, [
    { type: "sdes", chunks: [{ ssrc: 1, cname: cut }] },
    { type: "bye", ssrcs: [1], reason: cut },
  ]);
});

Deno.test("counts of loss are held within their bits", () => {
  const lost = (fractionLost: number, cumulativeLost: number) => {
    const reports = [{ ...REPORT, fractionLost, cumulativeLost }];
    const [packet] = parseRtcpOf([{ type: "rr", ssrc: 1, reports }]) ?? [];
    assert(packet?.type === "rr");
    return [packet.reports[0]?.fractionLost, packet.reports[0]?.cumulativeLost];
  };
  assertEquals(lost(300, 2 ** 30), [255, 0x7fffff]);
  assertEquals(lost(-1, -(2 ** 30)), [0, -0x800000]);
  assertEquals(lost(255, -1), [255, -1]);
});

Deno.test("lists longer than a header can count go on in further packets", () => {
  const ssrcs = Array.from({ length: 70 }, (_, i) => i);
  const reports = ssrcs.map((ssrc) => ({ ...REPORT, ssrc }));
  const chunks = ssrcs.map((ssrc) => ({ ssrc, cname: `name ${ssrc}` }));
  const [[senderReport]] = PACKETS as [[RtcpPacket, string]];
  assert(senderReport.type === "sr");
  const read = parseRtcpOf([
    { ...senderReport, reports },
    { type: "rr", ssrc: 5, reports },
    { type: "sdes", chunks },
    { type: "bye", ssrcs, reason: "end" },
  ]);
  assert(read !== null);
  assertEquals(
    read.map((packet) => packet.type),
    ["sr", "rr", "rr", "rr", "rr", "rr", "sdes", "sdes", "sdes", "bye", "bye", "bye"],
  );
  const sent = read.slice(0, 3).flatMap((packet) => "reports" in packet ? packet.reports : []);
  assertEquals(sent, reports);
  assertEquals(read.flatMap((packet) => packet.type === "sdes" ? packet.chunks : []), chunks);
  assertEquals(read.flatMap((packet) => packet.type === "bye" ? packet.ssrcs : []), ssrcs);
});

Deno.test("random packets of every kind come back as they were", () => {
  const random = createRandom(40);
  const u32 = () => random.int(2 ** 32);
  const list = <T>(make: () => T) => Array.from({ length: random.int(5) }, make);
  const report = (): ReportBlock => ({
    ssrc: u32(),
    fractionLost: random.int(256),
    cumulativeLost: random.int(2 ** 24) - 2 ** 23,
    highestSeqExt: u32(),
    jitter: u32(),
    lastSr: u32(),
    delaySinceLastSr: u32(),
  });
  const text = () => String.fromCodePoint(...list(() => 32 + random.int(0x2000)));
  const first = () => random.int(65536);
  const makers: (() => RtcpPacket)[] = [
    () => ({
      type: "sr",
      ssrc: u32(),
      ntpSeconds: u32(),
      ntpFraction: u32(),
      rtpTimestamp: u32(),
      packetCount: u32(),
      octetCount: u32(),
      reports: list(report),
    }),
    () => ({ type: "rr", ssrc: u32(), reports: list(report) }),
    () => ({ type: "sdes", chunks: list(() => ({ ssrc: u32(), cname: text() })) }),
    () => ({ type: "bye", ssrcs: list(u32), reason: text() }),
    () => {
      const seq = first();
      const seq16s = [0, 3, 16, 40].map((step) => (seq + step) % 65536);
      return { type: "nack", senderSsrc: u32(), mediaSsrc: u32(), seq16s };
    },
    () => ({ type: "pli", senderSsrc: u32(), mediaSsrc: u32() }),
    () => ({
      type: "fir",
      senderSsrc: u32(),
      entries: [{ ssrc: u32(), sequenceNumber: random.int(256) }],
    }),
    () => ({
      type: "remb",
      senderSsrc: u32(),
      bitrateBps: random.int(2 ** 18) * 2 ** random.int(20),
      ssrcs: list(u32),
    }),
  ];
  for (let round = 0; round < 5000; round++) {
    const packets = Array.from(
      { length: 1 + random.int(4) },
      () => makers[random.int(makers.length)]!(),
    );
    assertEquals(parseRtcpOf(packets), packets);
  }
});

Deno.test("any datagram is refused, or read to what writes and reads as the same", () => {
  let read = 0;
  const samples = [...PACKETS.map(([, hex]) => bytesOf(hex)), COMPOUND];
  fuzz(41, COMPOUND.length, samples, (buf, start, end, random) => {
    const packets = parseRtcp(buf, start, end);
    const before = textOf(packets);
    changeSurroundings(buf, start, end, random);
    assert(textOf(parseRtcp(buf, start, end)) === before);
    if (packets === null) return;
    read++;
    const written = serializeRtcp(packets);
    assertEquals(textOf(parseRtcp(written, 0, written.length)), before);
  });
  assert(read > 10_000, `only ${read} inputs were compounds`);
});

function parseRtcpOf(packets: readonly RtcpPacket[]): RtcpPacket[] | null {
  const bytes = serializeRtcp(packets);
  return parseRtcp(bytes, 0, bytes.length);
}

/** Packets as text, to be compared. Missing packets are sorted: pairs that overlap are written as fewer. */
function textOf(packets: readonly RtcpPacket[] | null): string {
  return JSON.stringify(
    packets,
    (key, value) => key === "seq16s" ? [...new Set<number>(value)].sort((a, b) => a - b) : value,
  );
}
