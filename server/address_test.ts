import { assertEquals } from "../tests/assert.ts";
import { isIpv4, isIpv6, networkOf, parseListenAddress } from "./address.ts";

for (
  const [text, hostname, port] of [
    [":8443", "", 8443],
    [":0", "", 0],
    ["localhost:65535", "localhost", 65535],
    ["video.example.org:443", "video.example.org", 443],
    ["192.0.2.1:80", "192.0.2.1", 80],
    ["[::1]:8443", "::1", 8443],
    ["[2001:db8::1]:1", "2001:db8::1", 1],
    ["[::ffff:192.0.2.1]:1", "::ffff:192.0.2.1", 1],
  ] as const
) {
  Deno.test(`${text} is an address to listen on`, () => {
    assertEquals(parseListenAddress(text), { hostname, port });
  });
}

for (
  const text of [
    "",
    "8443",
    ":",
    ":65536",
    ":-1",
    ":1x",
    "::1:80",
    "[::1]",
    "[::1]:",
    "[192.0.2.1]:80",
    "[::1%eth0]:80",
    "[:::1]:80",
    "1.2.3:80",
    "256.1.1.1:80",
    "a b:80",
    "-a:80",
    "a..b:80",
    "/run/socket",
    "https://example.org:443",
    `${"a".repeat(64)}:80`,
  ]
) {
  Deno.test(`"${text}" is no address to listen on`, () => {
    assertEquals(parseListenAddress(text), null);
  });
}

Deno.test("addresses are told from what only looks like them", () => {
  assertEquals(["0.0.0.0", "255.255.255.255", "1.2.3.4"].map(isIpv4), [true, true, true]);
  assertEquals(["1.2.3", "01.2.3.4", "1.2.3.256", "1.2.3.4.5", "", "a.b.c.d"].some(isIpv4), false);
  assertEquals(["::", "::1", "fe80::1", "2001:DB8:0:0:0:0:0:1"].map(isIpv6), [
    true,
    true,
    true,
    true,
  ]);
  assertEquals(["1.2.3.4", "", ":", "1::2::3", "g::", "::1]", "fe80::1%1"].some(isIpv6), false);
});

Deno.test("all addresses of one machine are of one network, others' are not", () => {
  for (
    const [address, network] of [
      ["192.0.2.1:80", "192.0.2.1"],
      ["192.0.2.1", "192.0.2.1"],
      ["[::ffff:192.0.2.1]:80", "192.0.2.1"],
      ["[2001:db8:1:2:3:4:5:6]:80", "2001:db8:1:2::"],
      ["[2001:DB8:1:2::1]", "2001:db8:1:2::"],
      ["[2001:db8:1:2:ffff::]:1", "2001:db8:1:2::"],
      ["[2001:db8::1]:1", "2001:db8:0:0::"],
      ["[::1]:1", "0:0:0:0::"],
      ["[1:2:3::]:1", "1:2:3:0::"],
      ["[fe80::1%eth0]:1", "fe80::1%eth0"],
      ["localhost", "localhost"],
    ] as const
  ) assertEquals(networkOf(address), network, address);
});
