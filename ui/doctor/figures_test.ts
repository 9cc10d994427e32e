import { assert, assertEquals } from "../../tests/assert.ts";
import { serverCandidates } from "./candidates.ts";
import { figuresOf, pathOf, readSample, type Report, type Sample } from "./figures.ts";

/** A moment `second` at which so much had gone each way. */
function at(second: number, upBits: number, downBits: number, more: Partial<Sample> = {}): Sample {
  return {
    atMs: second * 1000,
    sentBytes: upBits / 8,
    receivedBytes: downBits / 8,
    sentPackets: 0,
    sentLost: 0,
    receivedPackets: 0,
    receivedLost: 0,
    jitterMs: null,
    roundTripMs: null,
    sentFrames: 20 * second,
    tooSlow: false,
    ...more,
  };
}

Deno.test("rates are those of the best three seconds, not of the slow beginning", () => {
  const samples = [
    at(0, 0, 0),
    at(1, 1e5, 0),
    at(2, 2e5, 1e5),
    at(3, 2.2e6, 1.1e6),
    at(4, 4.2e6, 2.1e6),
    at(5, 6.2e6, 3.1e6),
    at(6, 6.3e6, 3.2e6),
  ];
  const { upBps, downBps } = figuresOf(samples, 20);
  assertEquals([Math.round(upBps), Math.round(downBps)], [2e6, 1e6]);
});

Deno.test("losses are counted after the first second, against all that should have come", () => {
  const samples = [
    at(0, 0, 0, { sentPackets: 0, sentLost: 0, receivedPackets: 0, receivedLost: 0 }),
    at(1, 0, 0, { sentPackets: 100, sentLost: 50, receivedPackets: 50, receivedLost: 40 }),
    at(2, 0, 0, { sentPackets: 300, sentLost: 60, receivedPackets: 140, receivedLost: 50 }),
  ];
  const { upLoss, downLoss } = figuresOf(samples, 20);
  assertEquals([upLoss, downLoss], [0.05, 0.1]);
});

Deno.test("what was not measured is not known, and packets that came twice are no loss", () => {
  const nothing = {
    upBps: 0,
    downBps: 0,
    upLoss: null,
    downLoss: null,
    jitterMs: null,
    roundTripMs: null,
    machineBusy: false,
  };
  assertEquals(figuresOf([], 20), nothing);
  assertEquals(figuresOf([at(0, 0, 0)], 20), nothing);
  const twice = [at(0, 0, 0), at(1, 0, 0), at(2, 0, 0, { receivedPackets: 5, receivedLost: -2 })];
  assertEquals(figuresOf(twice, 20).downLoss, 0);
  const delays = [5, null, 30, 7, 6].map((jitterMs, i) => at(i, 0, 0, { jitterMs }));
  assertEquals(figuresOf(delays, 20).jitterMs, 7);
});

Deno.test("a machine that cannot encode all pictures is known as busy", () => {
  const busy = (more: Partial<Sample>) =>
    figuresOf([at(0, 0, 0), at(1, 0, 0), at(9, 0, 0, more)], 20).machineBusy;
  assertEquals([busy({}), busy({ sentFrames: 100 }), busy({ tooSlow: true })], [false, true, true]);
});

const PAIR: readonly Report[] = [
  { id: "P1", type: "candidate-pair", nominated: true, state: "succeeded" },
  {
    id: "P2",
    type: "candidate-pair",
    currentRoundTripTime: 0.012,
    localCandidateId: "L",
    remoteCandidateId: "R",
  },
  { id: "L", type: "local-candidate", candidateType: "prflx", protocol: "udp" },
  { id: "R", type: "remote-candidate", address: "2001:db8::1", port: 8443 },
];

Deno.test("the way of media is that of the selected pair, as either family of browsers tells it", () => {
  const expected = {
    protocol: "udp",
    relayed: false,
    localType: "prflx",
    remote: "[2001:db8::1]:8443",
  };
  const transport = { id: "T", type: "transport", selectedCandidatePairId: "P2" };
  assertEquals(pathOf([...PAIR, transport]), expected);
  const marked = PAIR.map((report) => report.id === "P2" ? { ...report, selected: true } : report);
  assertEquals(pathOf(marked), expected);
  assertEquals(pathOf(PAIR), null);
  assertEquals(pathOf([]), null);
});

Deno.test("a sample sums up media of both connections", () => {
  const up: Report[] = [
    { id: "a", type: "outbound-rtp", bytesSent: 100, packetsSent: 2 },
    { id: "v", type: "outbound-rtp", bytesSent: 900, packetsSent: 3, framesEncoded: 8 },
    { id: "r", type: "remote-inbound-rtp", packetsLost: 1 },
    { id: "T", type: "transport", selectedCandidatePairId: "P2" },
    ...PAIR,
  ];
  const down: Report[] = [
    {
      id: "a",
      type: "inbound-rtp",
      kind: "audio",
      bytesReceived: 90,
      packetsReceived: 2,
      jitter: 0.002,
    },
    {
      id: "v",
      type: "inbound-rtp",
      bytesReceived: 800,
      packetsReceived: 2,
      packetsLost: 1,
      jitter: 0.01,
    },
    { id: "x", type: "inbound-rtp", bytesReceived: "much", jitter: null },
  ];
  assertEquals(readSample(up, down, 7), {
    atMs: 7,
    sentBytes: 1000,
    receivedBytes: 890,
    sentPackets: 5,
    sentLost: 1,
    receivedPackets: 4,
    receivedLost: 1,
    jitterMs: 2,
    roundTripMs: 12,
    sentFrames: 8,
    tooSlow: false,
  });
});

Deno.test("candidates are found in a description, each once, and nonsense is left out", () => {
  const sdp = [
    "v=0",
    "a=candidate:1 1 udp 2130706431 192.0.2.1 8443 typ host",
    "a=candidate:1 1 UDP 2130706431 192.0.2.1 8443 typ host",
    "a=candidate:2 1 tcp 1 2001:db8::1 443 typ host tcptype passive",
    "a=candidate:3 1 sctp 1 192.0.2.1 443 typ host",
    "a=candidate:4 1 udp x 192.0.2.1 443 typ host",
    "a=candidate:5",
  ].join("\r\n");
  const found = serverCandidates(sdp);
  assertEquals(found, [
    { transport: "udp", address: "192.0.2.1", port: 8443 },
    { transport: "tcp", address: "2001:db8::1", port: 443 },
  ]);
  assert(serverCandidates("").length === 0);
});
