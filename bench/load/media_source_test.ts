import { assert, assertEquals } from "../../tests/assert.ts";
import { createFrameInfo } from "../../media/codec/frame.ts";
import { codecOf } from "../../media/codec/codec.ts";
import { createRtpHeader, parseRtpHeader } from "../../media/packet/rtp.ts";
import {
  createMediaSource,
  type MediaPlan,
  nextDueUs,
  readStamp,
  splitPackets,
  VIDEO_PAYLOAD_TYPE,
  writeNextPacket,
} from "./media_source.ts";

const PLAN: MediaPlan = { videoBps: 1_500_000, packetBytes: 1100, pacing: "burst", sizes: "full" };
const START_US = 1_000_000;

/** What a source sends in this many seconds. */
function run(plan: MediaPlan, seconds: number) {
  const source = createMediaSource(plan, 1, 2, START_US);
  const buf = new Uint8Array(2048);
  const header = createRtpHeader();
  const info = createFrameInfo();
  const packets: { dueUs: number; length: number; video: boolean; key: boolean; end: boolean }[] =
    [];
  for (let dueUs = START_US; dueUs < START_US + seconds * 1e6; dueUs = nextDueUs(source)) {
    const length = writeNextPacket(source, buf, dueUs);
    assert(parseRtpHeader(buf, 0, length, header));
    const video = header.payloadType === VIDEO_PAYLOAD_TYPE;
    if (video) {
      assert(codecOf("vp8")!.inspect(buf, header.headerLength, length, header.marker, info));
      assertEquals(readStamp(buf, length), dueUs);
    }
    packets.push({
      dueUs,
      length,
      video,
      key: video && info.keyframe,
      end: video && header.marker,
    });
  }
  return packets;
}

Deno.test("a source keeps its rates, and begins with a key frame", () => {
  const packets = run(PLAN, 20);
  const video = packets.filter((packet) => packet.video);
  const bps = video.reduce((sum, packet) => sum + packet.length, 0) * 8 / 20;
  assert(Math.abs(bps - PLAN.videoBps) < 0.02 * PLAN.videoBps, `${bps}`);
  assertEquals(video.filter((packet) => packet.end).length, 600);
  assertEquals(packets.length - video.length, 1000);
  assert(video.every((packet) => packet.length === PLAN.packetBytes));
  assert(video[0]!.key);
  assert(video.slice(30).every((packet) => !packet.key));
});

Deno.test("frames leave in bursts, or spread over their time", () => {
  const bursts = run(PLAN, 2).filter((packet) => packet.video);
  assertEquals(new Set(bursts.map((packet) => Math.round(packet.dueUs))).size, 60);
  const even = run({ ...PLAN, pacing: "even" }, 2).filter((packet) => packet.video);
  const gaps = even.slice(40).map((packet, i) => packet.dueUs - even[39 + i]!.dueUs);
  assert(gaps.every((gap) => gap > 5_000 && gap < 7_000), `${gaps}`);
});

Deno.test("a frame is cut into parts that differ by one byte at most", () => {
  assertEquals(splitPackets(6250, 1100), [1041, 1041, 1042, 1042, 1042, 1042]);
  assertEquals(splitPackets(2200, 1100), [1100, 1100]);
  assertEquals(splitPackets(10, 1100), [42]);
});

Deno.test("bytes without a stamp have no time", () => {
  assert(Number.isNaN(readStamp(new Uint8Array(200), 200)));
  assert(Number.isNaN(readStamp(new Uint8Array(20), 20)));
});
