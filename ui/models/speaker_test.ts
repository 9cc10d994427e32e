import { assertEquals } from "../../tests/assert.ts";
import { EMPTY_FLOOR, type Floor, hold, KEEP_MS, TAKE_MS } from "./speaker.ts";

/** Plays who speaks from when on, with the looks that are asked for; returns who had the floor from when on. */
function play(script: readonly (readonly [atMs: number, speaking: readonly string[]])[]) {
  const turns: [number, string | null][] = [];
  let floor: Floor = EMPTY_FLOOR;
  const look = (nowMs: number, speaking: readonly string[]) => {
    const change = hold(floor, speaking, () => true, nowMs);
    if (change.floor.speaker !== floor.speaker) turns.push([nowMs, change.floor.speaker]);
    floor = change.floor;
    return change.againAtMs;
  };
  script.forEach(([atMs, speaking], index) => {
    const untilMs = script[index + 1]?.[0] ?? Infinity;
    let nextMs: number | null = atMs;
    while (nextMs !== null && nextMs < untilMs) nextMs = look(nextMs, speaking);
  });
  return turns;
}

Deno.test("the first who speaks has the floor at once", () => {
  assertEquals(play([[0, []], [500, ["ada"]]]), [[500, "ada"]]);
});

Deno.test("a cough does not take the floor, a sentence does", () => {
  const script = [[0, ["ada"]], [9000, []], [9500, ["bob"]], [9800, []], [12_000, [
    "bob",
  ]]] as const;
  assertEquals(play(script), [[0, "ada"], [12_000 + TAKE_MS, "bob"]]);
});

Deno.test("nobody is interrupted who speaks", () => {
  const script = [[0, ["ada"]], [1000, ["ada", "bob"]], [60_000, ["bob"]]] as const;
  assertEquals(play(script), [[0, "ada"], [60_000, "bob"]]);
});

Deno.test("the floor does not change more often than a person can follow", () => {
  const script = [[0, ["ada"]], [100, ["bob"]]] as const;
  assertEquals(play(script), [[0, "ada"], [KEEP_MS, "bob"]]);
});

Deno.test("of several the one comes who has spoken for longest", () => {
  const script = [[0, ["ada"]], [3000, []], [4000, ["eve"]], [4100, ["bob", "eve"]]] as const;
  assertEquals(play(script), [[0, "ada"], [4000 + TAKE_MS, "eve"]]);
});

Deno.test("who had the floor keeps it in silence, and loses it by leaving", () => {
  const ada = hold(EMPTY_FLOOR, ["ada"], () => true, 0).floor;
  assertEquals(hold(ada, [], () => true, 1e6).floor.speaker, "ada");
  assertEquals(hold(ada, [], () => false, 1e6).floor.speaker, null);
  assertEquals(hold(ada, ["bob"], (name) => name === "bob", 10).floor.speaker, "bob");
});
