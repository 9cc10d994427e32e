/**
 * What becomes of a client whose message cannot be honoured: whether it is told, and whether its connection ends. Kinds and
 * close codes are Galène's (`errorToWSCloseMessage` in rtpconn/webclient.go); codes are those of RFC 6455, 7.4.1.
 * @module
 */
import type { ServerUserMessage } from "./messages.ts";

/** The kinds of refusal. */
export type FateKind =
  /** The user is told and may go on. */
  | "user"
  /** The user is told, and that is the end. */
  | "farewell"
  /** The program has broken the protocol. */
  | "protocol"
  /** Somebody has put the user out. */
  | "kick"
  /** The server ends, or goes away from this client; it may come back. */
  | "away"
  /** Too much, too fast. */
  | "flood"
  /** A message over the limit. */
  | "oversize"
  /** Something that has no words: malformed JSON, silence, a fault of ours. */
  | "internal"
  /** The connection does not take what we write. */
  | "slow";

/** A message that was not honoured. */
export interface Refusal {
  readonly kind: FateKind;
  /** For people. Not sent where the fate is silent. */
  readonly message: string;
  /** Who kicked. */
  readonly by?: { readonly id: string; readonly username: string };
}

/** What a kind of refusal leads to. */
export interface Fate {
  /** Kind of the `usermessage` that the client gets, null for none. */
  readonly tells: "error" | "kicked" | "warning" | null;
  /** Code of the close frame, null if the connection stays. */
  readonly closeCode: number | null;
  /** Whether the close frame carries the message. */
  readonly reason: boolean;
}

/** The fate of every kind of refusal. */
export const FATES: Readonly<Record<FateKind, Fate>> = {
  user: { tells: "error", closeCode: null, reason: false },
  farewell: { tells: "error", closeCode: 1000, reason: true },
  protocol: { tells: "error", closeCode: 1002, reason: true },
  kick: { tells: "kicked", closeCode: 1000, reason: true },
  away: { tells: "warning", closeCode: 1001, reason: true },
  flood: { tells: "error", closeCode: 1008, reason: true },
  oversize: { tells: null, closeCode: 1009, reason: false },
  internal: { tells: null, closeCode: 1011, reason: false },
  slow: { tells: null, closeCode: 1008, reason: true },
};

/** Most bytes that fit beside the code in a close frame (RFC 6455, 5.5). */
const MAX_REASON_BYTES = 123;

/** A refusal of that kind. */
export function refuse(kind: FateKind, message: string): Refusal {
  return { kind, message };
}

/** The message by which the client with this id learns of a refusal, null if it does not. */
export function farewellMessage(refusal: Refusal, dest: string): ServerUserMessage | null {
  const { tells } = FATES[refusal.kind];
  if (tells === null) return null;
  return {
    type: "usermessage",
    kind: tells,
    ...(refusal.by === undefined ? {} : refusal.by),
    dest,
    privileged: true,
    value: refusal.message,
  };
}

/** The reason to give in the close frame, cut to what fits, between characters. */
export function closeReason(refusal: Refusal): string {
  if (!FATES[refusal.kind].reason) return "";
  const room = new Uint8Array(MAX_REASON_BYTES);
  const { read } = new TextEncoder().encodeInto(refusal.message, room);
  return refusal.message.slice(0, read);
}
