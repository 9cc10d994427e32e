import { assert, assertEquals } from "../../tests/assert.ts";
import { codecOf } from "../../media/codec/codec.ts";
import { readOffer, writeAnswer } from "../../media/sdp/answer.ts";
import type { DownOffer } from "../../media/sdp/negotiate.ts";
import { arrangeSections, readAnswer, writeOffer } from "../../media/sdp/offer.ts";
import {
  type ClientTransport,
  readCandidate,
  readServerDescription,
  writePublishOffer,
  writeReceiverAnswer,
} from "./client_sdp.ts";

const FINGERPRINT = {
  algorithm: "sha-256",
  value: Array.from({ length: 32 }, () => "AB").join(":"),
};
const CLIENT: ClientTransport = {
  ice: { ufrag: "cccc", pwd: "c".repeat(24) },
  fingerprint: FINGERPRINT,
  ip: "127.1.0.1",
  port: 4000,
};
const SERVER = {
  ice: { ufrag: "ssss", pwd: "s".repeat(24) },
  fingerprint: FINGERPRINT,
  candidates: [{ foundation: "1", priority: 1, ip: "127.0.0.1", port: 5000 }],
  sessionNumber: 1,
  version: 1,
};

Deno.test("a server can answer a publisher's offer, and the answer is understood", () => {
  const offer = readOffer(writePublishOffer(CLIENT, 11, 22));
  assert(offer.ok);
  const answer = writeAnswer(offer, { ...SERVER, codecs: ["vp8", "opus"] });
  assert(answer.ok);
  assertEquals(answer.media.map(({ kind, ssrcs, pli, nack }) => [kind, ssrcs[0], pli, nack]), [
    ["audio", { ssrc: 11, rtxSsrc: 0 }, false, false],
    ["video", { ssrc: 22, rtxSsrc: 0 }, true, false],
  ]);
  const server = readServerDescription(answer.sdp);
  assertEquals(server.ice, SERVER.ice);
  assertEquals([server.lite, server.opensDtls], [true, false]);
  assertEquals(server.candidates[0], { ip: "127.0.0.1", port: 5000 });
});

Deno.test("a receiver takes VP8 and Opus and rejects the rest", () => {
  const track = (name: string, ssrc: number) => {
    const codec = codecOf(name)!;
    const { payloadType, rtxPayloadType, fmtp, clockRateHz, channels } = codec;
    return {
      kind: codec.kind,
      codec: { name, payloadType, rtxPayloadType, clockRateHz, channels, fmtp },
      ssrc,
      rtxSsrc: 0,
      cname: "c",
    };
  };
  const tracks = [track("opus", 1), track("vp8", 2), track("h264", 3)];
  const offer: DownOffer = { ...SERVER, streamId: "s", sections: arrangeSections([], tracks) };
  const server = readServerDescription(writeOffer(offer));
  assertEquals(server.sections.map(({ payloadType }) => payloadType), [111, 96, -1]);
  const answer = readAnswer(writeReceiverAnswer(server, CLIENT), offer);
  assert(answer.ok);
  assertEquals(answer.media.map(({ accepted, payloadType }) => [accepted, payloadType]), [
    [true, 111],
    [true, 96],
    [false, -1],
  ]);
});

Deno.test("trickled candidates are read, where they are IPv4 over UDP", () => {
  const text = "candidate:1 1 udp 2130706431 192.0.2.2 36797 typ host ufrag x";
  assertEquals(readCandidate(text), { ip: "192.0.2.2", port: 36797 });
  assertEquals(readCandidate(text.replace("udp", "tcp")), null);
  assertEquals(readCandidate(text.replace("192.0.2.2", "fd00::2")), null);
  assertEquals(readCandidate(""), null);
});
