/**
 * What the doctor checks, and what it may find: plain data.
 * @module
 */

/** The checks, in the order in which they are shown. */
export const CHECKS = [
  "browser",
  "camera",
  "microphone",
  "speaker",
  "socket",
  "udp",
  "tcp",
  "turn",
  "upload",
  "download",
  "stability",
] as const;

/** One check. */
export type CheckId = typeof CHECKS[number];

/**
 * How a check stands. `asking` waits for the person's own judgement, `absent` is what this server does not offer, `skipped` what could
 * not be found out, because of another finding or because the person has stopped the tests.
 */
export type CheckState =
  | "waiting"
  | "running"
  | "asking"
  | "good"
  | "trouble"
  | "absent"
  | "skipped";

/** A finding: what it means, and what to tell the network's administrator ("" for nothing). */
export interface Outcome {
  readonly state: CheckState;
  readonly meaning: string;
  readonly advice: string;
  /** Figures and names behind it. */
  readonly facts: readonly Fact[];
}

/** A figure with its name. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** All checks as they stand. */
export type Rows = Readonly<Record<CheckId, Outcome>>;

/** An outcome; advice and facts may be left out. */
export function outcome(
  state: CheckState,
  meaning: string,
  advice = "",
  facts: readonly Fact[] = [],
): Outcome {
  return { state, meaning, advice, facts };
}

/** Nothing has been checked. */
export function createRows(): Rows {
  const waiting = outcome("waiting", "");
  return Object.fromEntries(CHECKS.map((id) => [id, waiting])) as Record<CheckId, Outcome>;
}

/** Whether a check is over, as far as the machine goes. */
export function isOver({ state }: Outcome): boolean {
  return state !== "waiting" && state !== "running";
}
