import { assertEquals, assertThrows } from "../../tests/assert.ts";
import {
  createAddressTable,
  endpointOf,
  numberOf,
  releaseAddress,
  retainAddress,
} from "./address_table.ts";

Deno.test("an address has one number however many use it", () => {
  const table = createAddressTable();
  const number = retainAddress(table, "::ffff:192.0.2.1", 5000);
  assertEquals(retainAddress(table, "::ffff:192.0.2.1", 5000), number);
  assertEquals(numberOf(table, "::ffff:192.0.2.1", 5000), number);
  assertEquals(endpointOf(table, number), { ip: "::ffff:192.0.2.1", port: 5000 });
});

Deno.test("an address is forgotten when its last user lets go, and its number is used again", () => {
  const table = createAddressTable();
  const first = retainAddress(table, "192.0.2.1", 5000);
  retainAddress(table, "192.0.2.1", 5000);
  releaseAddress(table, first);
  assertEquals(numberOf(table, "192.0.2.1", 5000), first);
  releaseAddress(table, first);
  assertEquals(numberOf(table, "192.0.2.1", 5000), undefined);
  assertEquals(endpointOf(table, first), undefined);
  assertEquals(table.numbers.size, 0);
  assertEquals(retainAddress(table, "192.0.2.2", 5001), first);
});

Deno.test("strangers have no number, and freeing a free number is a mistake", () => {
  const table = createAddressTable();
  assertEquals(numberOf(table, "192.0.2.9", 1), undefined);
  assertThrows(() => releaseAddress(table, 0), RangeError);
});
