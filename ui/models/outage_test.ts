import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { createPlayedTime } from "../../tests/played_time.ts";
import { createOutage } from "./outage.ts";

Deno.test("a loss is counted in whole seconds until the connection is back", () => {
  const time = createPlayedTime(5000);
  const lost = signal(false);
  const outage = createOutage(lost, time);
  time.pass(3000);
  assertEquals(outage.seconds.value, null);
  lost.value = true;
  assertEquals(outage.seconds.value, 0);
  time.pass(999);
  assertEquals(outage.seconds.value, 0);
  time.pass(61_001);
  assertEquals(outage.seconds.value, 62);
  lost.value = false;
  assertEquals([outage.seconds.value, time.pending()], [null, 0]);
  lost.value = true;
  assertEquals(outage.seconds.value, 0);
  outage.dispose();
  assertEquals(time.pending(), 0);
});
