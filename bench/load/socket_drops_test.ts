import { assertEquals } from "../../tests/assert.ts";
import { parseSocketDrops } from "./socket_drops.ts";

const TEXT =
  `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout \
inode ref pointer drops             
  170: 00000000:E2B0 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 60416 2 0 7 
  298: 0100007F:0016 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 60417 2 0 5 
`;

Deno.test("only the named ports' drops count", () => {
  assertEquals(parseSocketDrops(TEXT, [0xe2b0]), 7);
  assertEquals(parseSocketDrops(TEXT, [0xe2b0, 22]), 12);
  assertEquals(parseSocketDrops(TEXT, [23]), 0);
  assertEquals(parseSocketDrops("", [22]), 0);
});
