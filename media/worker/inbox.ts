/**
 * What a worker receives: each datagram goes to the session that it belongs to, is opened there, and goes on to the router.
 * Nothing is kept of datagrams that belong to nobody.
 * @module
 */
import { handleRtcp, handleRtp, type Router } from "../forward/router.ts";
import { KIND_DTLS, KIND_RTCP, KIND_RTP, KIND_STUN, kindOf } from "../packet/demux.ts";
import { parseRtcp } from "../packet/rtcp.ts";
import { createRtpHeader, parseRtpHeader, type RtpHeader } from "../packet/rtp.ts";
import { parseStun } from "../packet/stun.ts";
import { type Address, addressOf } from "../transport/address.ts";
import { endpointOf } from "../transport/address_table.ts";
import { localUfragOf } from "../transport/ice_lite.ts";
import { receiveCheck, receiveRepeatedCheck, type Session } from "../transport/session.ts";
import { DROP_NAMES } from "../transport/srtp.ts";
import { MAX_DATAGRAM, type ReceiveBatch, STRANGER } from "../transport/udp.ts";
import type { UdpMux } from "../transport/udp_mux.ts";
import { countDrop, type Drops } from "./drops.ts";
import { type Handshakes, queueHandshake } from "./handshakes.ts";
import type { Outbox } from "./outbox.ts";

/** The incoming side of one worker. Made by `createInbox`. */
export interface Inbox {
  readonly mux: UdpMux;
  readonly router: Router;
  readonly out: Outbox;
  readonly drops: Drops;
  readonly handshakes: Handshakes;
  /** Where a packet is decrypted to; the router takes its copy from here. */
  readonly plain: Uint8Array;
  readonly header: RtpHeader;
}

/** Makes the incoming side of a worker. */
export function createInbox(
  mux: UdpMux,
  router: Router,
  out: Outbox,
  drops: Drops,
  handshakes: Handshakes,
): Inbox {
  return {
    mux,
    router,
    out,
    drops,
    handshakes,
    plain: new Uint8Array(MAX_DATAGRAM),
    header: createRtpHeader(),
  };
}

/** Handles the datagram in slot `i` of a batch. */
export function handleDatagram(inbox: Inbox, batch: ReceiveBatch, i: number, nowUs: number): void {
  const start = i * MAX_DATAGRAM;
  const end = start + batch.lengths[i]!;
  const kind = kindOf(batch.data, start, end);
  const from = batch.from[i]!;
  const session = from === STRANGER ? undefined : inbox.mux.byAddress[from];
  if (kind === KIND_STUN) {
    if (
      session !== undefined && receiveRepeatedCheck(session, batch.data, start, end, from, nowUs)
    ) return;
    return handleStun(inbox, batch, i, start, end, nowUs);
  }
  if (session === undefined) return countDrop(inbox.drops, "stranger");
  switch (kind) {
    case KIND_RTP:
      return takeRtp(inbox, session, batch.data, start, end, nowUs);
    case KIND_RTCP:
      return takeRtcp(inbox, session, batch.data, start, end, nowUs);
    case KIND_DTLS:
      return queueHandshake(inbox.handshakes, session, batch.data.slice(start, end));
    default:
      return countDrop(inbox.drops, "unknown-kind");
  }
}

function handleStun(
  inbox: Inbox,
  batch: ReceiveBatch,
  i: number,
  start: number,
  end: number,
  nowUs: number,
): void {
  const message = parseStun(batch.data, start, end);
  if (message === null) return countDrop(inbox.drops, "stun-malformed");
  const ufrag = localUfragOf(message.username ?? "");
  const session = ufrag === null ? undefined : inbox.mux.byUfrag.get(ufrag);
  const from = senderOf(inbox, batch, i);
  if (session === undefined || from === null) return countDrop(inbox.drops, "stun-username");
  const drop = receiveCheck(session, message, from, nowUs);
  if (drop !== null) countDrop(inbox.drops, drop);
}

function senderOf(inbox: Inbox, batch: ReceiveBatch, i: number): Address | null {
  const number = batch.from[i]!;
  const known = number === STRANGER ? undefined : endpointOf(inbox.mux.addresses, number);
  return known === undefined
    ? addressOf(batch.strangerIps[i]!, batch.strangerPorts[i]!)
    : addressOf(known.ip, known.port);
}

function takeRtp(
  inbox: Inbox,
  session: Session,
  data: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
): void {
  const { header, plain } = inbox;
  if (session.srtpIn === null) return countDrop(inbox.drops, "not-connected");
  if (!parseRtpHeader(data, start, end, header)) return countDrop(inbox.drops, "rtp-malformed");
  const { headerLength, ssrc, seq16 } = header;
  const length = session.srtpIn.openRtp(data, start, end, headerLength, ssrc, seq16, plain, 0);
  if (length < 0) return countDrop(inbox.drops, DROP_NAMES[-length]!);
  handleRtp(inbox.router, session.id, plain, 0, length, nowUs, inbox.out);
}

function takeRtcp(
  inbox: Inbox,
  session: Session,
  data: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
): void {
  const { plain } = inbox;
  if (session.srtpIn === null) return countDrop(inbox.drops, "not-connected");
  const length = session.srtpIn.openRtcp(data, start, end, plain, 0);
  if (length < 0) return countDrop(inbox.drops, DROP_NAMES[-length]!);
  const packets = parseRtcp(plain, 0, length);
  if (packets === null) return countDrop(inbox.drops, "rtcp-malformed");
  handleRtcp(inbox.router, session.id, packets, nowUs, inbox.out);
}
