/**
 * What a worker sends: RTP and RTCP written by the router into the arena of a batch, protected in place, and datagrams of
 * ICE and DTLS. A batch leaves with one call, after which it is mostly free again; batches on their way are left alone until
 * the port gives them back.
 * @module
 */
import type { ForwardOut } from "../forward/output.ts";
import { type RtcpPacket, serializeRtcp } from "../packet/rtcp.ts";
import { DROP_NAMES, MAX_SRTP_OVERHEAD } from "../transport/srtp.ts";
import { createSendBatch, pushDatagram, type SendBatch, type UdpPort } from "../transport/udp.ts";
import type { Session } from "../transport/session.ts";
import { countDrop, type Drops } from "./drops.ts";

/** Datagrams and bytes of one batch: a frame of eight packets for sixty-four receivers. */
const BATCH_SLOTS = 512;
const BATCH_BYTES = 640 * 1024;
/** Batches that may be on their way before what is sent is lost: the socket's own buffer is full long before. */
const MAX_BATCHES = 8;

/** What of a session sending takes. */
export type Recipient = Pick<Session, "srtpOut" | "address">;

/** The outgoing side of one worker. Made by `createOutbox`, driven by the loop. */
export interface Outbox extends ForwardOut {
  /** Queues a datagram that needs no protection. */
  sendDatagram(bytes: Uint8Array, to: number): void;
  /** Hands what is queued to the port. */
  flush(): void;
}

/** Makes the outgoing side of a worker; `sessions` is the worker's own table. */
export function createOutbox(
  port: UdpPort,
  sessions: ReadonlyMap<number, Recipient>,
  drops: Drops,
): Outbox {
  const idle: SendBatch[] = [];
  let made = 0;
  let batch = makeBatch();

  function makeBatch(): SendBatch {
    made++;
    return createSendBatch(BATCH_SLOTS, BATCH_BYTES);
  }

  function flush(): void {
    if (batch.count === 0) return;
    if (idle.length === 0 && made === MAX_BATCHES) {
      countDrop(drops, "send-backlog", batch.count);
      return empty(batch);
    }
    const sent = port.send(batch);
    if (typeof sent === "number") return takeBack(batch, sent);
    const leaving = batch;
    batch = idle.pop() ?? makeBatch();
    sent.then((refused) => {
      takeBack(leaving, refused);
      idle.push(leaving);
    });
  }

  function takeBack(sent: SendBatch, refused: number): void {
    if (refused > 0) countDrop(drops, "send-refused", refused);
    empty(sent);
  }

  function reserve(size: number): number {
    if (size + MAX_SRTP_OVERHEAD > BATCH_BYTES) {
      throw new RangeError(`a packet of ${size} bytes does not fit into a batch`);
    }
    const full = batch.count === BATCH_SLOTS || batch.end + size + MAX_SRTP_OVERHEAD > BATCH_BYTES;
    if (full) flush();
    return batch.end;
  }

  function push(offset: number, end: number, session: Recipient): void {
    if (end < 0) return countDrop(drops, DROP_NAMES[-end]!);
    pushDatagram(batch, offset, end - offset, session.address);
    batch.end = end;
  }

  /** The session if it can send, else null and a drop counted. */
  function sender(number: number): Recipient | null {
    const session = sessions.get(number);
    if (session !== undefined && session.srtpOut !== null && session.address >= 0) return session;
    countDrop(drops, "not-connected");
    return null;
  }

  return {
    get arena() {
      return batch.data;
    },
    reserve,
    sendRtp(number, offset, headerLength, end, roc) {
      const session = sender(number);
      if (session === null) return;
      push(
        offset,
        session.srtpOut!.protectRtp(batch.data, offset, headerLength, end, roc),
        session,
      );
    },
    sendRtcp(number, packets: readonly RtcpPacket[]) {
      const session = sender(number);
      if (session === null) return;
      const bytes = serializeRtcp(packets);
      const offset = reserve(bytes.length);
      batch.data.set(bytes, offset);
      push(
        offset,
        session.srtpOut!.protectRtcp(batch.data, offset, offset + bytes.length),
        session,
      );
    },
    sendDatagram(bytes, to) {
      const offset = reserve(bytes.length);
      batch.data.set(bytes, offset);
      pushDatagram(batch, offset, bytes.length, to);
      batch.end = offset + bytes.length;
    },
    flush,
  };
}

function empty(batch: SendBatch): void {
  batch.count = 0;
  batch.end = 0;
}
