import { assert, assertEquals } from "../tests/assert.ts";
import { admit, createAuthDelays, noteFailure } from "./auth_delays.ts";

const HERE = "192.0.2.1";

Deno.test("the first failures are answered after 200 ms, further ones after twice as long each, up to 10 s", () => {
  const delays = createAuthDelays();
  const waits = Array.from({ length: 14 }, () => noteFailure(delays, HERE, "root", 0));
  assertEquals(waits, [
    ...[200, 200, 200, 200, 200, 400, 800, 1600, 3200, 6400],
    ...[10_000, 10_000, 10_000, 10_000],
  ]);
});

Deno.test("other addresses do not wait for what one does", () => {
  const delays = createAuthDelays();
  for (let i = 0; i < 200; i++) noteFailure(delays, HERE, "root", 0);
  assertEquals(admit(delays, HERE, "root", 0).type, "closed");
  assertEquals(admit(delays, "192.0.2.2", "root", 0), { type: "wait" });
  assertEquals(noteFailure(delays, "192.0.2.2", "root", 0), 200);
});

Deno.test("after a hundred failures the door is closed, says for how long, and opens then", () => {
  const delays = createAuthDelays();
  for (let i = 0; i < 99; i++) noteFailure(delays, HERE, "root", 0);
  assertEquals(admit(delays, HERE, "root", 0), { type: "wait" });
  noteFailure(delays, HERE, "root", 0);
  const admission = admit(delays, HERE, "root", 0);
  assert(admission.type === "closed");
  assertEquals(admission.seconds, 20);
  assertEquals(admit(delays, HERE, "root", 20_000), { type: "wait" });
});

Deno.test("however many fail, the door opens again within minutes", () => {
  const delays = createAuthDelays();
  for (let i = 0; i < 100_000; i++) noteFailure(delays, HERE, "root", 0);
  const admission = admit(delays, HERE, "root", 0);
  assert(admission.type === "closed" && admission.seconds <= 5 * 60);
  assertEquals(admit(delays, HERE, "root", admission.seconds * 1000), { type: "wait" });
});

Deno.test("failures are forgiven one after the other", () => {
  const delays = createAuthDelays();
  for (let i = 0; i < 7; i++) noteFailure(delays, HERE, "root", 0);
  assertEquals(noteFailure(delays, HERE, "root", 40_000), 400, "two of seven are forgiven");
  assertEquals(noteFailure(delays, HERE, "root", 3_600_000), 200);
});

Deno.test("a limited number of addresses is remembered, the quietest is forgotten first", () => {
  const delays = createAuthDelays();
  for (let i = 0; i < 100; i++) noteFailure(delays, HERE, "root", 0);
  for (let i = 0; i < 9_999; i++) noteFailure(delays, `host-${i}`, "root", 0);
  noteFailure(delays, HERE, "root", 0);
  noteFailure(delays, "one more", "root", 0);
  assertEquals(delays.size, 20_000);
  assertEquals(delays.has("host-0 root"), false);
  assertEquals(admit(delays, HERE, "root", 0).type, "closed");
});

Deno.test("who guesses one name's password closes the door to that name alone", () => {
  const delays = createAuthDelays();
  for (let i = 0; i < 200; i++) noteFailure(delays, HERE, "root", 0);
  assertEquals(admit(delays, HERE, "root", 0).type, "closed");
  assertEquals(admit(delays, HERE, "alice", 0), { type: "wait" });
  assertEquals(admit(delays, HERE, "", 0), { type: "wait" });
});
