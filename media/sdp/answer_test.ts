import { assert, assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import { fuzzText, OFFERS } from "../../tests/sdp_fixtures.ts";
import { readOffer, writeAnswer } from "./answer.ts";
import { hostCandidates } from "./candidate.ts";
import type { AnswerLocal, PublisherOffer, UpAnswer } from "./negotiate.ts";
import type { MediaSection, SessionDescription } from "./sdp.ts";
import { parseSdp } from "./sdp_parse.ts";

const LOCAL: AnswerLocal = {
  ice: { ufrag: "abcdefgh", pwd: "0123456789abcdefghijklmn" },
  fingerprint: { algorithm: "sha-256", value: "00:11:22:33" },
  candidates: hostCandidates(["2001:db8::9", "192.0.2.9"], 8443),
  sessionNumber: 4711,
  version: 3,
  codecs: ["vp8", "opus"],
};

function read(text: string): PublisherOffer {
  const offer = readOffer(text);
  assert(offer.ok, JSON.stringify(offer));
  return offer;
}

function answer(text: string, codecs = LOCAL.codecs): UpAnswer & { sections: MediaSection[] } {
  const result = writeAnswer(read(text), { ...LOCAL, codecs });
  assert(result.ok, JSON.stringify(result));
  return { ...result, sections: parsed(result.sdp).media };
}

function parsed(sdp: string): SessionDescription {
  const result = parseSdp(sdp);
  assert(result.ok, JSON.stringify(result));
  return result.description;
}

function reasonOf(text: string, codecs = LOCAL.codecs): string {
  const offer = readOffer(text);
  const result = offer.ok ? writeAnswer(offer, { ...LOCAL, codecs }) : offer;
  assert(!result.ok);
  return result.reason;
}

/** The offer with something replaced, which must be there. */
function changed(text: string, from: string | RegExp, to: string): string {
  const result = text.replaceAll(from, to);
  assert(result !== text, `${from} is not in the offer`);
  return result;
}

Deno.test("a camera's offer is answered with recvonly, one codec and its retransmissions", () => {
  const { sdp, media, sections: [audio, video] } = answer(OFFERS.chromium.camera);
  assertEquals(media, [
    {
      kind: "audio",
      mid: "0",
      codecs: [{
        name: "opus",
        payloadType: 111,
        rtxPayloadType: -1,
        clockRateHz: 48000,
        channels: 2,
        fmtp: "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1",
      }],
      midExtensionId: 4,
      ridExtensionId: 0,
      repairedRidExtensionId: 0,
      transportCcExtensionId: 3,
      audioLevelExtensionId: 1,
      dependencyDescriptorExtensionId: 0,
      redPayloadType: 63,
      rids: [],
      ssrcs: [{ ssrc: 3866920547, rtxSsrc: 0 }],
      cname: "6Dnh/laD5sFQjETk",
      nack: false,
      pli: false,
      fir: false,
      remb: false,
      transportCc: true,
    },
    {
      kind: "video",
      mid: "1",
      codecs: [{
        name: "vp8",
        payloadType: 96,
        rtxPayloadType: 97,
        clockRateHz: 90000,
        channels: 0,
        fmtp: "",
      }],
      midExtensionId: 4,
      ridExtensionId: 10,
      repairedRidExtensionId: 11,
      transportCcExtensionId: 3,
      audioLevelExtensionId: 0,
      dependencyDescriptorExtensionId: 0,
      redPayloadType: -1,
      rids: [],
      ssrcs: [{ ssrc: 1199265056, rtxSsrc: 2671178819 }],
      cname: "6Dnh/laD5sFQjETk",
      nack: true,
      pli: true,
      fir: true,
      remb: true,
      transportCc: true,
    },
  ]);
  assertEquals([audio!.direction, video!.direction], ["recvonly", "recvonly"]);
  assertEquals(audio!.formats, ["63", "111"]);
  assertEquals(audio!.feedback, [{ payloadType: 111, value: "transport-cc" }]);
  assertEquals(audio!.extensions.map((line) => line.id), [4, 3, 1]);
  assertEquals(video!.formats, ["96", "97"]);
  assertEquals(video!.feedback.map((line) => line.value), [
    "goog-remb",
    "transport-cc",
    "ccm fir",
    "nack",
    "nack pli",
  ]);
  assertEquals(video!.extensions.map((line) => line.id), [4, 10, 11, 3]);
  assert(!sdp.includes("abs-send-time") && !sdp.includes("video-orientation"));
});

Deno.test("the transport of an answer is ours: ICE-lite, passive, bundled, muxed", () => {
  const { sdp, sections } = answer(OFFERS.firefox.camera);
  const { iceLite, bundle, sessionNumber, version } = parsed(sdp);
  assertEquals([iceLite, bundle, sessionNumber, version], [true, ["0", "1"], "4711", "3"]);
  for (const { port, transport, rtcpMux } of sections) {
    assertEquals([port, rtcpMux, transport.setup], [9, true, "passive"]);
    assertEquals([transport.iceUfrag, transport.icePwd], [LOCAL.ice.ufrag, LOCAL.ice.pwd]);
    assertEquals(transport.fingerprints, [LOCAL.fingerprint]);
  }
  assertStringIncludes(sdp, "a=candidate:1 1 udp 2130706431 2001:db8::9 8443 typ host\r\n");
  assertStringIncludes(sdp, "a=candidate:2 1 udp 2130706175 192.0.2.9 8443 typ host\r\n");
  assertEquals(sections.map((section) => section.endOfCandidates), [true, false]);
});

Deno.test("the other side's transport is read, from the section or from the session", () => {
  for (const text of [OFFERS.chromium.camera, OFFERS.firefox.camera]) {
    const { remote } = read(text);
    assertStringIncludes(text, `a=ice-ufrag:${remote.ice.ufrag}\r\n`);
    assertStringIncludes(text, `a=ice-pwd:${remote.ice.pwd}\r\n`);
    assertStringIncludes(text, `a=fingerprint:sha-256 ${remote.fingerprint.value}\r\n`);
  }
});

Deno.test("each section gets the first codec of the group's order that it offers", () => {
  const chosen = (text: string, codecs: string[]) =>
    answer(text, codecs).media.map(({ codecs: [codec] }) =>
      `${codec!.name} ${codec!.payloadType} ${codec!.rtxPayloadType}`
    );
  const { chromium, firefox } = OFFERS;
  assertEquals(chosen(chromium.camera, ["vp9", "vp8", "g722"]), ["g722 9 -1", "vp9 98 99"]);
  assertEquals(chosen(chromium.camera, ["h264", "pcma", "pcmu"]), ["pcma 8 -1", "h264 108 109"]);
  assertEquals(chosen(chromium.camera, ["av1", "opus"]), ["opus 111 -1", "av1 45 46"]);
  assertEquals(chosen(firefox.camera, ["opus", "vp9"]), ["opus 109 -1", "vp9 121 125"]);
  assertEquals(chosen(firefox.camera, ["h264", "opus", "nonsense"]), ["opus 109 -1"]);
});

Deno.test("variants: H.264 in packetization mode 1, VP9 in profile 0 or 2, AV1 main profile", () => {
  const fmtp = (text: string, codec: string) =>
    answer(text, [codec]).media.map(({ codecs }) => `${codecs[0]!.payloadType} ${codecs[0]!.fmtp}`);
  const { camera } = OFFERS.chromium;
  assertEquals(fmtp(camera, "h264"), [
    "108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
  ]);
  const baselineOnly = changed(camera, "42e01f", "64001f");
  assertEquals(fmtp(baselineOnly, "h264")[0]!.slice(0, 3), "102");
  assertEquals(
    reasonOf(changed(camera, "packetization-mode=1", "packetization-mode=0"), ["h264"]),
    "the offer has no track in a codec that the group allows",
  );
  assertEquals(fmtp(camera, "vp9"), ["98 profile-id=0"]);
  assertEquals(fmtp(changed(camera, "profile-id=0", "profile-id=1"), "vp9"), ["100 profile-id=2"]);
  // Firefox does not name the profile, and its limits are no business of the answer.
  assertEquals(fmtp(OFFERS.firefox.camera, "vp9"), ["121 "]);
  assert(reasonOf(changed(camera, "level-idx=5;profile=0", "profile=1"), ["av1"]) !== "");
});

Deno.test("simulcast by rid is mirrored in the order of the offer", () => {
  for (const text of [OFFERS.chromium.simulcast, OFFERS.firefox.simulcast]) {
    const { media, sections } = answer(text);
    assertEquals(media[1]!.rids, ["h", "l"]);
    assert(media[1]!.ridExtensionId > 0 && media[1]!.repairedRidExtensionId > 0);
    assertEquals(sections[1]!.simulcast, { send: [], recv: [["h"], ["l"]] });
    assertEquals(sections[1]!.rids.map((rid) => `${rid.id} ${rid.direction}`), [
      "h recv",
      "l recv",
    ]);
  }
  const three = OFFERS.chromium.simulcast
    .replace("a=rid:l send", "a=rid:m send\r\na=rid:l send\r\na=rid:x send\r\na=rid:y recv")
    .replace("send h;l", "send l;~m,h;undeclared;y;h;x");
  assertEquals(answer(three).media[1]!.rids, ["l", "m", "h"]);
});

Deno.test("without the header extension rids cannot arrive, so there is no simulcast", () => {
  const text = changed(OFFERS.chromium.simulcast, /a=extmap:10 .*\r\n/g, "");
  const { media, sections } = answer(text);
  assertEquals(media[1]!.rids, []);
  assertEquals(sections[1]!.simulcast, null);
});

Deno.test("an extension that the offer limits to sending is answered with receiving", () => {
  const { sdp, media } = answer(OFFERS.firefox.simulcast);
  assertStringIncludes(sdp, "a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id");
  assertStringIncludes(sdp, "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid");
  const text = changed(OFFERS.firefox.simulcast, "extmap:3 ", "extmap:3/recvonly ");
  assertEquals([media[0]!.midExtensionId, answer(text).media[0]!.midExtensionId], [3, 0]);
});

Deno.test("transport-wide feedback is answered only where the extension and the feedback are offered", () => {
  const transportCc = (text: string) => {
    const { media, sections } = answer(text);
    const answered = sections.map(({ extensions, feedback }) =>
      extensions.some(({ uri }) => uri.includes("transport-wide")) &&
      feedback.some(({ value }) => value === "transport-cc")
    );
    assertEquals(media.map((track) => track.transportCc), answered);
    return media.map((track) => track.transportCcExtensionId);
  };
  const { chromium, firefox } = OFFERS;
  assertEquals(transportCc(chromium.simulcast), [3, 3]);
  assertEquals(transportCc(firefox.camera), [7, 7]);
  assertEquals(transportCc(changed(chromium.camera, "a=rtcp-fb:96 transport-cc\r\n", "")), [3, 0]);
  assertEquals(transportCc(changed(chromium.camera, /a=extmap:3 .*\r\n/g, "")), [0, 0]);
  assertEquals(transportCc(changed(chromium.camera, "extmap:3 ", "extmap:3/recvonly ")), [0, 0]);
  assertEquals(transportCc(changed(chromium.camera, "extmap:3 ", "extmap:15 ")), [15, 15]);
  const without = answer(changed(chromium.camera, /a=extmap:3 .*\r\n/g, "")).sdp;
  assert(!without.includes("transport-cc"));
});

Deno.test("a publisher is asked for redundant Opus if it offers it, and for nothing that mixes codecs", () => {
  const red = (text: string, codecs = ["opus"]) => {
    const { media: [audio], sections: [section] } = answer(text, codecs);
    const listed = section!.rtpMaps.map((map) => `${map.encodingName}/${map.channels}`);
    const { redPayloadType } = audio!;
    assertEquals(section!.formats[0] === String(redPayloadType), redPayloadType >= 0);
    return `${redPayloadType} ${listed.join(" ")}`;
  };
  const { camera } = OFFERS.chromium;
  assertEquals(red(camera), "63 red/2 opus/2");
  assertEquals(answer(camera).sections[0]!.fmtps[0], { payloadType: 63, parameters: "111/111" });
  assertEquals(red(changed(camera, "63 111/111", "63 111/111/111")), "63 red/2 opus/2");
  assertEquals(red(camera, ["pcmu"]), "-1 PCMU/1");
  assertEquals(red(OFFERS.firefox.camera), "-1 opus/2");
  assertEquals(red(changed(camera, "63 111/111", "63 111/0")), "-1 opus/2");
  assertEquals(red(changed(camera, "63 111/111", "63 63/63")), "-1 opus/2");
  assertEquals(red(changed(camera, "a=fmtp:63 111/111\r\n", "")), "-1 opus/2");
  assertEquals(red(changed(camera, "red/48000/2", "red/8000")), "-1 opus/2");
  assertEquals(red(changed(camera, "SAVPF 111 63", "SAVPF 111")), "-1 opus/2");
});

Deno.test("the dependency descriptor is taken for codecs that tell layers in no other way", () => {
  const descriptor = (codec: string) => {
    const { media: [video], sections } = answer(OFFERS.chromium.simulcast, [codec]);
    const { dependencyDescriptorExtensionId: id } = video!;
    assertEquals(sections[1]!.extensions.some((line) => line.id === 12), id === 12);
    return id;
  };
  assertEquals(["av1", "h264", "vp8", "vp9"].map(descriptor), [12, 12, 0, 0]);
  assertEquals(
    answer(OFFERS.chromium.camera, ["av1"]).media[0]!.dependencyDescriptorExtensionId,
    0,
  );
});

Deno.test("the level of audio is read where it is sent", () => {
  const level = (text: string) => answer(text).media[0]!.audioLevelExtensionId;
  assertEquals(level(OFFERS.firefox.camera), 1);
  assertEquals(level(changed(OFFERS.chromium.camera, "extmap:1 ", "extmap:1/recvonly ")), 0);
});

Deno.test("SSRCs are told with their retransmissions, simulcast by SSRC in its order", () => {
  assertEquals(answer(OFFERS.firefox.simulcast).media[1]!.ssrcs, [
    { ssrc: 3317554874, rtxSsrc: 3121108235 },
    { ssrc: 1929268118, rtxSsrc: 3137764446 },
  ]);
  assertEquals(answer(OFFERS.chromium.simulcast).media[1]!.ssrcs, []);
  const groups = "a=ssrc-group:FID 11 21\r\na=ssrc-group:SIM 13 12 11\r\na=ssrc-group:FID 12 22" +
    "\r\na=ssrc-group:FID 13 23\r\na=ssrc-group:FEC-FR 11 31\r\n";
  const text = changed(OFFERS.chromium.camera, /a=ssrc-group:FID .*\r\n/g, groups);
  assertEquals(answer(text).media[1]!.ssrcs, [
    { ssrc: 13, rtxSsrc: 23 },
    { ssrc: 12, rtxSsrc: 22 },
    { ssrc: 11, rtxSsrc: 21 },
  ]);
});

Deno.test("what is not understood is rejected in its place and left out of the group", () => {
  const { sdp, media, sections } = answer(OFFERS.chromium.datachannel);
  assertEquals(parsed(sdp).bundle, ["0"]);
  assertEquals(sections.map((section) => section.port), [9, 0]);
  assertEquals([sections[1]!.media, sections[1]!.mid], ["application", "1"]);
  assertEquals(media.length, 1);
  const refused = answer(OFFERS.chromium.camera, ["vp8"]);
  assertEquals(refused.sections.map((section) => section.port), [0, 9]);
  assertEquals(refused.sections.map((section) => section.endOfCandidates), [false, true]);
  assertEquals(parsed(refused.sdp).bundle, ["1"]);
  const noMux = OFFERS.chromium.camera.replace("a=rtcp-mux\r\n", "");
  assertEquals(answer(noMux).sections.map((section) => section.port), [0, 9]);
  const unbundled = changed(OFFERS.chromium.camera, "BUNDLE 0 1", "BUNDLE 0");
  assertEquals(answer(unbundled).sections.map((section) => section.port), [9, 0]);
  const separate = changed(OFFERS.chromium.camera, "a=group:BUNDLE 0 1\r\n", "");
  assertEquals(answer(separate).sections.map((section) => section.port), [9, 0]);
});

Deno.test("sections that share a transport by bundle-only are accepted", () => {
  const text = OFFERS.chromium.camera.replace(/m=video \d+/, "m=video 0")
    .replace("a=mid:1", "a=mid:1\r\na=bundle-only");
  assertEquals(answer(text).media.length, 2);
});

Deno.test("a later offer gets the sections of the earlier answer in their order", () => {
  const { camera } = OFFERS.chromium;
  const muted = camera.replace("a=sendrecv", "a=inactive");
  const paused = answer(muted);
  assertEquals(paused.media.map((track) => track.mid), ["1"]);
  assertEquals(paused.sections.map((section) => section.direction), ["inactive", "recvonly"]);
  assertEquals(parsed(paused.sdp).bundle, ["0", "1"]);
  const stopped = camera.replace(/m=audio \d+/, "m=audio 0").replace("BUNDLE 0 1", "BUNDLE 1");
  const without = answer(stopped);
  assertEquals(without.sections.map((section) => section.port), [0, 9]);
  assertEquals(without.media.map((track) => track.mid), ["1"]);
  const video = camera.slice(camera.indexOf("m=video"));
  const grown = answer(
    camera.replace("BUNDLE 0 1", "BUNDLE 0 1 2") + video.replace("a=mid:1", "a=mid:2"),
  );
  assertEquals(grown.media.map((track) => track.mid), ["0", "1", "2"]);
  assertEquals(grown.sections.map((section) => section.mid), ["0", "1", "2"]);
  for (const result of [paused, without, grown]) {
    const track = result.media.find((candidate) => candidate.mid === "1");
    assertEquals(track!.codecs[0]!.payloadType, 96);
  }
  assertEquals(answer(camera.replaceAll("a=sendrecv", "a=recvonly")).media, []);
});

Deno.test("new credentials of the publisher are read from a later offer", () => {
  const before = read(OFFERS.chromium.camera).remote;
  const restarted = changed(OFFERS.chromium.camera, before.ice.ufrag, "NEWU");
  assertEquals(read(restarted).remote.ice, { ...before.ice, ufrag: "NEWU" });
  assertEquals(read(restarted).remote.fingerprint, before.fingerprint);
});

Deno.test("an offer that cannot be used is refused with the reason", () => {
  const { camera, datachannel } = OFFERS.chromium;
  const cases: [string, string][] = [
    ["garbage", "line 1 of the offer: not a line of SDP"],
    [camera.replace("a=mid:0", "a=mid:"), "line 20 of the offer: malformed mid"],
    [camera.replace("a=mid:0", "a=mid:1"), "two sections of the offer have one mid"],
    [camera.replace("s=-", "s=-\r\na=ice-lite"), "both sides are ICE-lite"],
    [camera.replaceAll("actpass", "passive"), "a=setup:passive"],
    [camera.replaceAll("actpass", "holdconn"), "a=setup:holdconn"],
    [camera.replaceAll(/a=ice-pwd.*\r\n/g, ""), "no ICE credentials"],
    [camera.replaceAll("fingerprint:sha-256", "fingerprint:sha-1"), "no certificate fingerprint"],
    [camera.replaceAll(/m=(\w+) \d+/g, "m=$1 0"), "no section in use"],
    [camera.slice(0, camera.indexOf("m=audio")), "no section in use"],
    [datachannel.slice(0, datachannel.indexOf("m=audio")) + "m=x 9 y z\r\n", "in use"],
    [camera.replaceAll("a=rtcp-mux\r\n", ""), "no track in a codec that the group allows"],
  ];
  for (const [text, reason] of cases) assertStringIncludes(reasonOf(text), reason);
  assertStringIncludes(reasonOf(camera, []), "no track in a codec");
});

Deno.test("feedback and retransmissions are answered only where they are offered", () => {
  const bare = OFFERS.chromium.camera.replaceAll(/a=rtcp-fb:96 .*\r\n/g, "")
    .replace("a=fmtp:97 apt=96\r\n", "");
  const { media, sections } = answer(bare);
  const { nack, pli, fir, remb, transportCc, codecs } = media[1]!;
  assertEquals([nack, pli, fir, remb, transportCc, codecs[0]!.rtxPayloadType], [
    false,
    false,
    false,
    false,
    false,
    -1,
  ]);
  assertEquals(sections[1]!.formats, ["96"]);
  assertEquals(sections[1]!.feedback, []);
  const every = OFFERS.chromium.camera.replaceAll(/a=rtcp-fb:96 /g, "a=rtcp-fb:* ");
  assertEquals(answer(every).media[1]!.nack, true);
});

Deno.test("payload types of RFC 3551 need no rtpmap", () => {
  const text = changed(OFFERS.chromium.camera, "a=rtpmap:0 PCMU/8000\r\n", "");
  assertEquals(answer(text, ["pcmu"]).media[0]!.codecs[0]!.payloadType, 0);
});

Deno.test("texts at every limit are answered", () => {
  const head = "v=0\r\n" +
    OFFERS.chromium.camera.split("\r\n").filter((line) =>
      /^a=(ice-(ufrag|pwd)|fingerprint|setup)/.test(line)
    ).slice(0, 4).join("\r\n");
  const mids = Array.from({ length: 64 }, (_, i) => `m${i}`);
  const lines = "\r\na=ssrc:7 cname:c\r\na=rtcp-fb:96 nack".repeat(480);
  const group = "\r\na=ssrc-group:FID" + " 7".repeat(255);
  const section = (mid: string) =>
    `\r\nm=video 9 UDP/TLS/RTP/SAVPF${" 96".repeat(120)}\r\na=mid:${mid}\r\na=rtcp-mux` +
    "\r\na=rtpmap:96 VP8/90000";
  const many = mids.map(section).join("");
  const long = section("one") + lines + group.repeat(50);
  assertEquals(answer(`${head}\r\na=group:BUNDLE ${mids.join(" ")}${many}`).media.length, 64);
  assertEquals(answer(`${head}\r\na=group:BUNDLE one${long}`).media.length, 1);
});

Deno.test("broken offers never throw, and an answer can always be read", () => {
  const samples = [OFFERS.firefox.datachannel, OFFERS.firefox.screen, OFFERS.chromium.datachannel];
  let answered = 0;
  fuzzText(9429, samples, (text) => {
    const offer = readOffer(text);
    if (!offer.ok) return;
    const result = writeAnswer(offer, LOCAL);
    if (!result.ok || ++answered % 8 !== 0) return;
    assertEquals(parsed(result.sdp).media.length, offer.sections.length);
  });
  assert(answered > 10_000, `only ${answered} were answered`);
});
