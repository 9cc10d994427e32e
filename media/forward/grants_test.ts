import { assertEquals } from "../../tests/assert.ts";
import {
  createGrant,
  type Grant,
  isHeld,
  noteEffect,
  noteFall,
  noteRise,
  wholeOf,
} from "./grants.ts";
import { createPacketRing } from "./packet_ring.ts";
import { createUpTrack } from "./up_track.ts";

const SECOND_US = 1_000_000;
const ENCODINGS = ["q", "h", "f"].map((rid, i) =>
  createUpTrack(i, "video", rid, i, 90_000, createPacketRing(8), true)
);
const [LOW, MIDDLE, HIGH] = ENCODINGS.map(wholeOf);

/** A rise that takes effect at one time, and a fall at another, in seconds. */
function riseAndFall(grant: Grant, risenS: number, fallenS: number): void {
  noteRise(grant, (risenS - 1) * SECOND_US);
  noteEffect(grant, risenS * SECOND_US);
  noteFall(grant, MIDDLE!, fallenS * SECOND_US);
}

/** How long the middle encoding is held at a time, in seconds. */
function heldFor(grant: Grant, fromS: number): number {
  let s = fromS;
  while (isHeld(grant, ENCODINGS, MIDDLE!, s * SECOND_US)) s++;
  return s - fromS;
}

Deno.test("a rise that fails within five seconds is held for ten, twice as long each time, up to a minute", () => {
  const grant = createGrant();
  const held = [100, 200, 300, 400, 500].map((s) => {
    riseAndFall(grant, s, s + 4);
    return heldFor(grant, s + 4);
  });
  assertEquals(held, [10, 20, 40, 60, 60]);
});

Deno.test("what failed is held with all above it, and nothing below", () => {
  const grant = createGrant();
  riseAndFall(grant, 10, 12);
  assertEquals(
    [LOW, MIDDLE, HIGH].map((choice) => isHeld(grant, ENCODINGS, choice!, 13 * SECOND_US)),
    [false, true, true],
  );
  assertEquals(isHeld(grant, ENCODINGS.slice(0, 1), LOW!, 13 * SECOND_US), false);
});

Deno.test("a fall is no failure if the rise had lasted, nor if it never took effect", () => {
  const grant = createGrant();
  riseAndFall(grant, 10, 15);
  assertEquals(heldFor(grant, 15), 0);
  noteRise(grant, 20 * SECOND_US);
  noteFall(grant, MIDDLE!, 21 * SECOND_US);
  assertEquals(heldFor(grant, 21), 0);
  noteFall(createGrant(), MIDDLE!, 21 * SECOND_US);
  assertEquals(heldFor(grant, 21), 0);
});

Deno.test("failures are forgotten a minute after their hold", () => {
  const grant = createGrant();
  riseAndFall(grant, 10, 12);
  noteEffect(grant, 82 * SECOND_US);
  riseAndFall(grant, 100, 102);
  assertEquals(heldFor(grant, 102), 20);
  noteEffect(grant, 183 * SECOND_US);
  riseAndFall(grant, 200, 202);
  assertEquals(heldFor(grant, 202), 10);
});
