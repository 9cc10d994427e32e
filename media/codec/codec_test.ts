import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { CODEC_NAMES, codecOf, codecOfEncoding, fmtpValue, formatOf } from "./codec.ts";
import { createFrameInfo, resetFrameInfo } from "./frame.ts";

/** The start of a key frame in each video codec, and a packet from the middle of another frame. */
const VIDEO: readonly [name: string, keyframe: string, middle: string][] = [
  ["vp8", "908039 9002009d012a", "008039 b10200"],
  ["vp9", "8805 824983", "c005 860040"],
  ["av1", "28 05 080000002a 3010aa", "90 ffff"],
  ["h264", "6742c01e", "7c01ffff"],
];

Deno.test("the table has Galène's names, payload types and parameters", () => {
  const rows = CODEC_NAMES.map((name) => {
    const codec = codecOf(name);
    return [name, codec?.mimeType, codec?.clockRateHz, codec?.channels, codec?.payloadType];
  });
  assertEquals(rows, [
    ["vp8", "video/VP8", 90000, 0, 96],
    ["vp9", "video/VP9", 90000, 0, 98],
    ["av1", "video/AV1", 90000, 0, 35],
    ["h264", "video/H264", 90000, 0, 108],
    ["opus", "audio/opus", 48000, 2, 111],
    ["g722", "audio/G722", 8000, 1, 9],
    ["pcmu", "audio/PCMU", 8000, 1, 0],
    ["pcma", "audio/PCMA", 8000, 1, 8],
  ]);
  assertEquals(codecOf("opus")?.fmtp, "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1");
  assertEquals(
    codecOf("h264")?.fmtp,
    "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
  );
});

Deno.test("no two payload types are alike, retransmissions included", () => {
  const all = CODEC_NAMES.flatMap((name) => codecOf(name)?.formats ?? [])
    .flatMap((format) => [format.payloadType, format.rtxPayloadType])
    .filter((payloadType) => payloadType >= 0);
  assertEquals(new Set(all).size, all.length);
  // Types that look like RTCP when the marker is set (RFC 5761 section 4) are not used.
  assert(all.every((payloadType) => payloadType < 64 || (payloadType > 95 && payloadType < 128)));
});

Deno.test("unknown names are no codecs, in whatever case", () => {
  for (const name of ["", "h265", "VP8", "constructor", "__proto__"]) {
    assertEquals(codecOf(name), undefined, name);
  }
});

Deno.test("an encoding name of SDP finds its codec in any case, and in its kind of media only", () => {
  assertEquals(codecOfEncoding("video", "H264")?.name, "h264");
  assertEquals(codecOfEncoding("audio", "OPUS")?.name, "opus");
  assertEquals(codecOfEncoding("audio", "VP8"), undefined);
  assertEquals(codecOfEncoding("video", "rtx"), undefined);
});

Deno.test("a parameter is found by its whole name", () => {
  assertEquals(fmtpValue("profile-id=2", "profile-id"), "2");
  assertEquals(fmtpValue("a=1;profile-id=2;b=3", "profile-id"), "2");
  assertEquals(fmtpValue("a=1; Profile-ID = 2", "profile-id"), "2");
  assertEquals(fmtpValue("profile=1;profile-id=2", "profile-id"), "2");
  assertEquals(fmtpValue("profile-id-x=1", "profile-id"), "");
  assertEquals(fmtpValue("profile-id", "profile-id"), "");
  assertEquals(fmtpValue("", "profile-id"), "");
});

Deno.test("a sender's variant is found among those that we number", () => {
  const payloadType = (name: string, fmtp: string) => {
    const codec = codecOf(name);
    assert(codec !== undefined);
    return formatOf(codec, fmtp)?.payloadType;
  };
  assertEquals(payloadType("vp8", "max-fs=12288;max-fr=60"), 96);
  assertEquals(payloadType("vp9", ""), 98);
  assertEquals(payloadType("vp9", "profile-id=0"), 98);
  assertEquals(payloadType("vp9", "profile-id=2"), 100);
  assertEquals(payloadType("vp9", "profile-id=1"), undefined);
  const h264 = (profile: string) =>
    payloadType(
      "h264",
      `level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=${profile}`,
    );
  assertEquals(h264("42e01f"), 108);
  assertEquals(h264("42E034"), 108);
  assertEquals(h264("42001f"), 102);
  assertEquals(h264("640c1f"), undefined);
  assertEquals(payloadType("h264", "packetization-mode=1"), 102);
  assertEquals(payloadType("opus", "minptime=10;useinbandfec=1"), 111);
});

Deno.test("every packet of audio is a frame that decoding can start at, an empty one is refused", () => {
  for (const name of ["opus", "g722", "pcmu", "pcma"]) {
    const codec = codecOf(name);
    assert(codec?.kind === "audio");
    const info = createFrameInfo();
    assert(codec.inspect(bytesOf("fc"), 0, 1, false, info));
    assertEquals(info, { ...createFrameInfo(), keyframe: true, frameStart: true, frameEnd: true });
    assertEquals(codec.inspect(bytesOf("fc"), 1, 1, false, info), false);
    assertEquals(info, createFrameInfo());
  }
});

for (const [name, keyframe, middle] of VIDEO) {
  Deno.test(`${name} tells a key frame's start from a packet in between`, () => {
    const codec = codecOf(name);
    assert(codec?.kind === "video");
    const info = createFrameInfo();
    const first = bytesOf(keyframe);
    assert(codec.inspect(first, 0, first.length, false, info));
    assertEquals([info.keyframe, info.frameStart, info.layerSync], [true, true, true]);
    const second = bytesOf(middle);
    assert(codec.inspect(second, 0, second.length, false, info));
    assertEquals([info.keyframe, info.frameStart, info.layerSync], [false, false, false]);
    assertEquals(codec.inspect(second, 0, 0, true, info), false);
    assertEquals(info, createFrameInfo());
  });
}

Deno.test("a record that is reset is as new", () => {
  const info = createFrameInfo();
  const codec = codecOf("vp9");
  const bytes = bytesOf("ac 9234 f7 07 824983");
  assert(codec?.inspect(bytes, 0, bytes.length, true, info));
  resetFrameInfo(info);
  assertEquals(info, createFrameInfo());
});
