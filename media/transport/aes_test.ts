import { createCipheriv } from "node:crypto";
import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { createRoundKeys, ROUND_KEYS_LENGTH } from "./aes.ts";
import { createSrtpKernel, Layout } from "./srtp_kernel.ts";

const kernel = createSrtpKernel();

/** `data` combined with the key stream; a block of zeros gives the encrypted `iv`. */
function applyCounterMode(
  key: Uint8Array,
  iv: Uint8Array,
  counter: number,
  data: Uint8Array,
): Uint8Array {
  const { memory } = kernel;
  memory.set(createRoundKeys(key), Layout.roundKeys);
  memory.set(iv, Layout.iv);
  memory.set(data, Layout.message);
  kernel.applyCounterMode(Layout.message, data.length / 16, counter);
  return memory.slice(Layout.message, Layout.message + data.length);
}

const encrypt = (key: Uint8Array, block: Uint8Array) =>
  applyCounterMode(key, block, 0, new Uint8Array(16));

Deno.test("the example of FIPS 197, appendix C.1, is reproduced", () => {
  const cipher = encrypt(
    Uint8Array.fromHex("000102030405060708090a0b0c0d0e0f"),
    Uint8Array.fromHex("00112233445566778899aabbccddeeff"),
  );
  assertEquals(cipher.toHex(), "69c4e0d86a7b0430d8cdb78070b4c55a");
});

Deno.test("each byte in each place of a block and of a key gives what node:crypto gives", () => {
  const reference = (key: Uint8Array, block: Uint8Array): string => {
    const cipher = createCipheriv("aes-128-ecb", key, new Uint8Array(0));
    cipher.setAutoPadding(false);
    const result = new Uint8Array(cipher.update(block)).toHex();
    cipher.final();
    return result;
  };
  const random = createRandom(197);
  for (let place = 0; place < 16; place++) {
    const key = random.fill(new Uint8Array(16));
    const block = random.fill(new Uint8Array(16));
    for (let byte = 0; byte < 256; byte++) {
      block[place] = byte;
      key[15 - place] = byte;
      assertEquals(encrypt(key, block).toHex(), reference(key, block));
    }
  }
});

Deno.test("any number of blocks from any counter gives what node:crypto gives", () => {
  const random = createRandom(38);
  for (let blocks = 0; blocks < 40; blocks++) {
    const key = random.fill(new Uint8Array(16));
    const iv = random.fill(new Uint8Array(16));
    const counter = random.int(0x10000 - blocks);
    const data = random.fill(new Uint8Array(16 * blocks));
    iv[14] = iv[15] = 0;
    const first = iv.slice();
    new DataView(first.buffer).setUint16(14, counter);
    const cipher = createCipheriv("aes-128-ctr", key, first);
    const expected = new Uint8Array(cipher.update(data));
    cipher.final();
    assertEquals(applyCounterMode(key, iv, counter, data), expected, `${blocks} blocks`);
  }
});

Deno.test("round keys are no part of the key that they were made from", () => {
  const key = createRandom(1).fill(new Uint8Array(16));
  const before = key.slice();
  const roundKeys = createRoundKeys(key);
  assertEquals(roundKeys.length, ROUND_KEYS_LENGTH);
  roundKeys.fill(0);
  assertEquals(key, before);
});
