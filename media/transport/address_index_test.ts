import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { formatIp } from "./address.ts";
import {
  type AddressIndex,
  createAddressIndex,
  findAddress,
  MAPPED_WORD,
} from "./address_index.ts";
import { addAddress, removeAddress } from "./address_index.ts";

/** The number of an address, found as a socket address of IPv6 holds it. */
function find(index: AddressIndex, ip: Uint8Array, port: number): number {
  const bytes = new Uint8Array(20);
  bytes.set(ip.length === 4 ? [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...ip] : ip);
  new DataView(bytes.buffer).setUint16(16, port);
  const [ip0, ip1, ip2, ip3] = new Int32Array(bytes.buffer);
  return findAddress(index, ip0!, ip1!, ip2!, ip3!, new Uint16Array(bytes.buffer)[8]!);
}

Deno.test("an address is found by its bytes, and by nothing near them", () => {
  const index = createAddressIndex();
  const ip = Uint8Array.of(0x20, 1, 0x0d, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  addAddress(index, 3, ip, 0xfedc);
  assertEquals(find(index, ip, 0xfedc), 3);
  assertEquals(find(index, ip, 0xdcfe), -1);
  for (let i = 0; i < 16; i++) {
    const near = ip.with(i, ip[i]! ^ 1);
    assertEquals(find(index, near, 0xfedc), -1);
  }
});

Deno.test("an IPv4 address is found as IPv6 maps it", () => {
  const index = createAddressIndex();
  addAddress(index, 0, Uint8Array.of(192, 0, 2, 1), 8443);
  assertEquals(find(index, Uint8Array.of(192, 0, 2, 1), 8443), 0);
  assertEquals(find(index, new Uint8Array(16).fill(0).with(15, 1), 8443), -1);
  assertEquals(index.words[2], MAPPED_WORD);
});

Deno.test("an index that grows and shrinks at random agrees with a map", () => {
  const random = createRandom(7);
  const index = createAddressIndex();
  const expected = new Map<string, number>();
  const addresses = Array.from({ length: 2000 }, (_, number) => {
    // Close neighbours and strangers, of both families.
    const ip = number % 3 === 0
      ? Uint8Array.of(10, 0, number >> 8, number)
      : random.fill(new Uint8Array(16));
    return { ip, port: 1 + random.int(65535), number };
  });
  for (let step = 0; step < 60_000; step++) {
    // The first half mostly adds, the second mostly removes.
    const limit = step < 30_000 ? addresses.length : 100;
    const { ip, port, number } = addresses[random.int(addresses.length)]!;
    const key = `${formatIp(ip)} ${port}`;
    assertEquals(find(index, ip, port), expected.get(key) ?? -1);
    if (expected.has(key)) {
      removeAddress(index, number);
      expected.delete(key);
    } else if (number < limit) {
      addAddress(index, number, ip, port);
      expected.set(key, number);
    }
    assertEquals(index.count, expected.size);
  }
});
