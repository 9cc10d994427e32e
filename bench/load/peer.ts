/**
 * One peer connection of a synthetic client: ICE, DTLS, SRTP, and the reports that a receiver sends.
 * @module
 */
import { KIND_DTLS, KIND_STUN, kindOf } from "../../media/packet/demux.ts";
import { type ReportBlock, type RtcpPacket, serializeRtcp } from "../../media/packet/rtcp.ts";
import type { IceParameters } from "../../media/sdp/negotiate.ts";
import type { DtlsCertificate, DtlsKeys } from "../../media/transport/dtls.ts";
import { ICE_RANDOM_BYTES, iceParametersFrom } from "../../media/transport/ice_lite.ts";
import type { CipherBackend, SrtpReceiver, SrtpSender } from "../../media/transport/srtp.ts";
import type { ClientTransport, ServerCandidate, ServerDescription } from "./client_sdp.ts";
import { awaitDtls, type DtlsAssociation, startDtlsClient } from "./dtls_client.ts";
import { createIceClient, type IceClient, receiveStun, writeCheck } from "./ice_client.ts";
import { ANY_CLIENT, clientAddress, type LoopbackSocket } from "./loopback_socket.ts";
import { nameTrack, type ReceiveTable, trackOf } from "./receive_table.ts";

/** What all peers of a worker share. */
export interface PeerContext {
  readonly certificate: DtlsCertificate;
  readonly backend: CipherBackend;
  readonly table: ReceiveTable;
  /** Called when a peer's handshake fails: it will get no media. */
  readonly handshakeFailed: (reason: string) => void;
}

/** One peer connection. Made by `createPeer`, ended by `closePeer`. */
export interface ClientPeer {
  /** Its number among the worker's peers, which is that of its rows in the table. */
  readonly number: number;
  /** Its number on the socket: the same, or `ANY_CLIENT` where the socket is its own. */
  readonly client: number;
  readonly socket: LoopbackSocket;
  readonly local: IceParameters;
  /** The server opens DTLS. */
  serverOpensDtls: boolean;
  /** SSRC that its reports come from. */
  readonly ssrc: number;
  ice: IceClient | null;
  /** Where the server is; null until a candidate is known. */
  server: ServerCandidate | null;
  dtls: DtlsAssociation | null;
  srtpIn: SrtpReceiver | null;
  srtpOut: SrtpSender | null;
  /** Unix time in microseconds of its next receiver report. */
  reportUs: number;
  closed: boolean;
}

/** Receivers report this often (RFC 3550, section 6.2, with the rates of video). */
const REPORT_US = 1_000_000;
/** What receivers say they can take: more than is sent. */
const REMB_BPS = 10_000_000;

/** Makes a peer; `ownSocket` says that it shares its socket with nobody. */
export function createPeer(number: number, socket: LoopbackSocket, ownSocket: boolean): ClientPeer {
  return {
    number,
    client: ownSocket ? ANY_CLIENT : number,
    socket,
    local: iceParametersFrom(crypto.getRandomValues(new Uint8Array(ICE_RANDOM_BYTES))),
    serverOpensDtls: false,
    ssrc: randomSsrc(),
    ice: null,
    server: null,
    dtls: null,
    srtpIn: null,
    srtpOut: null,
    reportUs: Infinity,
    closed: false,
  };
}

/** A random SSRC, never 0. */
export function randomSsrc(): number {
  return Math.max(1, crypto.getRandomValues(new Uint32Array(1))[0]!);
}

/**
 * The peer's end of the transport, for its descriptions. Where it has a socket of its own, it speaks from the address that it
 * speaks to: `server` is a candidate of this machine.
 */
export function transportOf(
  context: PeerContext,
  peer: ClientPeer,
  server?: ServerCandidate,
): ClientTransport {
  const own = peer.client === ANY_CLIENT ? server?.ip : clientAddress(peer.client);
  return {
    ice: peer.local,
    fingerprint: context.certificate.fingerprint,
    ip: own ?? "127.0.0.1",
    port: peer.socket.port,
  };
}

/** Takes the server's description. `offered` tells whether ours was the offer: then, or if the server is lite, we control. */
export function connectPeer(
  context: PeerContext,
  peer: ClientPeer,
  server: ServerDescription,
  offered: boolean,
): void {
  for (const { kind, payloadType } of server.sections) {
    if (payloadType < 0 || (kind !== "audio" && kind !== "video")) continue;
    nameTrack(context.table, trackOf(peer.number, kind), payloadType);
  }
  if (peer.ice?.remote.ufrag === server.ice.ufrag) return;
  peer.serverOpensDtls = server.opensDtls;
  const tieBreaker = crypto.getRandomValues(new BigUint64Array(1))[0]!;
  peer.ice = createIceClient(peer.local, server.ice, offered || server.lite, tieBreaker);
  const [first] = server.candidates;
  const own = server.candidates.find(({ ip }) => ip.startsWith("127.")) ?? first;
  if (own !== undefined) addCandidate(peer, own);
}

/** Learns of one of the server's addresses; the first counts. */
export function addCandidate(peer: ClientPeer, candidate: ServerCandidate): void {
  peer.server ??= candidate;
}

/** Takes a STUN or DTLS datagram, `data[start, end)`. */
export function receiveForPeer(
  context: PeerContext,
  peer: ClientPeer,
  data: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
): void {
  const kind = kindOf(data, start, end);
  if (kind === KIND_DTLS) return peer.dtls?.receive(data.subarray(start, end));
  if (kind !== KIND_STUN || peer.ice === null || peer.server === null) return;
  const { ip, port } = peer.server;
  const outcome = receiveStun(peer.ice, data.subarray(start, end), ip, port, nowUs);
  if (outcome.reply !== null) sendDatagram(peer, outcome.reply);
  // A server that opens DTLS may do so before our own check is answered: it waits for the first answer of ours.
  if (outcome.connected || outcome.reply !== null && peer.serverOpensDtls) startDtls(context, peer);
}

/** Does what is due: connectivity checks and reports. */
export function onPeerTime(context: PeerContext, peer: ClientPeer, nowUs: number): void {
  const { ice } = peer;
  if (peer.closed || ice === null || peer.server === null) return;
  if (nowUs >= ice.dueUs) {
    sendDatagram(peer, writeCheck(ice, nowUs, (bytes) => crypto.getRandomValues(bytes)));
  }
  if (nowUs >= peer.reportUs) sendReport(context, peer, nowUs);
}

/** Sends bytes as they are. */
export function sendDatagram(peer: ClientPeer, bytes: Uint8Array): void {
  if (peer.server === null || peer.closed) return;
  peer.socket.outgoing.set(bytes);
  peer.socket.send(peer.client, peer.server.ip, peer.server.port, bytes.length);
}

/** Forgets the peer's keys; it sends nothing from here on. */
export function closePeer(peer: ClientPeer): void {
  if (peer.closed) return;
  peer.closed = true;
  peer.srtpIn?.close();
  peer.srtpOut?.close();
}

function startDtls(context: PeerContext, peer: ClientPeer): void {
  if (peer.dtls !== null) return;
  const begin = peer.serverOpensDtls ? awaitDtls : startDtlsClient;
  peer.dtls = begin(context.certificate, {
    send: (datagram) => sendDatagram(peer, datagram),
    connected: (keys) => startSrtp(context, peer, keys),
    failed: context.handshakeFailed,
  });
}

function startSrtp(context: PeerContext, peer: ClientPeer, keys: DtlsKeys): void {
  if (peer.closed || peer.srtpIn !== null) return;
  peer.srtpIn = context.backend.receiver(keys.remote);
  peer.srtpOut = context.backend.sender(keys.local);
  // Spread over the interval, as clients that came one by one are.
  peer.reportUs = peer.socket.nowUs() + REPORT_US * Math.random();
}

/** Receiver report and REMB, as browsers send them. */
function sendReport(context: PeerContext, peer: ClientPeer, nowUs: number): void {
  peer.reportUs = nowUs + REPORT_US;
  const { table } = context;
  const tracks = [trackOf(peer.number, "audio"), trackOf(peer.number, "video")]
    .filter((track) => table.packets[track]! > 0);
  if (peer.srtpOut === null || tracks.length === 0) return;
  const ssrcs = tracks.map((track) => table.ssrcs[track]!);
  const packets: RtcpPacket[] = [
    { type: "rr", ssrc: peer.ssrc, reports: tracks.map((track) => reportOf(table, track)) },
    { type: "remb", senderSsrc: peer.ssrc, bitrateBps: REMB_BPS, ssrcs },
  ];
  const bytes = serializeRtcp(packets);
  const { outgoing } = peer.socket;
  outgoing.set(bytes);
  const end = peer.srtpOut.protectRtcp(outgoing, 0, bytes.length);
  if (end > 0) peer.socket.send(peer.client, peer.server!.ip, peer.server!.port, end);
}

/** No loss and no jitter: what the servers do about them is not measured here. */
function reportOf(table: ReceiveTable, track: number): ReportBlock {
  return {
    ssrc: table.ssrcs[track]!,
    fractionLost: 0,
    cumulativeLost: 0,
    highestSeqExt: table.highestSeqExt[track]!,
    jitter: 0,
    lastSr: 0,
    delaySinceLastSr: 0,
  };
}
