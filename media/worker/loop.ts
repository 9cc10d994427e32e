/**
 * The loop of a media worker: receive, hand over, send, and wake up when something is due. The only reader of the clock and
 * the only setter of timers among the media code (DTLS apart, see its file).
 * @module
 */
import { setImmediate } from "node:timers";
import type { ReceiveBatch, UdpPort } from "../transport/udp.ts";
import { createReceiveBatch } from "../transport/udp.ts";

/** The loop wakes up for what is due no sooner than after this: fine enough for retransmissions. */
const MIN_SLEEP_US = 10_000;

/** How long datagrams may keep the event loop from all else: timers, commands of the main thread. */
const MAX_TURN_US = 5000;

/** Who waited this long for datagrams found none at first, and the event loop had its turn meanwhile. */
const WAITED_US = 200;

/** Datagrams received with one call at most. */
const BATCH_SLOTS = 64;

/** What the loop drives. None of it may throw; `fault` is for what does so anyway. */
export interface LoopBody {
  /** Takes the datagram in slot `i`. */
  datagram(batch: ReceiveBatch, i: number, nowUs: number): void;
  /** Does what is due. Called often: it must be cheap where nothing is. */
  time(nowUs: number): void;
  /** Hands over what is to be sent. */
  flush(): void;
  /** Does a little of the work that can wait for media. Returns whether there is more. */
  work(): boolean;
  /** When something is due; Infinity for never, and then the loop sleeps until it is woken. Called often. */
  dueUs(): number;
  /** A mistake of ours came to light; `i` is the datagram's slot, or -1. */
  fault(error: unknown, batch: ReceiveBatch, i: number): void;
}

/** A running loop. Ended by closing its port. */
export interface Loop {
  /** Resolved once the port is closed. */
  readonly ended: Promise<void>;
  /** Runs something that is not a datagram, in its turn, with the time. */
  turn(action: (nowUs: number) => void): void;
  /** Sends, in a moment, what was queued outside of a turn. */
  flushSoon(): void;
  /** There is work that can wait for media: it is done between turns until there is no more. */
  workSoon(): void;
}

/** Unix time in microseconds that never goes back. */
export function readClock(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

/** Starts to receive from a port. */
export function startLoop(port: UdpPort, body: LoopBody): Loop {
  const batch = createReceiveBatch(BATCH_SLOTS);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer goes off; Infinity while it is not set. */
  let armedUs = Infinity;
  let flushing = false;
  let working = false;
  /** When the event loop is known to have had its turn last. */
  let turnUs = readClock();

  function guard(action: (nowUs: number) => void, nowUs: number): void {
    try {
      action(nowUs);
    } catch (error) {
      body.fault(error, batch, -1);
    }
  }

  function takeBatch(nowUs: number): void {
    for (let i = 0; i < batch.count; i++) {
      try {
        body.datagram(batch, i, nowUs);
      } catch (error) {
        body.fault(error, batch, i);
      }
    }
    // What a packet makes due, such as asking for a key frame, does not wait for the tick.
    guard(body.time, nowUs);
  }

  /** Sets the timer for what is due first. One that goes off too early does no harm. */
  function arm(nowUs: number): void {
    const dueUs = body.dueUs();
    if (dueUs >= armedUs) return;
    const wakeUs = Math.max(dueUs, nowUs + MIN_SLEEP_US);
    if (wakeUs >= armedUs) return;
    clearTimeout(timer);
    armedUs = wakeUs;
    timer = setTimeout(tick, Math.ceil((wakeUs - nowUs) / 1000));
  }

  function workSoon(): void {
    if (working) return;
    working = true;
    setImmediate(() => {
      working = false;
      let more = false;
      guard(() => more = body.work(), 0);
      body.flush();
      if (more) workSoon();
    });
  }

  function tick(): void {
    armedUs = Infinity;
    turnUs = readClock();
    guard(body.time, turnUs);
    body.flush();
    arm(turnUs);
  }

  async function receive(): Promise<void> {
    let doneUs = turnUs;
    while (await port.receive(batch)) {
      const nowUs = readClock();
      if (nowUs - doneUs > WAITED_US) turnUs = nowUs;
      takeBatch(nowUs);
      body.flush();
      doneUs = readClock();
      arm(doneUs);
      // Receiving what is there already leaves the event loop no turn.
      if (doneUs - turnUs < MAX_TURN_US) continue;
      await new Promise((resolve) => setImmediate(resolve));
      doneUs = turnUs = readClock();
    }
    clearTimeout(timer);
  }

  return {
    ended: receive(),
    workSoon,
    turn(action) {
      const nowUs = readClock();
      guard(action, nowUs);
      guard(body.time, nowUs);
      body.flush();
      arm(nowUs);
    },
    flushSoon() {
      if (flushing) return;
      flushing = true;
      queueMicrotask(() => {
        flushing = false;
        body.flush();
      });
    },
  };
}
