import { assert, assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { ANSWERS, fuzzText } from "../../tests/sdp_fixtures.ts";
import { codecOf } from "../codec/codec.ts";
import { hostCandidates } from "./candidate.ts";
import type { DownOffer, DownSection, DownTrackPlan } from "./negotiate.ts";
import { arrangeSections, readAnswer, writeOffer } from "./offer.ts";
import type { SessionDescription } from "./sdp.ts";
import { parseSdp } from "./sdp_parse.ts";

/** A track as our offers number it; its retransmissions have the next SSRC. */
function plan(name: string, ssrc: number): DownTrackPlan {
  const { kind, payloadType, rtxPayloadType, clockRateHz, channels, fmtp } = codecOf(name)!;
  const codec = { name, payloadType, rtxPayloadType, clockRateHz, channels, fmtp };
  return { kind, codec, ssrc, rtxSsrc: rtxPayloadType < 0 ? 0 : ssrc + 1, cname: "us" };
}

const AUDIO = plan("opus", 1000);
const VP8 = plan("vp8", 2000);
const VP9 = plan("vp9", 3000);
const AV1 = plan("av1", 4000);
const H264 = plan("h264", 5000);

function offerOf(sections: readonly DownSection[], changes: Partial<DownOffer> = {}): DownOffer {
  return {
    ice: { ufrag: "abcdefgh", pwd: "0123456789abcdefghijklmn" },
    fingerprint: { algorithm: "sha-256", value: "00:11:22:33" },
    candidates: hostCandidates(["192.0.2.9"], 8443),
    sessionNumber: 99,
    version: 1,
    streamId: "stream",
    sections,
    ...changes,
  };
}

function parsed(sdp: string): SessionDescription {
  const result = parseSdp(sdp);
  assert(result.ok, JSON.stringify(result));
  return result.description;
}

/** Sections in one word each: mid, kind, SSRC, and "-" where inactive, "x" where refused. */
function words(sections: readonly DownSection[]): string[] {
  return sections.map(({ mid, track, active, refused }) =>
    `${mid}:${track.kind}:${track.ssrc}${active ? "" : "-"}${refused ? "x" : ""}`
  );
}

/** The offer that Firefox's answer in the fixtures answers. */
const FIREFOX_OFFER = offerOf(arrangeSections([], [AUDIO, VP9, AV1, H264]));
const CHROMIUM_OFFER = offerOf(arrangeSections([], [AUDIO, VP8]));

/** An answer of Chromium with something replaced, which must be there, and why it is refused. */
function refusalOf(from: string | RegExp, to: string): string {
  const text = ANSWERS.chromium.replaceAll(from, to);
  assert(text !== ANSWERS.chromium, `${from} is not in the answer`);
  const answer = readAnswer(text, CHROMIUM_OFFER);
  assert(!answer.ok, "the answer was taken");
  return answer.reason;
}

Deno.test("an offer tells receivers of each track's codec, SSRCs, stream and feedback", () => {
  const text = writeOffer(CHROMIUM_OFFER);
  const { media: [audio, video], bundle, iceLite, sessionNumber, version } = parsed(text);
  assertEquals([sessionNumber, version, iceLite, bundle], ["99", "1", true, ["0", "1"]]);
  assertEquals([audio!.formats, audio!.ssrcGroups], [["111", "63"], []]);
  assertEquals(audio!.feedback, [{ payloadType: 111, value: "transport-cc" }]);
  assertEquals(audio!.fmtps[1], { payloadType: 63, parameters: "111/111" });
  assertEquals(audio!.fmtps[0]!.parameters, "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1");
  assertEquals(video!.formats, ["96", "97"]);
  assertEquals(video!.rtpMaps.map((map) => map.encodingName), ["VP8", "rtx"]);
  assertEquals(video!.fmtps, [{ payloadType: 97, parameters: "apt=96" }]);
  assertEquals(video!.feedback.map((line) => line.value), [
    "goog-remb",
    "transport-cc",
    "ccm fir",
    "nack",
    "nack pli",
  ]);
  assertEquals(video!.ssrcGroups, [{ semantics: "FID", ssrcs: [2000, 2001] }]);
  assertEquals(video!.ssrcs.map((line) => `${line.ssrc} ${line.attribute} ${line.value}`), [
    "2000 cname us",
    "2001 cname us",
  ]);
  for (const section of [audio!, video!]) {
    assertEquals([section.direction, section.transport.setup], ["sendonly", "actpass"]);
    assertEquals(section.msids[0]!.stream, "stream");
    assert(section.rtcpMux && section.rtcpReducedSize);
    // One id for all sections and all offers of a session: they share a transport (RFC 9143).
    assertEquals(section.extensions, [{
      id: 3,
      direction: null,
      uri: "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
    }]);
  }
  assertEquals([audio!.candidates.length, video!.candidates.length], [1, 0]);
});

Deno.test("a stream's name cannot break the description", () => {
  const msid = (streamId: string) => {
    const text = writeOffer({ ...CHROMIUM_OFFER, streamId });
    return parsed(text).media[0]!.msids[0]!.stream;
  };
  assertEquals(msid("a b\r\na=evil:1"), "a_b__a=evil:1".replaceAll(/[=:]/g, "_"));
  assertEquals(msid(""), "_");
  assertEquals(msid("x".repeat(1000)).length, 64);
});

Deno.test("sections keep their places, and those of ended tracks serve later ones of their kind", () => {
  let sections = arrangeSections([], [AUDIO, VP8]);
  assertEquals(words(sections), ["0:audio:1000", "1:video:2000"]);
  sections = arrangeSections(sections, [AUDIO]);
  assertEquals(words(sections), ["0:audio:1000", "1:video:2000-"]);
  sections = arrangeSections(sections, [VP9, AUDIO]);
  assertEquals(words(sections), ["0:audio:1000", "1:video:3000"]);
  sections = arrangeSections(sections, [AV1, AUDIO, VP9]);
  assertEquals(words(sections), ["0:audio:1000", "1:video:3000", "2:video:4000"]);
  sections = arrangeSections(sections, []);
  assertEquals(words(sections), ["0:audio:1000-", "1:video:3000-", "2:video:4000-"]);
  // A track that returns finds its own section.
  sections = arrangeSections(sections, [VP8, AV1]);
  assertEquals(words(sections), ["0:audio:1000-", "1:video:2000", "2:video:4000"]);
});

Deno.test("a description does not grow with the number of changes", () => {
  const random = createRandom(9);
  let sections: DownSection[] = [];
  for (let i = 0; i < 1000; i++) {
    const audio = plan("opus", 10 * i + 1);
    const videos = [plan("vp8", 10 * i + 2), plan("vp9", 10 * i + 4)].slice(random.int(3));
    sections = arrangeSections(sections, random.int(2) === 0 ? videos : [audio, ...videos]);
    assert(sections.length <= 3);
    assertEquals(new Set(sections.map((section) => section.mid)).size, sections.length);
  }
});

Deno.test("an inactive section stays in the group and names no stream", () => {
  const sections = arrangeSections(arrangeSections([], [AUDIO, VP8]), [AUDIO]);
  const { media: [, video], bundle } = parsed(writeOffer(offerOf(sections, { version: 2 })));
  assertEquals(bundle, ["0", "1"]);
  assertEquals([video!.direction, video!.port, video!.formats], ["inactive", 9, ["96", "97"]]);
  assertEquals([video!.ssrcs, video!.ssrcGroups, video!.msids], [[], [], []]);
});

Deno.test("an answer tells the receiver's transport and what it takes", () => {
  const answer = readAnswer(ANSWERS.chromium, CHROMIUM_OFFER);
  assert(answer.ok);
  assertEquals(answer.remote.ice, { ufrag: "9zPs", pwd: "xpPMSuchESzBNSlUgycOI+YQ" });
  assertEquals(answer.remote.fingerprint.value.slice(0, 5), "6E:4D");
  assertEquals(answer.media, [
    {
      mid: "0",
      accepted: true,
      payloadType: 111,
      rtxPayloadType: -1,
      transportCcExtensionId: 3,
      redPayloadType: 63,
      nack: false,
      pli: false,
      fir: false,
      remb: false,
      transportCc: true,
    },
    {
      mid: "1",
      accepted: true,
      payloadType: 96,
      rtxPayloadType: 97,
      transportCcExtensionId: 3,
      redPayloadType: -1,
      nack: true,
      pli: true,
      fir: true,
      remb: true,
      transportCc: true,
    },
  ]);
  assertEquals(answer.sections, CHROMIUM_OFFER.sections);
});

Deno.test("transport-wide feedback needs the extension under our number, and the feedback", () => {
  const taken = (from: string | RegExp, to: string) => {
    const text = ANSWERS.chromium.replaceAll(from, to);
    assert(text !== ANSWERS.chromium, `${from} is not in the answer`);
    const answer = readAnswer(text, CHROMIUM_OFFER);
    assert(answer.ok);
    return answer.media.map(({ transportCc, transportCcExtensionId: id }) => transportCc && id);
  };
  assertEquals(taken("extmap:3 ", "extmap:3/recvonly "), [3, 3]);
  assertEquals(taken("extmap:3 ", "extmap:3/sendonly "), [false, false]);
  assertEquals(taken("extmap:3 ", "extmap:4 "), [false, false]);
  assertEquals(taken(/a=extmap:3 .*\r\n/g, ""), [false, false]);
  assertEquals(taken("a=rtcp-fb:96 transport-cc\r\n", ""), [3, false]);
});

Deno.test("redundant Opus is sent under the number of the answer, to those that take it", () => {
  const red = (text: string, offer = CHROMIUM_OFFER) => {
    const answer = readAnswer(text, offer);
    assert(answer.ok);
    return answer.media[0]!.redPayloadType;
  };
  const { chromium, firefox } = ANSWERS;
  assertEquals(red(firefox, FIREFOX_OFFER), -1);
  assertEquals(red(chromium.replace("SAVPF 111 63", "SAVPF 63 111")), 63);
  assertEquals(
    red(chromium.replace("SAVPF 111 63", "SAVPF 111 64").replaceAll(":63 ", ":64 ")),
    64,
  );
  assertEquals(red(chromium.replace("SAVPF 111 63", "SAVPF 111")), -1);
  assertEquals(red(chromium.replace("63 111/111", "63 0/0")), -1);
  // Opus itself must be taken as well.
  const answer = readAnswer(chromium.replace("SAVPF 111 63", "SAVPF 63"), CHROMIUM_OFFER);
  assert(answer.ok && !answer.media[0]!.accepted);
});

Deno.test("a rejected section stays rejected until another track takes its place under a new mid", () => {
  const answer = readAnswer(ANSWERS.firefox, FIREFOX_OFFER);
  assert(answer.ok);
  assertEquals(answer.media.map((media) => media.accepted), [true, true, true, false]);
  assertEquals(words(answer.sections).at(-1), "3:video:5000x");
  const again = arrangeSections(answer.sections, [AUDIO, VP9, AV1, H264]);
  const offer = parsed(writeOffer(offerOf(again)));
  assertEquals([offer.media[3]!.port, offer.media[3]!.mid], [0, "3"]);
  assertEquals(offer.bundle, ["0", "1", "2"]);
  const replaced = arrangeSections(again, [AUDIO, VP9, AV1, VP8]);
  assertEquals(words(replaced).at(-1), "4:video:2000");
  assertEquals(parsed(writeOffer(offerOf(replaced))).bundle, ["0", "1", "2", "4"]);
});

Deno.test("what a receiver does not take is told: direction, RTX, feedback, payload type", () => {
  const media = (from: string | RegExp, to: string) => {
    const text = ANSWERS.chromium.replaceAll(from, to);
    assert(text !== ANSWERS.chromium);
    const answer = readAnswer(text, CHROMIUM_OFFER);
    assert(answer.ok, JSON.stringify(answer));
    return answer.media[1]!;
  };
  assertEquals(media("a=recvonly", "a=inactive").accepted, false);
  assertEquals(media("a=fmtp:97 apt=96\r\n", "").rtxPayloadType, -1);
  assertEquals(media("a=rtcp-fb:96 nack\r\n", "").nack, false);
  assertEquals(media("a=rtcp-fb:96 nack pli\r\n", "").pli, false);
  assertEquals(media("VP8/90000", "VP9/90000").accepted, false);
  const moved = media(/(?<=map:|fb:|SAVPF |apt=)96\b/g, "120");
  assertEquals([moved.accepted, moved.payloadType, moved.rtxPayloadType], [true, 120, 97]);
});

Deno.test("VP9 and H.264 are taken in the variant offered only", () => {
  const accepted = (text: string) => {
    const answer = readAnswer(text, FIREFOX_OFFER);
    assert(answer.ok, JSON.stringify(answer));
    return answer.media[1]!.accepted;
  };
  assert(accepted(ANSWERS.firefox));
  const other = ANSWERS.firefox.replace("a=rtpmap:98", "a=fmtp:98 profile-id=2\r\na=rtpmap:98");
  assertEquals(accepted(other), false);
});

Deno.test("an answer that does not fit is refused with the reason", () => {
  const cases: [string | RegExp, string, string][] = [
    ["v=0\r\n", "", "line 1 of the answer: the description does not begin with v=0"],
    ["a=setup:active", "a=setup:passive", "a=setup:passive, but the receiver must open DTLS"],
    ["a=setup:active", "a=setup:actpass", "a=setup:actpass, but"],
    ["a=setup:active\r\n", "", "no a=setup, but"],
    ["s=-", "s=-\r\na=ice-lite", "both sides are ICE-lite"],
    [/m=video[^]*/g, "", "the answer has 1 sections, the offer 2"],
    [/$(?![^])/g, "m=video 0 x 0\r\n", "the answer has 3 sections, the offer 2"],
    ["a=mid:1", "a=mid:2", "section 1 of the answer has not the mid"],
    ["m=video", "m=audio", "section 1 of the answer has not the kind"],
    ["a=group:BUNDLE 0 1", "a=group:BUNDLE 0", "a transport of its own for mid 1"],
    ["a=rtcp-mux\r\n", "", "a transport of its own for mid 0"],
    [/a=ice-ufrag.*\r\n/g, "", "no ICE credentials"],
    [/a=fingerprint.*\r\n/g, "", "no certificate fingerprint"],
    [/m=(audio|video) 9/g, "m=$1 0", "the answer rejects everything"],
  ];
  for (const [from, to, reason] of cases) assertStringIncludes(refusalOf(from, to), reason);
});

Deno.test("host candidates: one per address, the first preferred, priorities of RFC 8445", () => {
  const [ipv6, ipv4] = hostCandidates(["2001:db8::9", "192.0.2.9"], 8443);
  assertEquals(ipv6, { foundation: "1", priority: 2130706431, ip: "2001:db8::9", port: 8443 });
  assertEquals(ipv4, { foundation: "2", priority: 2130706175, ip: "192.0.2.9", port: 8443 });
});

Deno.test("broken answers never throw", () => {
  let taken = 0;
  fuzzText(9143, Object.values(ANSWERS), (text) => {
    for (const offer of [CHROMIUM_OFFER, FIREFOX_OFFER]) {
      const answer = readAnswer(text, offer);
      if (!answer.ok) continue;
      taken++;
      assertEquals(answer.media.length, offer.sections.length);
    }
  });
  assert(taken > 5_000, `only ${taken} were taken`);
});
