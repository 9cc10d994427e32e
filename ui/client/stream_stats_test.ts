import { assertEquals } from "../../tests/assert.ts";
import { compareReadings, readReports } from "./stream_stats.ts";

function received(fields: object, audio: object = {}) {
  return [
    { type: "codec", mimeType: "video/VP8" },
    { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
    { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.048 },
    { type: "inbound-rtp", kind: "audio", bytesReceived: 0, packetsReceived: 0, ...audio },
    {
      type: "inbound-rtp",
      kind: "video",
      bytesReceived: 0,
      packetsReceived: 0,
      packetsLost: 0,
      frameWidth: 640,
      frameHeight: 360,
      framesPerSecond: 30,
      framesReceived: 0,
      freezeCount: 1,
      totalFreezesDuration: 0.25,
      ...fields,
    },
  ];
}

Deno.test("rates, loss and level are those between two readings", () => {
  const before = readReports(received({}, { totalAudioEnergy: 1, totalSamplesDuration: 4 }), 1000);
  const after = readReports(
    received(
      { bytesReceived: 100_000, packetsReceived: 90, packetsLost: 6, framesReceived: 60 },
      {
        bytesReceived: 8000,
        packetsReceived: 24,
        totalAudioEnergy: 1.5,
        totalSamplesDuration: 6,
      },
    ),
    3000,
  );
  assertEquals(compareReadings(before, after), {
    videos: [{ rid: "", width: 640, height: 360, framesPerSecond: 30, bps: 400_000 }],
    audioBps: 32_000,
    lossShare: 0.05,
    rttMs: 48,
    stalled: false,
    level: 0.5,
  });
  const video = after.media.find(({ kind }) => kind === "video");
  assertEquals([video?.freezes, video?.freezeMs], [1, 250]);
});

Deno.test("a video of which nothing comes any more stands still, sound alone does not", () => {
  const flowing = readReports(received({ framesReceived: 9 }), 0);
  assertEquals(compareReadings(flowing, { ...flowing, atMs: 3000 }).stalled, true);
  const sound = { ...flowing, media: flowing.media.filter(({ kind }) => kind === "audio") };
  assertEquals(compareReadings(sound, { ...sound, atMs: 3000 }).stalled, false);
  const begun = compareReadings(sound, { ...flowing, atMs: 3000 });
  assertEquals([begun.stalled, begun.level], [false, null]);
});

Deno.test("of what we send, the encodings that flow are told with the loss at the other side", () => {
  const sending = (bytes: number) => [
    { type: "outbound-rtp", kind: "video", rid: "h", bytesSent: bytes * 4, frameWidth: 1280 },
    { type: "outbound-rtp", kind: "video", rid: "l", bytesSent: bytes, frameWidth: 320 },
    { type: "outbound-rtp", kind: "video", rid: "m", bytesSent: 0, frameWidth: 640 },
    { type: "remote-inbound-rtp", fractionLost: 0.02, roundTripTime: 0.1 },
    { type: "remote-inbound-rtp", fractionLost: 0.08, roundTripTime: 0.2 },
  ];
  const facts = compareReadings(readReports(sending(0), 0), readReports(sending(1000), 1000));
  assertEquals(facts.videos.map(({ rid, bps }) => [rid, bps]), [["l", 8000], ["h", 32_000]]);
  assertEquals([facts.lossShare, facts.rttMs], [0.08, 100]);
});

Deno.test("statistics that lack everything make no numbers", () => {
  const empty = readReports([{ type: "inbound-rtp" }, { type: "inbound-rtp", kind: "video" }], 0);
  assertEquals(compareReadings(empty, empty), {
    videos: [],
    audioBps: null,
    lossShare: null,
    rttMs: null,
    stalled: true,
    level: null,
  });
});
