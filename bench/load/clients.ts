/**
 * A crowd of synthetic clients on one thread: their sockets, peers and publishers, and the loop that serves them.
 * @module
 */
import { KIND_RTCP, KIND_RTP, kindOf } from "../../media/packet/demux.ts";
import { readU16, readU32 } from "../../media/packet/bytes.ts";
import { createRtpHeader, parseRtpHeader } from "../../media/packet/rtp.ts";
import { createDtlsCertificate } from "../../media/transport/dtls.ts";
import { chooseBackend } from "../../media/transport/srtp_backend.ts";
import { type LoopbackSocket, openLoopbackSocket } from "./loopback_socket.ts";
import { readStamp } from "./media_source.ts";
import {
  type ClientPeer,
  closePeer,
  createPeer,
  onPeerTime,
  type PeerContext,
  receiveForPeer,
} from "./peer.ts";
import { onPublisherTime, type Publisher, receiveFeedback } from "./publisher.ts";
import { createReceiveTable, expectedPackets, notePacket, trackOf } from "./receive_table.ts";

/** All clients of a worker. Made by `createCrowd`, ended by `closeCrowd`. */
export interface Crowd extends PeerContext {
  readonly sockets: LoopbackSocket[];
  /** Each peer has a socket of its own, and nobody an address of his own. */
  readonly ownSockets: boolean;
  /** By number. */
  readonly peers: ClientPeer[];
  /** Cohort of each peer, by number. */
  readonly cohorts: number[];
  readonly publishers: Publisher[];
  readonly sampleEvery: number;
  /** By cohort, since they were last taken. */
  latenciesUs: number[][];
  /** Sampled packets that did not decrypt or carry no stamp. */
  broken: number;
  /** Why handshakes failed. */
  readonly failedHandshakes: string[];
  /** Called with what must not happen: the measurement is void. */
  readonly failed: (reason: string) => void;
  /** Unix time in microseconds of the next look at what is due for peers. */
  peersDueUs: number;
}

/** Sums over the tracks of a cohort. */
export interface Totals {
  packets: number;
  bytes: number;
  expected: number;
}

/** Receive buffer that one client should have to itself: what arrives while handshakes keep the thread busy for long. */
const BUFFER_PER_CLIENT = 96 * 1024;
const PEERS_US = 10_000;

/**
 * Makes an empty crowd with room for as many peers. `ownSockets` serves servers that send by the machine's network card, from which
 * 127.0.0.0/8 cannot be reached.
 */
export async function createCrowd(
  capacity: number,
  sampleEvery: number,
  ownSockets: boolean,
  failed: (reason: string) => void,
): Promise<Crowd> {
  const { backend, reason } = chooseBackend("auto");
  if (backend === null) throw new Error(reason);
  const failedHandshakes: string[] = [];
  return {
    certificate: await createDtlsCertificate(),
    backend,
    table: createReceiveTable(capacity),
    failed,
    failedHandshakes,
    handshakeFailed: (reason) => void failedHandshakes.push(reason),
    sockets: [],
    ownSockets,
    peers: [],
    cohorts: [],
    publishers: [],
    sampleEvery,
    latenciesUs: [],
    broken: 0,
    peersDueUs: 0,
  };
}

/** Adds a peer. Throws `RangeError` if the crowd is full. */
export function addPeer(crowd: Crowd, cohort: number): ClientPeer {
  const number = crowd.peers.length;
  if (trackOf(number, "video") >= crowd.table.packets.length) {
    throw new RangeError(`the crowd has no room for more than ${number} peers`);
  }
  const peer = createPeer(number, socketFor(crowd, number), crowd.ownSockets);
  crowd.peers.push(peer);
  crowd.cohorts.push(cohort);
  return peer;
}

/** The socket of the next peer: a new one where the others' buffers are spoken for. */
function socketFor(crowd: Crowd, number: number): LoopbackSocket {
  const last = crowd.sockets.at(-1);
  if (last !== undefined) {
    const fitting = Math.floor(last.bufferBytes / BUFFER_PER_CLIENT);
    const perSocket = crowd.ownSockets ? 1 : Math.max(1, fitting);
    if (number < perSocket * crowd.sockets.length) return last;
  }
  const socket = openLoopbackSocket();
  crowd.sockets.push(socket);
  return socket;
}

/** Takes what has arrived and does what is due. */
export function serveCrowd(crowd: Crowd): void {
  for (const [i, socket] of crowd.sockets.entries()) drain(crowd, socket, crowd.peers[i]);
  const nowUs = crowd.sockets[0]?.nowUs() ?? 0;
  for (const publisher of crowd.publishers) onPublisherTime(publisher);
  if (nowUs < crowd.peersDueUs) return;
  crowd.peersDueUs = nowUs + PEERS_US;
  for (const peer of crowd.peers) onPeerTime(crowd, peer, nowUs);
}

/** Sums up the receivers of each cohort. */
export function totalsOf(crowd: Crowd): Totals[] {
  const totals: Totals[] = [];
  const { table } = crowd;
  for (const { number } of crowd.peers) {
    const cohort = crowd.cohorts[number]!;
    while (totals.length <= cohort) totals.push({ packets: 0, bytes: 0, expected: 0 });
    const sum = totals[cohort]!;
    for (const track of [trackOf(number, "audio"), trackOf(number, "video")]) {
      sum.packets += table.packets[track]!;
      sum.bytes += table.bytes[track]!;
      sum.expected += expectedPackets(table, track);
    }
  }
  return totals;
}

/** Ends all peers and sockets. */
export function closeCrowd(crowd: Crowd): void {
  for (const peer of crowd.peers) closePeer(peer);
  for (const socket of crowd.sockets) socket.close();
}

/** Empties a socket; `owner` is its peer where it has but one. */
function drain(crowd: Crowd, socket: LoopbackSocket, owner: ClientPeer | undefined): void {
  const { data, slotBytes, lengths, clients, arrivedUs } = socket;
  const slots = data.length / slotBytes;
  for (let count = slots; count === slots;) {
    count = socket.receive();
    for (let i = 0; i < count; i++) {
      const peer = crowd.ownSockets ? owner : crowd.peers[clients[i]!];
      if (peer === undefined || peer.socket !== socket || peer.closed) continue;
      takeDatagram(crowd, peer, data, i * slotBytes, lengths[i]!, arrivedUs[i]!);
    }
  }
}

function takeDatagram(
  crowd: Crowd,
  peer: ClientPeer,
  data: Uint8Array,
  start: number,
  length: number,
  arrivedUs: number,
): void {
  const kind = kindOf(data, start, start + length);
  if (kind === KIND_RTP) {
    if (length < 12) return;
    const track = notePacket(crowd.table, peer.number, data, start, length, arrivedUs);
    // Video tracks have the odd rows.
    if (track < 0 || (track & 1) === 0 || readU16(data, start + 2) % crowd.sampleEvery > 0) return;
    sampleLatency(crowd, peer, data, start, start + length, arrivedUs);
  } else if (kind === KIND_RTCP) {
    const publisher = crowd.publishers.find((candidate) => candidate.peer === peer);
    if (publisher !== undefined) receiveFeedback(publisher, data, start, start + length);
  } else {
    receiveForPeer(crowd, peer, data, start, start + length, arrivedUs);
  }
}

const header = createRtpHeader();
const plaintext = new Uint8Array(2048);

/** Decrypts a video packet and notes how long it was on its way. */
function sampleLatency(
  crowd: Crowd,
  peer: ClientPeer,
  data: Uint8Array,
  start: number,
  end: number,
  arrivedUs: number,
): void {
  // The server may be ahead of us at the end of the handshake.
  if (peer.srtpIn === null || !parseRtpHeader(data, start, end, header)) return;
  const { headerLength, seq16 } = header;
  const ssrc = readU32(data, start + 8);
  const length = peer.srtpIn.openRtp(data, start, end, headerLength, ssrc, seq16, plaintext, 0);
  const sentUs = length < 0 ? NaN : readStamp(plaintext, length);
  if (Number.isNaN(sentUs)) crowd.broken++;
  else (crowd.latenciesUs[crowd.cohorts[peer.number]!] ??= []).push(arrivedUs - sentUs);
}
