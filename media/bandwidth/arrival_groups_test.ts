import { assertEquals } from "../../tests/assert.ts";
import { addArrival, createArrivalGroups } from "./arrival_groups.ts";

/** Feeds packets as [sent, arrived] in ms; returns the deltas [sent, arrived] in ms of each complete pair of groups. */
function deltasOf(
  packets: readonly (readonly [number, number])[],
  learnedMs: (index: number) => number = (index) => packets[index]![1],
): [number, number][] {
  const groups = createArrivalGroups();
  const deltas: [number, number][] = [];
  packets.forEach(([sentMs, arrivedMs], index) => {
    if (addArrival(groups, sentMs * 1000, arrivedMs * 1000, learnedMs(index) * 1000)) {
      deltas.push([groups.sentDeltaUs / 1000, groups.arrivalDeltaUs / 1000]);
    }
  });
  return deltas;
}

Deno.test("groups of one packet are compared one by one", () => {
  assertEquals(deltasOf([[0, 100], [20, 121], [40, 143], [60, 166]]), [[20, 21], [20, 22]]);
});

Deno.test("packets that leave within five milliseconds are one group, measured by its last packet", () => {
  assertEquals(deltasOf([[0, 100], [2, 103], [4, 109], [30, 130], [60, 160], [90, 190]]), [
    [26, 21],
    [30, 30],
  ]);
});

Deno.test("packets that waited together and arrive at once are one group", () => {
  assertEquals(deltasOf([[0, 100], [20, 200], [40, 201], [60, 202], [80, 220], [100, 240]]), [
    [60, 102],
    [20, 18],
  ]);
});

Deno.test("a packet from before its group is passed over", () => {
  assertEquals(deltasOf([[0, 100], [20, 120], [10, 125], [40, 140], [60, 160]]), [
    [20, 20],
    [20, 20],
  ]);
});

Deno.test("a receiver's clock that jumps ahead begins anew instead of telling of a queue", () => {
  const packets = [[0, 0], [20, 20], [40, 40_040], [60, 40_060], [80, 40_080], [100, 40_100], [
    120,
    40_120,
  ]] as const;
  assertEquals(deltasOf(packets, (index) => packets[index]![0]), [[20, 20], [20, 20]]);
});

Deno.test("a receiver's clock that is set back begins anew after three groups", () => {
  const packets = Array.from({ length: 12 }, (_, i) => {
    const sentMs = i * 20;
    return [sentMs, i < 2 ? 5000 + sentMs : sentMs] as const;
  });
  const deltas = deltasOf(packets);
  assertEquals(deltas, Array.from({ length: 4 }, () => [20, 20]));
});
