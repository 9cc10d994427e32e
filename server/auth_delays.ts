/**
 * Failed logins, by the address that they come from: each makes the next answer slower. Too many under one name close the door to that name
 * from there for a while. A class behind one address that mistypes its password is slowed down, not locked out.
 * @module
 */
import { AUTH_DELAY_MS } from "../groups/credentials.ts";

/** So many failures wait no longer than one. */
const FREE_FAILURES = 5;
/** So many under one name are refused without a look at the credentials. */
const CLOSED_FAILURES = 100;
/** The longest wait, in milliseconds. */
const MAX_DELAY_MS = 10_000;
/** Time in which one failure is forgiven. */
const FORGIVE_MS = 20_000;
/** How many addresses and names are remembered; the one that has been quiet for longest goes first. */
const MAX_ACCOUNTS = 20_000;
/** What is looked at of a name, in UTF-16 units. */
const MAX_NAME_LENGTH = 100;

interface Account {
  failures: number;
  /** When `failures` was last brought up to date, as Unix time in milliseconds. */
  sinceMs: number;
}

/** The failures of all addresses, and of the names offered from them, those heard of last at the end. */
export type AuthDelays = Map<string, Account>;

/** What to do with somebody at the door: look at the credentials, or refuse. */
export type Admission = { readonly type: "wait" } | {
  readonly type: "closed";
  /** After this time it is worth another try. */
  readonly seconds: number;
};

/** No failures. */
export function createAuthDelays(): AuthDelays {
  return new Map();
}

/** Whether credentials from an address are to be looked at. `name` is the one offered, "" for a token. */
export function admit(delays: AuthDelays, host: string, name: string, nowMs: number): Admission {
  const failures = failuresOf(delays, keyOf(host, name), nowMs);
  if (failures < CLOSED_FAILURES) return { type: "wait" };
  const seconds = Math.ceil(((failures - CLOSED_FAILURES + 1) * FORGIVE_MS) / 1000);
  return { type: "closed", seconds };
}

/** Notes a failed login. Returns how long to wait before it is answered, in milliseconds. */
export function noteFailure(
  delays: AuthDelays,
  host: string,
  name: string,
  nowMs: number,
): number {
  addFailure(delays, keyOf(host, name), nowMs);
  const failures = addFailure(delays, host, nowMs);
  const doublings = Math.max(0, Math.floor(failures) - FREE_FAILURES);
  return Math.min(MAX_DELAY_MS, AUTH_DELAY_MS * 2 ** Math.min(doublings, 10));
}

/** Adds a failure to an account, and returns how many there are now. */
function addFailure(delays: AuthDelays, key: string, nowMs: number): number {
  const failures = Math.min(CLOSED_FAILURES + 10, failuresOf(delays, key, nowMs) + 1);
  delays.delete(key);
  delays.set(key, { failures, sinceMs: nowMs });
  if (delays.size > MAX_ACCOUNTS) {
    for (const oldest of delays.keys()) {
      delays.delete(oldest);
      break;
    }
  }
  return failures;
}

/** No address has a blank in it. */
function keyOf(host: string, name: string): string {
  return `${host} ${name.slice(0, MAX_NAME_LENGTH)}`;
}

function failuresOf(delays: AuthDelays, key: string, nowMs: number): number {
  const account = delays.get(key);
  if (account === undefined) return 0;
  return Math.max(0, account.failures - (nowMs - account.sinceMs) / FORGIVE_MS);
}
