import { createHmac } from "node:crypto";
import { assertEquals, assertThrows } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { computeHmac, createHmacKey, HMAC_SHA1_LENGTH } from "./hmac_sha1.ts";

function hmacHex(key: Uint8Array, message: Uint8Array): string {
  const mac = new Uint8Array(HMAC_SHA1_LENGTH);
  computeHmac(createHmacKey(key), message, message.length, mac);
  return mac.toHex();
}

const ascii = (text: string) => new TextEncoder().encode(text);

Deno.test("the vectors of RFC 2202, section 3, hold", () => {
  assertEquals(
    hmacHex(new Uint8Array(20).fill(0x0b), ascii("Hi There")),
    "b617318655057264e28bc0b6fb378c8ef146be00",
  );
  assertEquals(
    hmacHex(ascii("Jefe"), ascii("what do ya want for nothing?")),
    "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
  );
  assertEquals(
    hmacHex(new Uint8Array(20).fill(0xaa), new Uint8Array(50).fill(0xdd)),
    "125d7342b9ac11cd91a39af48aa17b4f63f175d3",
  );
});

Deno.test("every length of key and message gives what node:crypto gives", () => {
  const random = createRandom(1);
  for (let length = 0; length < 200; length++) {
    const key = random.fill(new Uint8Array(length % 65));
    const message = random.fill(new Uint8Array(length));
    assertEquals(hmacHex(key, message), createHmac("sha1", key).update(message).digest("hex"));
  }
});

Deno.test("a key longer than a block is refused", () => {
  assertThrows(() => createHmacKey(new Uint8Array(65)), RangeError);
});
