/**
 * A file on its way from one browser to another, for whoever shows it.
 * @module
 */
import type { ReadonlySignal } from "@preact/signals-core";

/** Where a transfer stands: offered and not answered, on the way, or over. */
export type TransferState = "offered" | "connecting" | "moving" | "done" | "ended";

/** Why a transfer came to nothing. */
export type TransferEnd =
  /** The other one does not want the file. */
  | "refused"
  /** The sender has taken the offer back. */
  | "withdrawn"
  /** The other one has stopped it on the way. */
  | "cancelled"
  /** We have stopped, refused or withdrawn it. */
  | "stopped"
  /** There is no connection between the two browsers, or no longer. */
  | "lost"
  /** The other one is no longer in the group. */
  | "gone"
  /** What came is not what was offered. */
  | "faulty"
  /** Our own file has changed, or is no longer there. */
  | "unreadable";

/** One file on its way. */
export interface Transfer {
  /** Tells it from all others. */
  readonly key: string;
  readonly direction: "up" | "down";
  /** Client id of the other one. */
  readonly peer: string;
  readonly username: string;
  /** As the sender calls it. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** What we send; null for what we receive. */
  readonly file: File | null;
  readonly state: ReadonlySignal<TransferState>;
  readonly end: ReadonlySignal<TransferEnd | null>;
  /** How much has gone or come, in bytes; a few times a second. */
  readonly bytes: ReadonlySignal<number>;
  /** What has been received, once all of it has. */
  readonly received: ReadonlySignal<Blob | null>;
}
