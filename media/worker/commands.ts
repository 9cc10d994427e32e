/**
 * What the main thread and a media worker say to each other: posted records, nothing else. The main thread decides who
 * sends what to whom; the worker owns transports, SDP and packets.
 *
 * A *session* is one peer connection of a client, in one direction, numbered by the main thread. An *up* session receives
 * a stream from its publisher; a *down* session carries one up session's stream to one receiver.
 * @module
 */

import type { View } from "../forward/down_track.ts";
import type { RouterStatistics } from "../forward/statistics.ts";

/** Number of a session, unique over the life of the process, chosen by the main thread. */
export type SessionId = number;

/** Number of a client as one who receives: its down sessions share a network path, and so an estimate of it. */
export type ViewerId = number;

/** What of a stream a receiver wants. `low` is a ceiling on the video layer, `high` is none. */
export interface Want {
  readonly audio: boolean;
  readonly video: "none" | "low" | "high";
}

/** One track that a publisher offers, as far as the choice of what to forward depends on it. */
export interface TrackInfo {
  readonly kind: "audio" | "video";
  /** Galène's codec name: "vp8", "opus", … */
  readonly codec: string;
  /** How many simulcast encodings it has; 1 without simulcast. */
  readonly encodings: number;
}

/** How much to log, least first. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** What a worker is told once, before anything else. */
export interface WorkerConfig {
  /** Position among the workers, from 0. */
  readonly index: number;
  /** UDP port of this worker; 0 lets the system choose. */
  readonly udpPort: number;
  /** Addresses to announce in candidates instead of the machine's own; empty for these. */
  readonly publicAddresses: readonly string[];
  /** Which UDP backend to use. */
  readonly udpBackend: "auto" | "linux" | "portable";
  /** Which SRTP backend to use. */
  readonly crypto: "auto" | "openssl" | "portable";
  /** How many speakers of a large group are heard at a time; 0 for all. */
  readonly audibleSpeakers: number;
  readonly logLevel: LogLevel;
}

/** Main thread to worker. */
export type Command =
  | { readonly type: "start"; readonly config: WorkerConfig }
  /** An offer of a publisher, the first or a later one of this session. Answered by `answered` or `refused`. */
  | {
    readonly type: "publish";
    readonly session: SessionId;
    /** Name of the group: the loudest are found among all who publish to it. */
    readonly group: string;
    readonly sdp: string;
    /** Galène's names of the codecs that the group allows, in order of preference. */
    readonly codecs: readonly string[];
  }
  /** Makes a down session that follows an up session. Answered by `offer`, once there is something wanted. */
  | {
    readonly type: "subscribe";
    readonly session: SessionId;
    readonly up: SessionId;
    readonly viewer: ViewerId;
    readonly want: Want;
  }
  /** Changes what a down session wants: in place where only the layer differs, else by a new `offer`. */
  | { readonly type: "want"; readonly session: SessionId; readonly want: Want }
  /** How the receiver shows the video of a down session; until then nothing is known of it. */
  | { readonly type: "view"; readonly session: SessionId; readonly view: View }
  /** The receiver's answer to the last `offer`. Bad ones are answered by `refused`. */
  | { readonly type: "answer"; readonly session: SessionId; readonly sdp: string }
  /** New ICE credentials for a down session; answered by `offer`. */
  | { readonly type: "restart"; readonly session: SessionId }
  /** Ends a session; unknown ones are ignored. Down sessions that follow it are to be closed by who opened them. */
  | { readonly type: "close"; readonly session: SessionId }
  /** A channel to another worker, in place of an earlier one to a worker of that number. */
  | { readonly type: "link"; readonly worker: number; readonly port: MessagePort }
  /** Lend an up session of this worker to a linked one, which has down sessions that follow it. */
  | { readonly type: "lend"; readonly up: SessionId; readonly worker: number }
  /** That worker has none any more. */
  | { readonly type: "takeBack"; readonly up: SessionId; readonly worker: number }
  /** Asks for a `stats` event with the same number. */
  | { readonly type: "stats"; readonly request: number }
  /** Asks for a `trackStats` event with the same number. */
  | { readonly type: "trackStats"; readonly request: number }
  /** Close everything and end. Answered by `stopped`. */
  | { readonly type: "stop" };

/** Worker to main thread. */
export type MediaEvent =
  | {
    readonly type: "ready";
    readonly port: number;
    readonly addresses: readonly string[];
    /** One sentence on the UDP and SRTP backends in use and why. */
    readonly backends: string;
  }
  /** The worker could not start; it does nothing from here on. */
  | { readonly type: "failed"; readonly reason: string }
  | {
    readonly type: "answered";
    readonly session: SessionId;
    readonly sdp: string;
    readonly tracks: readonly TrackInfo[];
  }
  | { readonly type: "offer"; readonly session: SessionId; readonly sdp: string }
  /** What was asked cannot be done (bad SDP, no common codec, unknown session…); the session is closed. */
  | { readonly type: "refused"; readonly session: SessionId; readonly reason: string }
  /** ICE and DTLS are up. */
  | { readonly type: "connected"; readonly session: SessionId }
  /** Consent expired or DTLS failed; the session stays until it is closed, or recovers by an ICE restart. */
  | { readonly type: "lost"; readonly session: SessionId; readonly reason: string }
  | { readonly type: "stats"; readonly request: number; readonly stats: WorkerStats }
  | {
    readonly type: "trackStats";
    readonly request: number;
    readonly statistics: RouterStatistics;
  }
  /** Who speaks in a group has changed: all who do or did, each once. */
  | { readonly type: "speaking"; readonly changes: readonly SpeakingChange[] }
  /** Which of an up session's encodings, where there are several, anybody receives or soon may; told when it changes. */
  | {
    readonly type: "encodings";
    readonly session: SessionId;
    readonly wanted: readonly WantedEncoding[];
  }
  /** A publisher's packets get lost on their way here: told from time to time while they do, and once with 0 when they do no more. */
  | { readonly type: "slowlink"; readonly session: SessionId; readonly lossShare: number }
  /** How publishers' sessions and viewers do, every two seconds. */
  | { readonly type: "quality"; readonly reports: readonly SessionQuality[] }
  | {
    readonly type: "log";
    readonly level: LogLevel;
    readonly message: string;
    readonly fields: Readonly<Record<string, string | number>>;
  }
  | { readonly type: "stopped" };

/** Where a publisher stands among those of its group that this worker hears speak. */
export interface SpeakingChange {
  readonly session: SessionId;
  /** 0 for the loudest; -1 for one that does not speak any more. */
  readonly rank: number;
}

/** Whether anybody receives an encoding, or is to. */
export interface WantedEncoding {
  /** Its name. */
  readonly rid: string;
  readonly active: boolean;
}

/** How one session, or one viewer, has done in the last two seconds. */
export type SessionQuality =
  | {
    readonly direction: "up";
    readonly session: SessionId;
    /** Share of packets that got lost on their way to us, 0 to 1, those that were repaired among them. */
    readonly lossShare: number;
    /** Round trip in milliseconds; 0 if unknown. */
    readonly rttMs: number;
  }
  | {
    readonly direction: "down";
    /** One of a viewer's; the figures hold for all that it has, as they share a network. */
    readonly session: SessionId;
    /** Share of packets that got lost on their way to the receiver, 0 to 1. */
    readonly lossShare: number;
    readonly rttMs: number;
    /** What the viewer's network is thought to carry; 0 as long as nothing is known. */
    readonly estimateBps: number;
    /** What would be sent to the viewer if its network carried everything. */
    readonly wantedBps: number;
  };

/** What a worker knows of its own work. */
export interface WorkerStats {
  readonly held: WorkerHoldings;
  /** These only grow. */
  readonly packetsIn: number;
  readonly packetsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Datagrams and packets that went no further, by reason. */
  readonly drops: Readonly<Record<string, number>>;
}

/** What a worker holds for its sessions at the moment: all zero where there is none. */
export interface WorkerHoldings {
  readonly sessions: number;
  /** Addresses of peers that may send to it. */
  readonly addresses: number;
  /** ICE user names by which peers find their sessions. */
  readonly userNames: number;
  /** Memory of the packet rings. */
  readonly ringBytes: number;
  /** Up sessions that it lends to other workers, and those that it borrows of them. */
  readonly loans: number;
}
