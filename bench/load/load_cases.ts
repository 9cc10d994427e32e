/**
 * What is measured: who is there, and what is sent.
 * @module
 */
import type { MediaPlan } from "./media_source.ts";

/** Who takes part. */
export type Shape =
  /** One publishes, the others receive. */
  | { readonly type: "lecture"; readonly receivers: number }
  /** A lecture with some receivers, whom others join at even distances in time. */
  | {
    readonly type: "joins";
    readonly present: number;
    readonly joining: number;
    readonly overMs: number;
  }
  /** Everybody publishes and receives all others. */
  | { readonly type: "meeting"; readonly members: number };

/** One measurement. */
export interface LoadCase {
  readonly name: string;
  readonly shape: Shape;
  readonly plan: MediaPlan;
  /** Whether `--quick` runs it. */
  readonly quick: boolean;
}

const LECTURE: MediaPlan = {
  videoBps: 1_500_000,
  packetBytes: 1100,
  pacing: "burst",
  sizes: "full",
};
const EVEN: MediaPlan = { ...LECTURE, pacing: "even" };
const SPLIT: MediaPlan = { ...LECTURE, sizes: "split" };
const MEETING: MediaPlan = { ...LECTURE, videoBps: 300_000 };

/** All measurements of `bench:load`, in their order. */
export const LOAD_CASES: readonly LoadCase[] = [
  // The last keeps a server of one worker about half as busy as it can be, on the machine of docs/performance.md.
  ...[10, 30, 50, 100, 400, 600].flatMap((receivers) => [
    lecture(receivers, "bursts", LECTURE, receivers <= 30),
    lecture(receivers, "even", EVEN, receivers === 30),
  ]),
  lecture(100, "bursts, frames cut as browsers do", SPLIT, false),
  joins(10, 20, 1000, true),
  joins(10, 100, 5000, false),
  meeting(5, true),
  meeting(20, false),
  meeting(30, false),
];

/** Those of `bench:peers`. */
export const PEER_CASES: readonly LoadCase[] = [
  lecture(30, "bursts", LECTURE, true),
  lecture(30, "even", EVEN, true),
  lecture(100, "bursts", LECTURE, true),
];

/** How many peer connections a case makes, publishers' included. */
export function peersOf(shape: Shape): number {
  switch (shape.type) {
    case "lecture":
      return shape.receivers + 1;
    case "joins":
      return shape.present + shape.joining + 1;
    case "meeting":
      return shape.members * shape.members;
  }
}

function lecture(receivers: number, variant: string, plan: MediaPlan, quick: boolean): LoadCase {
  return {
    name: `1 → ${receivers}, ${variant}`,
    shape: { type: "lecture", receivers },
    plan,
    quick,
  };
}

function joins(present: number, joining: number, overMs: number, quick: boolean): LoadCase {
  const name = `${joining} joins in ${overMs / 1000} s`;
  return { name, shape: { type: "joins", present, joining, overMs }, plan: LECTURE, quick };
}

function meeting(members: number, quick: boolean): LoadCase {
  const name = `meeting ${members} × ${members}, 300 kb/s`;
  return { name, shape: { type: "meeting", members }, plan: MEETING, quick };
}
