/**
 * What is live, as it was seen last.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Client, type Failure, groupPath } from "./client.ts";
import { type LiveGroup, readStatistics } from "./live.ts";

/** What is live. */
export interface Live {
  /** Null until it is known. What was seen last stays when the server does not answer. */
  readonly groups: ReadonlySignal<readonly LiveGroup[] | null>;
  readonly failure: ReadonlySignal<Failure | null>;
  /** Looks again. Of several answers that to the last question counts. */
  refresh(): Promise<void>;
}

/** What is live in one group, even if nobody is in, or in all (null). Nothing is asked for yet. */
export function createLive(ask: Client, group: string | null): Live {
  const groups = signal<readonly LiveGroup[] | null>(null);
  const failure = signal<Failure | null>(null);
  const path = group === null ? ".stats" : `${groupPath(group)}/.stats`;
  let asked = 0;
  return {
    groups,
    failure,
    async refresh() {
      const number = ++asked;
      const answer = await ask("GET", path);
      if (number !== asked) return;
      failure.value = answer.ok ? null : answer.failure;
      if (!answer.ok) return;
      groups.value = group === null ? readStatistics(answer.value) : [readOne(answer.value, group)];
    },
  };
}

/** The one group, from its own record. */
function readOne(value: unknown, name: string): LiveGroup {
  return readStatistics([value])[0] ?? { name, locked: false, members: [] };
}
