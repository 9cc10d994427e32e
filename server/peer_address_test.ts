import { assertEquals } from "../tests/assert.ts";
import { hostOf } from "./address.ts";
import { peerAddress } from "./peer_address.ts";

const OPEN = { proxyURL: "", trustedProxies: [] };
const BEHIND = { proxyURL: "https://meet.example.org/", trustedProxies: [] };
const NAMED = { proxyURL: "", trustedProxies: ["192.0.2.80", "2001:db8:0::80"] };
const HALL = "198.51.100.7";

for (
  const [what, config, address, header, expected] of [
    ["nobody is believed by default", OPEN, "127.0.0.1:5", HALL, "127.0.0.1:5"],
    ["without the header it is the connection's", BEHIND, "127.0.0.1:5", "", "127.0.0.1:5"],
    ["a proxy on this machine is believed", BEHIND, "127.0.0.1:5", HALL, HALL],
    ["over IPv6 too", BEHIND, "[::1]:5", HALL, HALL],
    ["and as IPv4 in IPv6", BEHIND, "[::ffff:127.0.0.1]:5", HALL, HALL],
    ["a stranger is not", BEHIND, "203.0.113.9:5", HALL, "203.0.113.9:5"],
    ["a named proxy is believed", NAMED, "192.0.2.80:5", HALL, HALL],
    ["however it is written", NAMED, "[2001:db8::80]:5", HALL, HALL],
    ["then this machine is not", NAMED, "127.0.0.1:5", HALL, "127.0.0.1:5"],
    ["what a client wrote itself does not count", BEHIND, "127.0.0.1:5", `1.1.1.1, ${HALL}`, HALL],
    [
      "of several proxies each is looked behind",
      NAMED,
      "192.0.2.80:5",
      `${HALL}, 2001:db8::80`,
      HALL,
    ],
    ["IPv6 gets brackets", BEHIND, "127.0.0.1:5", "2001:DB8::7", "[2001:db8::7]"],
    ["a port is left out", BEHIND, "127.0.0.1:5", `${HALL}:4000`, HALL],
    ["also behind brackets", BEHIND, "127.0.0.1:5", "[2001:db8::7]:4000", "[2001:db8::7]"],
    [
      "what is no address ends the search",
      BEHIND,
      "127.0.0.1:5",
      `${HALL}, unknown`,
      "127.0.0.1:5",
    ],
    [
      "an endless header is not read",
      BEHIND,
      "127.0.0.1:5",
      `${HALL}, `.repeat(1000),
      "127.0.0.1:5",
    ],
  ] as const
) {
  Deno.test(`where a request comes from: ${what}`, () => {
    const headers: HeadersInit = header === "" ? {} : { "x-forwarded-for": header };
    const request = new Request("https://meet.example.org/", { headers });
    const found = peerAddress(request, address, config);
    assertEquals(found, expected);
    assertEquals(hostOf(found).includes("["), false);
  });
}
