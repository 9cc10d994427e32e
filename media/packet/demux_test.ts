import { assertEquals } from "../../tests/assert.ts";
import { bytesOf } from "../../tests/bytes.ts";
import { changeSurroundings, fuzz } from "../../tests/random.ts";
import { KIND_NAMES, kindOf } from "./demux.ts";

function nameOf(first: number, second: number): string {
  return KIND_NAMES[kindOf(Uint8Array.of(first, second), 0, 2)]!;
}

Deno.test("the first byte tells STUN, DTLS and RTP apart in the ranges of RFC 7983", () => {
  const ranges: [string, number, number][] = [
    ["stun", 0, 3],
    ["unknown", 4, 19], // ZRTP and unassigned
    ["dtls", 20, 63],
    ["unknown", 64, 127], // TURN channels and unassigned
    ["rtp", 128, 191],
    ["unknown", 192, 255],
  ];
  for (const [name, from, to] of ranges) {
    for (let first = from; first <= to; first++) {
      assertEquals(nameOf(first, 96), name, `first byte ${first}`);
    }
  }
});

Deno.test("the second byte tells RTCP from RTP, whatever the marker of the RTP packet", () => {
  for (let second = 0; second < 256; second++) {
    const name = second >= 192 && second <= 223 ? "rtcp" : "rtp";
    assertEquals(nameOf(0x80, second), name, `second byte ${second}`);
  }
  assertEquals(nameOf(0x80, 0x80 | 96), "rtp");
  assertEquals(nameOf(0x80, 0x80 | 127), "rtp");
});

Deno.test("what is too short for two bytes is unknown, and only the range given counts", () => {
  const buf = bytesOf("80 c8 16 fe");
  assertEquals(KIND_NAMES[kindOf(buf, 0, 0)], "unknown");
  assertEquals(KIND_NAMES[kindOf(buf, 0, 1)], "unknown");
  assertEquals(KIND_NAMES[kindOf(buf, 3, 5)], "unknown");
  assertEquals(KIND_NAMES[kindOf(buf, 2, 4)], "dtls");
});

Deno.test("any datagram has a kind, which depends on nothing but itself", () => {
  fuzz(10, 40, [], (buf, start, end, random) => {
    const kind = kindOf(buf, start, end);
    changeSurroundings(buf, start, end, random);
    assertEquals(kindOf(buf, start, end), kind);
    assertEquals(typeof KIND_NAMES[kind], "string");
  });
});
