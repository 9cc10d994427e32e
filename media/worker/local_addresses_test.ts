import { assertEquals } from "../../tests/assert.ts";
import { announcedAddresses, type InterfaceAddress } from "./local_addresses.ts";

const machine: InterfaceAddress[] = [
  { family: "IPv4", address: "127.0.0.1" },
  { family: "IPv4", address: "192.0.2.7" },
  { family: "IPv4", address: "169.254.3.4" },
  { family: "IPv6", address: "::1" },
  { family: "IPv6", address: "2001:db8::7" },
  { family: "IPv6", address: "fe80::1" },
];

Deno.test("the machine's addresses are announced, but for loopback and link-local ones", () => {
  assertEquals(announcedAddresses([], true, () => machine), ["192.0.2.7", "2001:db8::7"]);
});

Deno.test("without an IPv6 socket no IPv6 address is announced", () => {
  assertEquals(announcedAddresses([], false, () => machine), ["192.0.2.7"]);
});

Deno.test("configured addresses stand in for the machine's own", () => {
  assertEquals(announcedAddresses(["203.0.113.1"], true, () => machine), ["203.0.113.1"]);
});

Deno.test("a machine without a network announces loopback", () => {
  assertEquals(announcedAddresses([], true, () => machine.slice(0, 1)), ["127.0.0.1"]);
});
