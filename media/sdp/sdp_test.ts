import { assert, assertEquals } from "../../tests/assert.ts";
import { ANSWERS, fuzzText, OFFERS } from "../../tests/sdp_fixtures.ts";
import { createDescription, createSection, type SessionDescription } from "./sdp.ts";
import { MAX_ATTRIBUTES, MAX_SDP_LENGTH, MAX_SECTIONS, parseSdp } from "./sdp_parse.ts";
import { writeSdp } from "./sdp_write.ts";

const ALL = [
  ...Object.values(OFFERS.chromium),
  ...Object.values(OFFERS.firefox),
  ...Object.values(ANSWERS),
];

function parsed(text: string): SessionDescription {
  const result = parseSdp(text);
  assert(result.ok, JSON.stringify(result));
  return result.description;
}

/** A description of one video section with these attributes. */
function withAttributes(...attributes: string[]): string {
  const lines = ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0"];
  lines.push("m=video 9 UDP/TLS/RTP/SAVPF 96", ...attributes.map((attribute) => `a=${attribute}`));
  return lines.join("\n") + "\n";
}

Deno.test("what browsers write survives reading, writing and reading again", () => {
  for (const text of ALL) {
    const description = parsed(text);
    const written = writeSdp(description);
    assertEquals(parsed(written), description);
    assertEquals(writeSdp(parsed(written)), written);
  }
});

Deno.test("Chromium's camera offer is read in full", () => {
  const { media: [audio, video], ...session } = parsed(OFFERS.chromium.camera);
  assertEquals(session.bundle, ["0", "1"]);
  assert(session.extmapAllowMixed && !session.iceLite);
  assertEquals([audio!.media, audio!.mid, audio!.direction], ["audio", "0", "sendrecv"]);
  assert(video!.rtcpMux && video!.rtcpReducedSize && !video!.bundleOnly);
  assertEquals(video!.transport.setup, "actpass");
  assertEquals(video!.transport.iceOptions, ["trickle"]);
  assertEquals(video!.transport.fingerprints[0]!.algorithm, "sha-256");
  assertEquals(video!.formats.slice(0, 3), ["96", "97", "102"]);
  const vp8 = { payloadType: 96, encodingName: "VP8", clockRateHz: 90000, channels: 1 };
  assertEquals(video!.rtpMaps[0], vp8);
  assertEquals(video!.fmtps[0], { payloadType: 97, parameters: "apt=96" });
  assertEquals(
    video!.feedback.filter((line) => line.payloadType === 96).map((line) => line.value),
    [
      "goog-remb",
      "transport-cc",
      "ccm fir",
      "nack",
      "nack pli",
    ],
  );
  assertEquals(video!.ssrcGroups, [{ semantics: "FID", ssrcs: [1199265056, 2671178819] }]);
  assertEquals(video!.ssrcs[0], {
    ssrc: 1199265056,
    attribute: "cname",
    value: "6Dnh/laD5sFQjETk",
  });
  assertEquals(audio!.rtpMaps[0]!.channels, 2);
  assertEquals(audio!.candidates[1], {
    foundation: audio!.candidates[1]!.foundation,
    component: 1,
    protocol: "udp",
    priority: 2122265343,
    address: "2001:db8::2",
    port: audio!.candidates[1]!.port,
    type: "host",
    extensions: "generation 0 network-id 2",
  });
});

Deno.test("Firefox's simulcast offer is read in full", () => {
  const { media: [, video], ...session } = parsed(OFFERS.firefox.simulcast);
  assertEquals(session.direction, "sendrecv");
  assertEquals(session.transport.fingerprints.length, 1);
  assert(video!.extmapAllowMixed && video!.endOfCandidates);
  assertEquals(video!.rids, [
    { id: "h", direction: "send", restrictions: "" },
    { id: "l", direction: "send", restrictions: "" },
  ]);
  assertEquals(video!.simulcast, { send: [["h"], ["l"]], recv: [] });
  assertEquals(video!.extensions.filter((line) => line.direction === "sendonly").length, 3);
  assertEquals(video!.candidates[2]!.extensions, "tcptype active");
  assertEquals(video!.msids.length, 1);
});

Deno.test("rarer forms are read and written", () => {
  const text = withAttributes(
    "simulcast:send 1,~2;3 recv 4",
    "rid:1 send pt=96;max-width=1280",
    "rtcp-fb:* ccm fir",
    "msid:-",
    "ssrc:4294967295 label",
    "extmap:4351/inactive urn:x",
    "bundle-only",
  );
  const description = parsed(text);
  const [section] = description.media;
  assertEquals(section!.simulcast, { send: [["1", "~2"], ["3"]], recv: [["4"]] });
  assertEquals(section!.rids[0]!.restrictions, "pt=96;max-width=1280");
  assertEquals(section!.feedback, [{ payloadType: -1, value: "ccm fir" }]);
  assertEquals(section!.msids, [{ stream: "-", track: "" }]);
  assert(section!.bundleOnly);
  assertEquals(parsed(writeSdp(description)), description);
});

Deno.test("an error names the line and the reason", () => {
  const cases: [string, number, string][] = [
    ["", 1, "the description is empty"],
    ["\n\n", 1, "the description is empty"],
    ["v=1\n", 1, "the description does not begin with v=0"],
    ["v=0\nnonsense\n", 2, "not a line of SDP"],
    ["v=0\n=\n", 2, "not a line of SDP"],
    ["v=0\na", 2, "not a line of SDP"],
    ["v=0\ns=a\rb\n", 2, "a control character in a line"],
    ["v=0\ns=a\0b\n", 2, "a control character in a line"],
    ["v=0\no=- 1 2 IN IP4\n", 2, "malformed origin"],
    ["v=0\no=- 1 x IN IP4 0\n", 2, "malformed origin"],
    ["v=0\nm=video 9 P\n", 2, "malformed m-line"],
    ["v=0\nm=video 65536 P 96\n", 2, "malformed m-line"],
    ["v=0\nm=video -1 P 96\n", 2, "malformed m-line"],
    [`v=0\nm=video 9 P ${"96 ".repeat(300)}\n`, 2, "malformed m-line"],
  ];
  for (const [text, line, reason] of cases) {
    assertEquals(parseSdp(text), { ok: false, line, reason }, JSON.stringify(text).slice(0, 60));
  }
});

Deno.test("malformed attributes are refused by name", () => {
  const cases: Record<string, readonly string[]> = {
    "malformed ice-ufrag": ["ice-ufrag:abc", "ice-ufrag:abc d", `ice-ufrag:${"a".repeat(257)}`],
    "malformed ice-pwd": ["ice-pwd:short", "ice-pwd:" + "ä".repeat(22)],
    "malformed fingerprint": [
      "fingerprint:sha-256",
      "fingerprint:sha-256 A",
      "fingerprint:x A0:G1",
    ],
    "unknown setup": ["setup:", "setup:both"],
    "malformed mid": ["mid:", "mid:a b", `mid:${"m".repeat(257)}`],
    "malformed rtpmap": ["rtpmap:96", "rtpmap:128 VP8/1", "rtpmap:96 VP8", "rtpmap:96 VP8/0"],
    "malformed fmtp": ["fmtp:96", "fmtp:x y", "fmtp:-1 y"],
    "malformed rtcp-fb": ["rtcp-fb:96", "rtcp-fb:* ", "rtcp-fb:x nack"],
    "malformed extmap": ["extmap:0 u", "extmap:1", "extmap:1/up u", "extmap:4352 u"],
    "malformed msid": ["msid:", "msid: x"],
    "malformed ssrc": ["ssrc:1", "ssrc:4294967296 cname:x", "ssrc:-1 cname:x"],
    "malformed ssrc-group": ["ssrc-group:", "ssrc-group:FID x", "ssrc-group:FID 1 4294967296"],
    "malformed rid": ["rid:1", "rid:1 both", "rid:a,b send"],
    "malformed simulcast": ["simulcast:", "simulcast:send", "simulcast:send ;", "simulcast:up 1"],
    "malformed candidate": [
      "candidate:1 1 udp 1 192.0.2.1 1 typ",
      "candidate:1 0 udp 1 192.0.2.1 1 typ host",
      "candidate:1 1 udp 4294967296 192.0.2.1 1 typ host",
      "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
      "candidate:1 1 udp 1 192.0.2.1 1 type host",
    ],
  };
  for (const [reason, attributes] of Object.entries(cases)) {
    for (const attribute of attributes) {
      assertEquals(parseSdp(withAttributes(attribute)), { ok: false, line: 6, reason }, attribute);
    }
  }
});

Deno.test("unknown lines and attributes are skipped", () => {
  const extra = "b=AS:100\r\nz=1\r\na=unknown:ä\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=__proto__:x\r\n";
  const text = withAttributes("mid:0");
  assertEquals(parsed(text + extra), parsed(text));
});

Deno.test("length, sections and attributes are bounded", () => {
  const over = (result: ReturnType<typeof parseSdp>) => result.ok ? "" : result.reason;
  const section = "m=audio 9 RTP/SAVPF 0\n";
  assert(parseSdp("v=0\n" + section.repeat(MAX_SECTIONS)).ok);
  assertEquals(over(parseSdp("v=0\n" + section.repeat(MAX_SECTIONS + 1))), "too many m-sections");
  assert(parseSdp("v=0\n" + section + "a=x\n".repeat(MAX_ATTRIBUTES)).ok);
  for (const head of ["v=0\n", "v=0\n" + section]) {
    const text = head + "a=x\n".repeat(MAX_ATTRIBUTES + 1);
    assertEquals(over(parseSdp(text)), "too many attributes");
  }
  const long = "v=0\ns=" + "x".repeat(MAX_SDP_LENGTH);
  assertEquals(over(parseSdp(long)), "the description is too long");
  assert(parseSdp(long.slice(0, MAX_SDP_LENGTH)).ok);
});

Deno.test("an empty description has no more than its head", () => {
  const description = createDescription();
  description.bundle = [];
  description.media.push(createSection("audio", 0, "RTP/SAVPF", ["0"]));
  assertEquals(
    writeSdp(description),
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE\r\n" +
      "m=audio 0 RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n",
  );
});

Deno.test("broken descriptions never throw, and what is read can be written and read again", () => {
  const samples = [OFFERS.firefox.datachannel, OFFERS.firefox.screen, ...Object.values(ANSWERS)];
  let read = 0;
  fuzzText(8866, samples, (text) => {
    const result = parseSdp(text);
    if (!result.ok || ++read % 8 !== 0) return;
    const written = writeSdp(result.description);
    assertEquals(writeSdp(parsed(written)), written);
  });
  assert(read > 10_000, `only ${read} were read`);
});
