/**
 * The portable ciphers against those of `node:crypto`, which make an object for each packet. What all backends have in
 * common is in `srtp_test.ts`.
 * @module
 */
import { createCipheriv, createHmac } from "node:crypto";
import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { NO_WORD } from "./srtp_context.ts";
import { createSrtpKernel, PIECE } from "./srtp_kernel.ts";
import type { StreamKeys } from "./srtp_keys.ts";
import { createPortableSuite } from "./srtp_portable.ts";

const PROFILE_NAMES = ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"] as const;
type Profile = typeof PROFILE_NAMES[number];

function keysOf(seed: number, profile: Profile): StreamKeys {
  const random = createRandom(seed);
  return {
    key: random.fill(new Uint8Array(16)),
    salt: new Uint8Array(0),
    authKey: random.fill(new Uint8Array(profile === "AEAD_AES_128_GCM" ? 0 : 20)),
  };
}

/** Ciphertext and tag of one message. */
function sealByNode(
  profile: Profile,
  keys: StreamKeys,
  iv: Uint8Array,
  clear: Uint8Array,
  data: Uint8Array,
  word: number,
): { readonly sealed: Uint8Array; readonly tag: Uint8Array } {
  const wordBytes = new Uint8Array(word === NO_WORD ? 0 : 4);
  if (word !== NO_WORD) new DataView(wordBytes.buffer).setUint32(0, word);
  if (profile === "AEAD_AES_128_GCM") {
    const cipher = createCipheriv("aes-128-gcm", keys.key, iv.subarray(0, 12));
    cipher.setAAD(Uint8Array.of(...clear, ...wordBytes));
    const sealed = new Uint8Array(cipher.update(data));
    cipher.final();
    return { sealed, tag: new Uint8Array(cipher.getAuthTag()) };
  }
  const cipher = createCipheriv("aes-128-ctr", keys.key, iv);
  const sealed = new Uint8Array(cipher.update(data));
  cipher.final();
  const hmac = createHmac("sha1", keys.authKey).update(clear).update(sealed).update(wordBytes);
  return { sealed, tag: new Uint8Array(hmac.digest().subarray(0, 10)) };
}

/** Every length up to what Ethernet carries, and those around the ends of pieces. */
const LENGTHS = [
  ...Array.from({ length: 1501 }, (_, i) => i),
  ...[1, 2, 3].flatMap((n) => [-41, -17, -16, -1, 0, 1, 16].map((i) => n * PIECE + i)),
  65_507,
];

for (const profile of PROFILE_NAMES) {
  Deno.test(`${profile}: packets of all lengths are sealed as by node:crypto, and opened`, () => {
    const random = createRandom(1100);
    const suite = createPortableSuite();
    const keys = keysOf(1, profile);
    const sealer = suite.sealer(profile, keys);
    const opener = suite.opener(profile, keys);
    const buf = new Uint8Array(66_000);
    const opened = new Uint8Array(66_000);
    for (const length of LENGTHS) {
      const clear = random.fill(new Uint8Array(12 + random.int(29)));
      const data = random.fill(new Uint8Array(length));
      // GCM has a word under SRTCP only, CM always.
      const bare = profile === "AEAD_AES_128_GCM" && random.int(2) === 0;
      const word = bare ? NO_WORD : random.int(2 ** 32);
      random.fill(suite.iv.subarray(0, 14));
      const { sealed, tag } = sealByNode(profile, keys, suite.iv, clear, data, word);
      const start = random.int(16);
      const dataStart = start + clear.length;
      const dataEnd = dataStart + length;
      buf.fill(0xee, 0, dataEnd + 64);
      buf.set(clear, start);
      buf.set(data, dataStart);
      const tagAt = dataEnd + (word === NO_WORD ? 0 : 4);
      sealer.seal(buf, start, dataStart, dataEnd, tagAt, word);
      assertEquals(buf.slice(start, dataEnd), Uint8Array.of(...clear, ...sealed), `${length}`);
      assertEquals(buf.slice(tagAt, tagAt + tag.length), tag, `${length}`);
      assert(buf[start - 1] === undefined || buf[start - 1] === 0xee);
      assert(buf[tagAt + tag.length] === 0xee);
      const open = () => opener.open(buf, start, dataStart, dataEnd, tagAt, word, opened, 5);
      assert(open(), `${length}`);
      assertEquals(opened.slice(5, 5 + length), data);
      buf[start + random.int(clear.length + length)]! ^= 1 << random.int(8);
      assert(!open(), `${length}`);
    }
    sealer.close();
    opener.close();
  });
}

Deno.test("ciphers that take turns do not disturb each other", () => {
  const suite = createPortableSuite();
  const random = createRandom(5);
  const data = random.fill(new Uint8Array(220));
  const peers = PROFILE_NAMES.flatMap((profile) =>
    [1, 2, 3].map((seed) => {
      const keys = keysOf(seed, profile);
      return { profile, keys, sealer: suite.sealer(profile, keys) };
    })
  );
  for (let i = 0; i < 500; i++) {
    const { profile, keys, sealer } = peers[random.int(peers.length)]!;
    random.fill(suite.iv.subarray(0, 14));
    const length = random.int(180);
    const buf = data.slice();
    sealer.seal(buf, 0, 12, 12 + length, 12 + length, 7);
    const clear = data.slice(0, 12);
    const plain = data.slice(12, 12 + length);
    const { sealed, tag } = sealByNode(profile, keys, suite.iv, clear, plain, 7);
    assertEquals(
      buf.slice(12, 12 + length + tag.length),
      Uint8Array.of(...sealed, ...tag),
    );
  }
  for (const { sealer } of peers) sealer.close();
});

Deno.test("closing a cipher leaves nothing of its key or last packet in the kernel", () => {
  for (const profile of PROFILE_NAMES) {
    const kernel = createSrtpKernel();
    const suite = createPortableSuite(kernel);
    const sealer = suite.sealer(profile, keysOf(9, profile));
    sealer.seal(new Uint8Array(200), 0, 12, 150, 150, 1);
    assert(kernel.memory.some((byte) => byte !== 0));
    sealer.close();
    assert(kernel.memory.every((byte) => byte === 0));
  }
});
