import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { createGhashTable } from "./ghash.ts";
import { createSrtpKernel, Layout } from "./srtp_kernel.ts";

const kernel = createSrtpKernel();

/** GHASH of whole blocks. */
function ghash(key: Uint8Array, message: Uint8Array): string {
  const { memory } = kernel;
  memory.fill(0, Layout.state, Layout.state + 16);
  memory.set(createGhashTable(key), Layout.table);
  memory.set(message, Layout.message);
  kernel.ghash(Layout.message, message.length / 16);
  return memory.slice(Layout.state, Layout.state + 16).toHex();
}

/** The same bit by bit, as NIST SP 800-38D sections 6.3 and 6.4 have it: the leftmost bit is that of x^0. */
function slowGhash(key: Uint8Array, message: Uint8Array): string {
  const h = BigInt("0x" + key.toHex());
  let y = 0n;
  for (let at = 0; at < message.length; at += 16) {
    const x = y ^ BigInt("0x" + message.slice(at, at + 16).toHex());
    let v = h;
    y = 0n;
    for (let i = 127n; i >= 0n; i--) {
      if ((x >> i & 1n) === 1n) y ^= v;
      v = (v & 1n) === 1n ? (v >> 1n) ^ (0xe1n << 120n) : v >> 1n;
    }
  }
  return y.toString(16).padStart(32, "0");
}

Deno.test("the GHASH values of McGrew and Viega's test cases 2 and 4 are reproduced", () => {
  // "The Galois/Counter Mode of Operation", appendix B.
  assertEquals(
    ghash(
      Uint8Array.fromHex("66e94bd4ef8a2c3b884cfa59ca342b2e"),
      Uint8Array.fromHex("0388dace60b6a392f328c2b971b2fe7800000000000000000000000000000080"),
    ),
    "f38cbb1ad69223dcc3457ae5b6b0f885",
  );
  assertEquals(
    ghash(
      Uint8Array.fromHex("b83b533708bf535d0aa6e52980d53b78"),
      Uint8Array.fromHex(
        "feedfacedeadbeeffeedfacedeadbeefabaddad2000000000000000000000000" +
          "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e" +
          "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e09100000000" +
          "00000000000000a000000000000001e0",
      ),
    ),
    "698e57f70e6ecc7fd9463b7260a9ae5f",
  );
});

Deno.test("any number of blocks under any key gives what the definition gives", () => {
  const random = createRandom(38);
  for (let blocks = 0; blocks < 40; blocks++) {
    const key = random.fill(new Uint8Array(16));
    const message = random.fill(new Uint8Array(16 * blocks));
    assertEquals(ghash(key, message), slowGhash(key, message), `${blocks} blocks`);
  }
});

Deno.test("each bit of a block and of a key counts", () => {
  for (let bit = 0; bit < 128; bit++) {
    const one = new Uint8Array(16);
    one[bit >> 3] = 0x80 >> (bit & 7);
    for (const other of [one, new Uint8Array(16).fill(0xff), Uint8Array.of(1, ...one.slice(1))]) {
      assertEquals(ghash(one, other), slowGhash(one, other));
      assertEquals(ghash(other, one), slowGhash(other, one));
    }
  }
});

Deno.test("a message may be taken in by parts", () => {
  const random = createRandom(7);
  const key = random.fill(new Uint8Array(16));
  const message = random.fill(new Uint8Array(16 * 9));
  const whole = ghash(key, message);
  for (let blocks = 0; blocks <= 9; blocks++) {
    kernel.memory.fill(0, Layout.state, Layout.state + 16);
    kernel.ghash(Layout.message, blocks);
    kernel.ghash(Layout.message + 16 * blocks, 9 - blocks);
    assertEquals(kernel.memory.slice(Layout.state, Layout.state + 16).toHex(), whole);
  }
});

Deno.test("a table is no part of the key that it was made from", () => {
  const key = createRandom(1).fill(new Uint8Array(16));
  const before = key.slice();
  const table = createGhashTable(key);
  assertEquals(key, before);
  table.fill(0);
  assertEquals(key, before);
  assert(createGhashTable(key).some((byte) => byte !== 0));
});
