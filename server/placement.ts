/**
 * On which worker a session is to live. The sessions of a group live where the first of them was put, on the least busy worker then, since
 * what stays on one worker need not be lent; they spread to others when that one has clearly more to do than they. All that one
 * viewer receives stays on one worker, which has to know what goes over the viewer's network.
 * @module
 */
import type { SessionId, ViewerId } from "../media/worker/commands.ts";

/** How many more sessions a worker may have than the least busy one before a group spreads. */
const HOME_ADVANTAGE = 8;

/** A worker, as far as it matters here. */
export interface Host {
  readonly ready: boolean;
  readonly sessions: ReadonlySet<SessionId>;
}

/** Where the sessions of a group or viewer live, and how many there are. */
interface Home<H extends Host> {
  readonly host: H;
  sessions: number;
}

/** Who lives where. */
export interface Placement<H extends Host> {
  readonly hosts: readonly H[];
  /** By name of the group. */
  readonly places: Map<string, Home<H>>;
  readonly viewers: Map<ViewerId, Home<H>>;
}

/** Makes the record of workers without sessions. */
export function createPlacement<H extends Host>(hosts: readonly H[]): Placement<H> {
  return { hosts, places: new Map(), viewers: new Map() };
}

/** Finds a worker for a session of `place`, which sends to `viewer`, or receives a publisher (null). */
export function settle<H extends Host>(
  placement: Placement<H>,
  place: string,
  viewer: ViewerId | null,
): H {
  const home = enter(placement.places, place, () => leastBusy(placement.hosts));
  if (viewer === null) return roomFor(placement.hosts, home);
  return enter(placement.viewers, viewer, () => roomFor(placement.hosts, home));
}

/** One of the sessions that {@link settle} found a worker for is over. */
export function unsettle<H extends Host>(
  placement: Placement<H>,
  place: string,
  viewer: ViewerId | null,
): void {
  leave(placement.places, place);
  if (viewer !== null) leave(placement.viewers, viewer);
}

function enter<K, H extends Host>(homes: Map<K, Home<H>>, key: K, choose: () => H): H {
  const home = homes.get(key) ?? { host: choose(), sessions: 0 };
  homes.set(key, home);
  home.sessions++;
  return home.host;
}

function leave<K, H extends Host>(homes: Map<K, Home<H>>, key: K): void {
  const home = homes.get(key);
  if (home !== undefined && --home.sessions === 0) homes.delete(key);
}

function leastBusy<H extends Host>(hosts: readonly H[]): H {
  const running = hosts.filter((host) => host.ready);
  const [first, ...rest] = running.length > 0 ? running : hosts;
  if (first === undefined) throw new RangeError("there must be a media worker");
  return rest.reduce(
    (least, host) => host.sessions.size < least.sessions.size ? host : least,
    first,
  );
}

/** Beside the others, unless that worker has clearly more to do than another. */
function roomFor<H extends Host>(hosts: readonly H[], home: H): H {
  const least = leastBusy(hosts);
  return home.sessions.size - least.sessions.size >= HOME_ADVANTAGE ? least : home;
}
