import { assert, assertEquals } from "../../tests/assert.ts";
import { deriveKey, deriveKeys, wipeKeys } from "./srtp_keys.ts";

/** Bytes written as hexadecimal digits, with spaces anywhere. */
function hex(text: string): Uint8Array {
  return Uint8Array.from(text.replace(/\s/g, "").match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Master key and salt of RFC 3711 section B.3. */
const KEY = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
const SALT = hex("0EC675AD498AFEEBB6960B3AABE6");

Deno.test("keys are derived as in RFC 3711 section B.3", () => {
  assertEquals(deriveKey(KEY, SALT, 0, 16), hex("C61E7A93744F39EE10734AFE3FF7A087"));
  assertEquals(deriveKey(KEY, SALT, 2, 14), hex("30CBBC08863D8C85D49DB34A9AE1"));
  assertEquals(
    deriveKey(KEY, SALT, 1, 94),
    hex(`CEBE321F6FF7716B6FD4AB49AF256A15 6D38BAA48F0A0ACF3C34E2359E6CDBCE
         E049646C43D9327AD175578EF7227098 6371C10C9A369AC2F94A8C5FBCDDDC25
         6D6E919A48B610EF17C2041E47403576 6B68642C59BBFC2F34DB60DBDFB2`),
  );
});

Deno.test("SRTP and SRTCP get keys of the profile's lengths and none in common", () => {
  const cm = deriveKeys({ profile: "AES_CM_128_HMAC_SHA1_80", key: KEY, salt: SALT });
  assertEquals(cm.rtp.key, hex("C61E7A93744F39EE10734AFE3FF7A087"));
  assertEquals(cm.rtp.salt, hex("30CBBC08863D8C85D49DB34A9AE1"));
  assertEquals(cm.rtp.authKey, hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
  assertEquals([cm.rtcp.key.length, cm.rtcp.salt.length, cm.rtcp.authKey.length], [16, 14, 20]);
  const gcm = deriveKeys({ profile: "AEAD_AES_128_GCM", key: KEY, salt: SALT.subarray(0, 12) });
  assertEquals([gcm.rtp.key.length, gcm.rtp.salt.length, gcm.rtp.authKey.length], [16, 12, 0]);
  const keys = [cm.rtp, cm.rtcp, gcm.rtp, gcm.rtcp].map((stream) => stream.key.join());
  assertEquals(new Set(keys).size, 4);
});

Deno.test("wiped keys are zero", () => {
  const keys = deriveKeys({ profile: "AES_CM_128_HMAC_SHA1_80", key: KEY, salt: SALT });
  wipeKeys(keys);
  for (const stream of [keys.rtp, keys.rtcp]) {
    for (const bytes of [stream.key, stream.salt, stream.authKey]) {
      assert(bytes.every((byte) => byte === 0));
    }
  }
});
