/**
 * The messages of `lectern-1`, what we add to Galène's protocol. They pass only where both ends have named it in their
 * handshake (docs/protocol.md).
 * @module
 */
import type { ServerLobby, ServerTicket, ServerWaiting } from "./lobby_messages.ts";
import type { ServerSubgroups } from "./subgroup_messages.ts";

/** How the client shows a stream that it receives, and to which layers it keeps. Absent fields stay. */
export interface ClientConfigure {
  readonly type: "configure";
  /** The stream. */
  readonly id?: string;
  /** Another member who receives it, for operators; absent for the client itself. */
  readonly dest?: string;
  /** Highest layers (or encodings) to be sent, from 0 for the least; -1 leaves the choice to the server. */
  readonly spatial?: number;
  readonly temporal?: number;
  /** Size on the screen, in its pixels; 0 if unknown. */
  readonly width?: number;
  readonly height?: number;
  /** It is what the user looks at, rather than one of the small ones beside it. */
  readonly stage?: boolean;
  /** Nobody can see it: its video is not sent until that is over. */
  readonly hidden?: boolean;
}

/** How a received stream plays. Sums are those since the stream began. */
export interface ClientPlayback {
  readonly type: "playback";
  readonly id?: string;
  /** How often the picture stood still, and for how many milliseconds in all (W3C `freezeCount`, `totalFreezesDuration`). */
  readonly freezes?: number;
  readonly freezeMs?: number;
  readonly framesPerSecond?: number;
}

/** The streams in which somebody speaks now, the loudest first. */
export interface ServerSpeakers {
  readonly type: "speakers";
  readonly streams: readonly string[];
}

/** How well a network does: `weak` shows, `bad` hurts. */
export type Grade = "good" | "weak" | "bad";

/** How well a member's network does in each direction: `up` for what it sends, `down` for what it receives. */
export interface Mark {
  readonly up: Grade;
  readonly down: Grade;
}

/** Marks that have changed. A member that was never named does well. */
export interface ServerQuality {
  readonly type: "quality";
  /** By member, the client itself left out. */
  readonly members: { readonly [id: string]: Mark };
  /** The client's own. */
  readonly own: Mark;
}

/** Which encodings of a stream of the client anybody receives, by name; the others need not be sent. */
export interface ServerEncodings {
  readonly type: "encodings";
  readonly id: string;
  readonly encodings: { readonly [rid: string]: boolean };
}

/** Packets of a stream of the client get lost on their way to the server. */
export interface ServerSlowlink {
  readonly type: "slowlink";
  readonly id: string;
  /** Share of them, 0 to 1; 0 when they do no more. */
  readonly loss: number;
}

/** What such a client may say besides. */
export type ClientExtensionMessage = ClientConfigure | ClientPlayback;

/** What it may be told besides. */
export type ServerExtensionMessage =
  | ServerSpeakers
  | ServerQuality
  | ServerEncodings
  | ServerSlowlink
  | ServerWaiting
  | ServerTicket
  | ServerLobby
  | ServerSubgroups;
