/**
 * DTLS datagrams that wait for their turn. A handshake costs milliseconds of computing, a packet of media microseconds: when
 * many join at once, media goes first, and handshakes come one datagram at a time between the loop's turns.
 * @module
 */
import { receiveDtls } from "../transport/dtls.ts";
import type { Session } from "../transport/session.ts";
import { countDrop, type Drops } from "./drops.ts";

/** A thousand people who join in the same second, with what they repeat. */
const MAX_WAITING = 4096;

/** Of one peer, so that nobody's flood is before everybody else: its longest flight, repeated. */
const MAX_WAITING_EACH = 16;

/** Handshakes under way in one worker. Made by `createHandshakes`. */
export interface Handshakes {
  /** Oldest first, from `next` on. */
  readonly waiting: { readonly session: Session; readonly datagram: Uint8Array }[];
  next: number;
  /** How many wait, by session. */
  readonly counts: Map<Session, number>;
  readonly drops: Drops;
  /** Sees to it that `runHandshake` is called soon. */
  readonly wake: () => void;
}

/** Makes an empty queue. */
export function createHandshakes(drops: Drops, wake: () => void): Handshakes {
  return { waiting: [], next: 0, counts: new Map(), drops, wake };
}

/** Lets a datagram wait; it must be the queue's own. */
export function queueHandshake(
  handshakes: Handshakes,
  session: Session,
  datagram: Uint8Array,
): void {
  const { counts } = handshakes;
  const before = counts.get(session) ?? 0;
  if (
    before >= MAX_WAITING_EACH || handshakes.waiting.length - handshakes.next >= MAX_WAITING
  ) {
    return countDrop(handshakes.drops, "dtls-backlog");
  }
  counts.set(session, before + 1);
  handshakes.waiting.push({ session, datagram });
  handshakes.wake();
}

/** Hands over the oldest datagram. Returns whether there are more. */
export function runHandshake(handshakes: Handshakes): boolean {
  const { waiting, counts, drops } = handshakes;
  const oldest = waiting[handshakes.next];
  if (oldest === undefined) return false;
  const left = counts.get(oldest.session)! - 1;
  if (left > 0) counts.set(oldest.session, left);
  else counts.delete(oldest.session);
  handshakes.next++;
  if (handshakes.next === waiting.length || handshakes.next === MAX_WAITING) {
    waiting.splice(0, handshakes.next);
    handshakes.next = 0;
  }
  if (!receiveDtls(oldest.session.dtls, oldest.datagram)) countDrop(drops, "dtls-unexpected");
  return waiting.length > 0;
}
