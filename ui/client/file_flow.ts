/**
 * A file as it goes through a channel: pieces of 16 KiB, as many in flight as the channel keeps up with; and back into a
 * file at the other end.
 * @module
 */
import { type DataPeer, LOW_WATER } from "./data_peer.ts";

/** One message of the channel, in bytes: more is not understood by every browser (galene-protocol.md). */
export const PIECE_BYTES = 16 * 1024;

/** What is read from the disk at once. */
const BLOCK_BYTES = 16 * PIECE_BYTES;

/** While more than this waits to leave, no more is sent. */
const HIGH_WATER = 4 * LOW_WATER;

/** The sending end. */
export interface Source {
  /** Sends all of it. Resolves when all has been handed over; throws if the file cannot be read. */
  run(): Promise<void>;
  /** Goes on: the channel has room again. */
  drained(): void;
  stop(): void;
}

/** Sends `file` through `peer`; `sent` hears of each piece how much has been handed over. */
export function createSource(
  file: Blob,
  peer: Pick<DataPeer, "send" | "bufferedBytes">,
  sent: (bytes: number) => void,
): Source {
  let stopped = false;
  let wake: (() => void) | null = null;

  const room = async () => {
    while (!stopped && peer.bufferedBytes() > HIGH_WATER) {
      await new Promise<void>((resolve) => wake = resolve);
    }
  };
  const sendBlock = async (at: number) => {
    const block = new Uint8Array(await file.slice(at, at + BLOCK_BYTES).arrayBuffer());
    if (block.length < Math.min(BLOCK_BYTES, file.size - at)) {
      throw new Error("The file ends early.");
    }
    for (let piece = 0; piece < block.length; piece += PIECE_BYTES) {
      await room();
      if (stopped) return;
      const end = Math.min(piece + PIECE_BYTES, block.length);
      // First: the answer to the last piece may be there at once.
      sent(at + end);
      peer.send(block.subarray(piece, end));
    }
  };
  return {
    run: async () => {
      // Of nothing, too, there is a first piece: the other end counts what comes.
      if (file.size === 0) peer.send(new Uint8Array(0));
      for (let at = 0; at < file.size && !stopped; at += BLOCK_BYTES) await sendBlock(at);
    },
    drained: () => {
      wake?.();
      wake = null;
    },
    stop: () => {
      stopped = true;
      wake?.();
    },
  };
}

/** The receiving end. */
export interface Sink {
  /** How much has come, in bytes. */
  readonly bytes: number;
  add(piece: ArrayBuffer): void;
  /** All that has come, of no type that a browser would open by itself. */
  take(): Blob;
}

/** So much is gathered before a blob is made of it, which the browser may put on the disk. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** An empty sink. Pieces are copied together: however small they are, they take no more room than their bytes. */
export function createSink(): Sink {
  let batches: Blob[] = [];
  let batch: Uint8Array<ArrayBuffer> | null = null;
  let filled = 0;
  const keep = () => {
    if (batch !== null) batches.push(new Blob([batch.subarray(0, filled)]));
    filled = 0;
  };
  const sink = {
    bytes: 0,
    add: (piece: ArrayBuffer) => {
      sink.bytes += piece.byteLength;
      batch ??= new Uint8Array(BATCH_BYTES);
      for (let at = 0; at < piece.byteLength;) {
        const part = new Uint8Array(
          piece,
          at,
          Math.min(piece.byteLength - at, BATCH_BYTES - filled),
        );
        batch.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === BATCH_BYTES) keep();
      }
    },
    take: () => {
      keep();
      const all = new Blob(batches, { type: "application/octet-stream" });
      batches = [];
      batch = null;
      return all;
    },
  };
  return sink;
}
