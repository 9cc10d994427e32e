import { assert, assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { createRtpHeader, parseRtpHeader } from "../packet/rtp.ts";
import { readAudioLevel } from "./audio_level.ts";
import { createFrameInfo } from "./frame.ts";

const FIXED = "90ef0001 00000002 00000003";

/** Level and voice by extension 1 of a packet, or null where it does not tell. */
function levelOf(extension: string, id = 1): [number, boolean] | null {
  const packet = bytesOf(FIXED + extension);
  const header = createRtpHeader();
  assert(parseRtpHeader(packet, 0, packet.length, header));
  const info = createFrameInfo();
  info.audioLevel = 5;
  info.voice = true;
  const ok = readAudioLevel(packet, header, id, info);
  if (!ok) assertEquals(info, createFrameInfo());
  return ok ? [info.audioLevel, info.voice] : null;
}

Deno.test("the level is 7 bits behind the voice flag, in both forms of RFC 6464 section 3", () => {
  assertEquals(levelOf("bede0001 10ff0000"), [127, true]);
  assertEquals(levelOf("bede0001 107f0000"), [127, false]);
  assertEquals(levelOf("bede0001 10800000"), [0, true]);
  assertEquals(levelOf("10000001 01012a00"), [42, false]);
});

Deno.test("without the extension, or with an empty one, nothing is told", () => {
  assertEquals(levelOf("bede0001 20ff0000"), null);
  assertEquals(levelOf("bede0001 10ff0000", 0), null);
  assertEquals(levelOf("10000001 01000000"), null);
  assertEquals(levelOf("10000001 02000100"), null); // at the very end
  assertEquals(levelOf("bede0000"), null);
});
