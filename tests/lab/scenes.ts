/**
 * What happens in the laboratory: calls of one publisher and some viewers whose wires change as the steps say. Calls of
 * one act take place at the same time.
 * @module
 */
import type { Conditions } from "./network.ts";

/** Encodings as users publish them, the least first, of a picture of 960×540: what the figures to reach speak of. */
export const ENCODINGS = [
  { rid: "l", scale: 4, bps: 150_000 },
  { rid: "m", scale: 2, bps: 500_000 },
  { rid: "h", scale: 1, bps: 1_500_000 },
] as const;

/** From `atS` seconds after the beginning on, a wire has these conditions; those that are not named stay. */
export interface Step extends Readonly<Partial<Conditions>> {
  readonly atS: number;
}

/** Somebody with a wire. */
export interface Role {
  /** Also the name of the network namespace: a word. */
  readonly name: string;
  readonly publishes: boolean;
  readonly steps: readonly Step[];
}

/** Calls at the same time. Each call's first role publishes. */
export interface Act {
  readonly seconds: number;
  readonly calls: readonly (readonly Role[])[];
}

const publisher = (name: string, steps: readonly Step[] = []): Role => ({
  name,
  publishes: true,
  steps,
});
const viewer = (name: string, steps: readonly Step[] = []): Role => ({
  name,
  publishes: false,
  steps,
});

/** When the capacity of the viewer "valley" falls and rises, in seconds. */
export const VALLEY = { fallS: 12, riseS: 24 } as const;

/** When the capacity of the publisher "climber" falls and rises. */
export const CLIMB = { fallS: 10, riseS: 22 } as const;

/** When the loss of the publisher "leaky" begins: before it, its viewer's estimate is that of a fine network. */
export const LEAK_S = 10;

/** When the outages of the viewer "gaps" begin, and how long each lasts. */
export const OUTAGES_S: readonly number[] = [8, 16, 24, 32];
export const OUTAGE_S = 0.3;

/** All of it. */
export const ACTS: readonly Act[] = [
  {
    seconds: 45,
    calls: [[
      publisher("source"),
      viewer("valley", [
        { atS: 0, downBps: 3_000_000 },
        { atS: VALLEY.fallS, downBps: 600_000 },
        { atS: VALLEY.riseS, downBps: 3_000_000 },
      ]),
      viewer("steady", [{ atS: 0, downBps: 1_200_000 }]),
      viewer("slow", [{ atS: 5, downBps: 200_000 }]),
      viewer("fine"),
    ]],
  },
  {
    seconds: 40,
    calls: [[
      publisher("origin"),
      viewer("loss5", [{ atS: 0, downLoss: 0.05, rttMs: 60 }]),
      viewer("loss15", [{ atS: 0, downLoss: 0.15, rttMs: 60 }]),
      viewer(
        "gaps",
        OUTAGES_S.flatMap((atS) => [
          { atS, downLoss: 1 },
          { atS: atS + OUTAGE_S, downLoss: 0 },
        ]),
      ),
      viewer("calm"),
    ]],
  },
  {
    seconds: 45,
    calls: [
      [
        publisher("climber", [
          { atS: 0, upBps: 3_000_000 },
          { atS: CLIMB.fallS, upBps: 800_000 },
          { atS: CLIMB.riseS, upBps: 3_000_000 },
        ]),
        viewer("audience"),
      ],
      [publisher("leaky", [{ atS: LEAK_S, upLoss: 0.05 }]), viewer("listener")],
    ],
  },
];
