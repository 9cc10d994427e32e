import { assert, assertEquals, assertNotEquals } from "../../tests/assert.ts";
import { createRandom, FUZZ_INPUTS } from "../../tests/random.ts";
import { addressFromBytes, addressOf, formatAddress, formatIp, parseIp } from "./address.ts";

Deno.test("IPv4 is read in strict dotted decimals", () => {
  assertEquals(parseIp("192.0.2.1"), new Uint8Array([192, 0, 2, 1]));
  assertEquals(parseIp("0.0.0.0"), new Uint8Array(4));
  const wrong = [
    "",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.256",
    "01.2.3.4",
    "1.2.3.+4",
    "1.2.3. 4",
    "1..3.4",
  ];
  for (const text of [...wrong, "1.2.3.4 ", "0x1.2.3.4", "1e1.2.3.4", "host"]) {
    assertEquals(parseIp(text), null, text);
  }
});

Deno.test("IPv6 is read in every spelling of RFC 4291 and written as RFC 5952 asks for", () => {
  const cases: [string, string][] = [
    ["2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["::1", "::1"],
    ["1::", "1::"],
    ["fe80::0001", "fe80::1"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
  ];
  for (const [text, written] of cases) {
    const bytes = parseIp(text);
    assert(bytes !== null, text);
    assertEquals(formatIp(bytes), written);
    assertEquals(parseIp(written), bytes);
  }
  const wrong = [":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::1"];
  for (const text of [...wrong, "fe80::1%eth0", "1:2:3:4:5:6:7:8::", ":1:2:3:4:5:6:7", "::1.2.3"]) {
    assertEquals(parseIp(text), null, text);
  }
  assertEquals(parseIp("1.2.3.4::"), null);
});

Deno.test("a mapped address is the IPv4 address, but keeps its spelling", () => {
  const mapped = addressOf("::ffff:192.0.2.1", 5000)!;
  const plain = addressOf("192.0.2.1", 5000)!;
  assertEquals(mapped.key, plain.key);
  assertEquals(mapped.bytes, plain.bytes);
  assertEquals(mapped.ip, "::ffff:192.0.2.1");
  assertEquals(formatAddress(mapped), "192.0.2.1:5000");
});

Deno.test("keys tell addresses and ports apart", () => {
  const keys = [
    addressOf("192.0.2.1", 5000),
    addressOf("192.0.2.1", 5001),
    addressOf("192.0.2.2", 5000),
    addressOf("255.255.255.255", 65535),
    addressOf("2001:db8::1", 5000),
    addressOf("2001:db8::1", 5001),
    addressOf("::c000:201", 5000),
  ].map((address) => address!.key);
  assertEquals(new Set(keys).size, keys.length);
  assertEquals(addressOf("2001:DB8::1", 5000)!.key, addressOf("2001:db8:0::1", 5000)!.key);
  assertNotEquals(addressOf("1.2.3.4", 1)!.key, addressOf("1.2.3.4", 2)!.key);
});

Deno.test("only ports of 1 to 65535 make an address", () => {
  for (const port of [0, -1, 65536, 1.5, NaN]) assertEquals(addressOf("192.0.2.1", port), null);
  assertEquals(formatAddress(addressOf("2001:db8::1", 65535)!), "[2001:db8::1]:65535");
});

Deno.test("every address survives bytes to text to bytes, and random text never throws", () => {
  const random = createRandom(11);
  const alphabet = "0123456789abcdef:.%";
  for (let i = 0; i < FUZZ_INPUTS; i++) {
    if (i % 2 === 0) {
      const bytes = random.fill(new Uint8Array(random.int(4) === 0 ? 4 : 16));
      // Runs of zeros are where writers and readers go wrong.
      for (let n = random.int(16); n > 0; n--) bytes[random.int(bytes.length)] = 0;
      const address = addressFromBytes(bytes, 1 + random.int(65535))!;
      assertEquals(address.bytes.join(), bytes.join());
    } else {
      let text = "";
      for (let n = random.int(30); n > 0; n--) text += alphabet[random.int(alphabet.length)];
      parseIp(text);
    }
  }
});
