/**
 * What the bench and its workers full of clients say to each other: posted records.
 * @module
 */
import type { MediaPlan } from "./media_source.ts";

/** How clients reach the server under test. */
export type Service =
  /** Galène's protocol over a WebSocket, such as `ws://127.0.0.1:8443/ws`. */
  | { readonly type: "galene"; readonly url: string; readonly group: string }
  /** Janus's streaming plugin over its WebSocket; publishers send plain RTP to its ports. */
  | {
    readonly type: "janus";
    readonly url: string;
    readonly mountpoint: number;
    readonly audioPort: number;
    readonly videoPort: number;
  };

/** One member of a meeting or lecture. */
export interface Participant {
  readonly username: string;
  /** What it publishes; null for nothing. */
  readonly publish: MediaPlan | null;
  /** How many streams of others it waits for before it counts as complete. */
  readonly streams: number;
  /** Participants are counted by cohort, from 0. */
  readonly cohort: number;
}

/** Bench to worker. */
export type ClientCommand =
  | {
    readonly type: "start";
    readonly service: Service;
    /** At most so many peer connections will be made. */
    readonly peers: number;
    /** One video packet in so many is decrypted, for its latency. */
    readonly sampleEvery: number;
  }
  /** Lets participants come, one every `spacingMs`; answered by `joined` when each is complete, or when the time is up. */
  | {
    readonly type: "join";
    readonly participants: readonly Participant[];
    readonly spacingMs: number;
    readonly timeoutMs: number;
  }
  /** Answered by `marked`; what happened since the last mark is then forgotten. */
  | { readonly type: "mark" }
  /** Answered by `stopped`. */
  | { readonly type: "stop" };

/** What the receivers of one cohort got since they joined. Sums over all tracks. */
export interface CohortTotals {
  readonly packets: number;
  readonly bytes: number;
  /** How many there would be if none had been lost. */
  readonly expected: number;
}

/** How a participant came. */
export interface Arrival {
  readonly cohort: number;
  /** From the opening of its WebSocket to its first video packet, in milliseconds; null if none came. */
  readonly delayMs: number | null;
}

/** What a worker counted. */
export interface ClientTotals {
  readonly cohorts: readonly CohortTotals[];
  /** RTP packets that its publishers sent, since the start. */
  readonly sentPackets: number;
  /** Since the last mark, by cohort: from a publisher's send call to the arrival at a receiver's socket, in microseconds. */
  readonly latenciesUs: readonly (readonly number[])[];
  /** Of everyone who waits for streams, in the order of their coming. */
  readonly arrivals: readonly Arrival[];
  /** Sampled packets that did not decrypt. */
  readonly broken: number;
  /** Why handshakes failed, one entry for each. */
  readonly failedHandshakes: readonly string[];
  /** Datagrams that overflowed the clients' own sockets. */
  readonly overflowed: number;
}

/** Worker to bench. */
export type ClientEvent =
  | { readonly type: "started" }
  /** `missing` participants of this and earlier joins are not complete. */
  | { readonly type: "joined"; readonly missing: number }
  | { readonly type: "marked"; readonly totals: ClientTotals }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "stopped" };
