/**
 * Which encodings of a publisher anybody receives, put together from what each worker says of its own receivers. Nothing is
 * switched off on a guess: a worker that has receivers and has said nothing wants everything.
 * @module
 */
import type { SessionId, WantedEncoding } from "../media/worker/commands.ts";

/** What workers have said of one up session. */
interface Reports {
  /** By number of the worker. */
  readonly byWorker: Map<number, readonly WantedEncoding[]>;
  /** What the publisher was told last. */
  told: readonly WantedEncoding[];
}

/** What is wanted of all up sessions. */
export interface WantedEncodings {
  readonly sessions: Map<SessionId, Reports>;
}

/** Makes the record of nothing said. */
export function createWantedEncodings(): WantedEncodings {
  return { sessions: new Map() };
}

/**
 * Takes what a worker says of an up session.
 * @param workers numbers of all workers that forward it
 * @returns what the publisher is to be told; null if that is nothing new
 */
export function noteWanted(
  all: WantedEncodings,
  session: SessionId,
  worker: number,
  wanted: readonly WantedEncoding[],
  workers: readonly number[],
): readonly WantedEncoding[] | null {
  const reports: Reports = all.sessions.get(session) ?? { byWorker: new Map(), told: [] };
  all.sessions.set(session, reports);
  reports.byWorker.set(worker, wanted);
  return reviewWanted(all, session, workers);
}

/** Looks again at an up session that other workers forward than before. Returns what {@link noteWanted} does. */
export function reviewWanted(
  all: WantedEncodings,
  session: SessionId,
  workers: readonly number[],
): readonly WantedEncoding[] | null {
  const reports = all.sessions.get(session);
  if (reports === undefined) return null;
  for (const worker of reports.byWorker.keys()) {
    if (!workers.includes(worker)) reports.byWorker.delete(worker);
  }
  const said = workers.map((worker) => reports.byWorker.get(worker));
  const rids = new Set([...said, reports.told].flatMap((each) => each ?? []).map(({ rid }) => rid));
  const wanted = [...rids].map((rid) => ({
    rid,
    active: said.some((each) => each?.find((one) => one.rid === rid)?.active ?? true),
  }));
  if (isSame(wanted, reports.told)) return null;
  reports.told = wanted;
  return wanted;
}

/** A session is over. */
export function forgetWanted(all: WantedEncodings, session: SessionId): void {
  all.sessions.delete(session);
}

function isSame(a: readonly WantedEncoding[], b: readonly WantedEncoding[]): boolean {
  return a.length === b.length &&
    a.every(({ rid, active }) => b.some((other) => other.rid === rid && other.active === active));
}
