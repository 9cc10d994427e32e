import { createHash } from "node:crypto";
import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { writeU32 } from "../packet/bytes.ts";
import { createSrtpKernel, Layout } from "./srtp_kernel.ts";

const kernel = createSrtpKernel();
/** FIPS 180-4, section 5.3.1. */
const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** SHA-1 of a message, padded here as FIPS 180-4 section 5.1.1 has it, `parts` calls to the kernel. */
function sha1(message: Uint8Array, parts = 1): string {
  const blocks = Math.ceil((message.length + 9) / 64);
  const padded = new Uint8Array(64 * blocks);
  padded.set(message);
  padded[message.length] = 0x80;
  writeU32(padded, padded.length - 4, 8 * message.length);
  kernel.words.set(INITIAL, Layout.state >> 2);
  // An odd address: packets begin anywhere.
  const at = Layout.message + 1;
  kernel.memory.set(padded, at);
  for (let i = 1; i < parts; i++) kernel.sha1(at + 64 * (i - 1), 1);
  kernel.sha1(at + 64 * (parts - 1), blocks - parts + 1);
  const digest = new Uint8Array(20);
  for (let i = 0; i < 5; i++) writeU32(digest, 4 * i, kernel.words[(Layout.state >> 2) + i]!);
  return digest.toHex();
}

const ascii = (text: string) => new TextEncoder().encode(text);

Deno.test("the examples of FIPS 180 hold", () => {
  assertEquals(sha1(ascii("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  assertEquals(
    sha1(ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
    "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
  );
});

Deno.test("every length gives what node:crypto gives", () => {
  const random = createRandom(180);
  for (let length = 0; length < 400; length++) {
    const message = random.fill(new Uint8Array(length));
    const expected = createHash("sha1").update(message).digest("hex");
    assertEquals(sha1(message), expected);
    assertEquals(sha1(message, Math.ceil((length + 9) / 64)), expected);
  }
});
