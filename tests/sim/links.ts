/**
 * Networks that change: what a path is like from when on, as a list of steps.
 * @module
 */
import type { Conditions, Path } from "./network.ts";
import { planIn, type World } from "./world.ts";

/** From `atMs` after now on, a path has these conditions; those that are not named stay as they are. */
export interface LinkStep extends Readonly<Partial<Conditions>> {
  readonly atMs: number;
}

/** Changes a path as the steps say. */
export function followSteps(world: World, path: Path, steps: readonly LinkStep[]): void {
  for (const { atMs, ...conditions } of steps) {
    planIn(world, atMs, () => Object.assign(path.conditions, conditions));
  }
}

/** Steps of a path that loses everything for `lengthMs`, each `everyMs`, from `fromMs` to `toMs`. */
export function outages(
  fromMs: number,
  toMs: number,
  everyMs: number,
  lengthMs: number,
): LinkStep[] {
  const steps: LinkStep[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += everyMs) {
    steps.push({ atMs, loss: 1 }, { atMs: atMs + lengthMs, loss: 0 });
  }
  return steps;
}
