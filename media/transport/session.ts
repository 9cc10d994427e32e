/**
 * One peer connection's transport: ICE finds the peer, DTLS gives the keys, SRTP opens and protects. The streams that ride
 * on it are somebody else's.
 *
 * `connecting` → `connected` (keys agreed, certificate as the peer's SDP says, a place to send to) → `lost` (silent for
 * 30 s, or the handshake failed) → `connected` again if checks resume → `closed`.
 * @module
 */
import type { StunMessage } from "../packet/stun.ts";
import type { IceParameters, RemoteTransport } from "../sdp/negotiate.ts";
import type { Address } from "./address.ts";
import { closeDtls, createDtls, type Dtls, type DtlsCertificate, type DtlsKeys } from "./dtls.ts";
import { matchesFingerprint } from "./fingerprint.ts";
import {
  createIce,
  handleCheck,
  iceDeadlineUs,
  type IceDrop,
  type IceEvent,
  type IceLite,
  isProven,
  onIceTime,
  restartIce,
  setRemote as setRemoteIce,
} from "./ice_lite.ts";
import { numberOf } from "./address_table.ts";
import { answerRepeated, rememberCheck, type RepeatedCheck } from "./repeated_check.ts";
import type { CipherBackend, SrtpReceiver, SrtpSender } from "./srtp.ts";
import { admitAddress, claimAddress, dismissAddress, type UdpMux } from "./udp_mux.ts";

/** What a session tells the worker that it lives in. */
export interface SessionOwner {
  /** Queue a copy of a datagram for an address, by its number. */
  send(datagram: Uint8Array, to: number): void;
  /** Media can flow, for the first time or again. */
  connected(session: Session): void;
  /** Media cannot flow until it is connected again. */
  lost(session: Session, reason: string): void;
}

/** What all sessions of a worker share. */
export interface SessionContext {
  readonly mux: UdpMux;
  readonly certificate: DtlsCertificate;
  readonly backend: CipherBackend;
  readonly owner: SessionOwner;
}

/** The state of one transport. Made by `createSession`, changed only here, ended by `closeSession`. */
export interface Session {
  readonly id: number;
  readonly context: SessionContext;
  readonly ice: IceLite;
  readonly dtls: Dtls;
  state: "connecting" | "connected" | "lost" | "closed";
  /** The peer's side, once its description is known. Checks and DTLS may come earlier. */
  remote: RemoteTransport | null;
  /** The outcome of DTLS while the description that vouches for the certificate is still missing. */
  unvouched: { readonly keys: DtlsKeys; readonly certificate: Uint8Array } | null;
  srtpIn: SrtpReceiver | null;
  srtpOut: SrtpSender | null;
  /** Number of the address to send to; -1 while there is none. */
  address: number;
  /** The peer's last check, if it came from there. */
  check: RepeatedCheck | null;
}

/** Makes a session that waits for its peer, findable by its user name fragment. */
export function createSession(id: number, context: SessionContext, local: IceParameters): Session {
  const session: Session = {
    id,
    context,
    ice: createIce(local),
    dtls: createDtls(context.certificate, {
      send: (datagram) => {
        if (session.address >= 0) context.owner.send(datagram, session.address);
      },
      connected: (keys, certificate) => {
        session.unvouched = { keys, certificate };
        establish(session);
      },
      closed: (reason) => lose(session, reason),
    }),
    state: "connecting",
    remote: null,
    unvouched: null,
    srtpIn: null,
    srtpOut: null,
    address: -1,
    check: null,
  };
  context.mux.byUfrag.set(local.ufrag, session);
  return session;
}

/**
 * Takes the peer's side from its description, the first or a later one. Returns why it cannot be taken, or null: the
 * certificate must stay the same over the life of a session.
 */
export function setRemote(session: Session, remote: RemoteTransport, nowUs: number): string | null {
  const before = session.remote?.fingerprint;
  const after = remote.fingerprint;
  if (
    before !== undefined &&
    (before.algorithm !== after.algorithm || before.value !== after.value)
  ) {
    return "the DTLS certificate has changed; a new connection is needed for that";
  }
  session.remote = remote;
  setRemoteIce(session.ice, remote.ice, nowUs);
  establish(session);
  return null;
}

/** Begins an ICE restart on our side; what the peer uses now stays good until it uses the new credentials. */
export function restartSession(session: Session, local: IceParameters): void {
  session.context.mux.byUfrag.set(local.ufrag, session);
  applyIce(session, restartIce(session.ice, local));
}

/** Handles a STUN message that names this session. Returns why it went unanswered, or null. */
export function receiveCheck(
  session: Session,
  message: StunMessage,
  from: Address,
  nowUs: number,
): IceDrop | null {
  const { mux, owner } = session.context;
  const { response, events, drop } = handleCheck(session.ice, message, from, nowUs);
  if (drop !== null) return drop;
  applyIce(session, events);
  // A check that is refused proves nothing.
  if (isProven(session.ice, from)) claimAddress(mux, session, from);
  const number = numberOf(mux.addresses, from.ip, from.port);
  if (response !== null && number !== undefined) {
    owner.send(response, number);
    session.check = rememberCheck(session.ice, message, response, from, session.check);
  }
  return null;
}

/**
 * Handles the datagram `data[start, end)` from the address with number `from` if it repeats the last check; false if it does not, and
 * is to be taken as any other.
 */
export function receiveRepeatedCheck(
  session: Session,
  data: Uint8Array,
  start: number,
  end: number,
  from: number,
  nowUs: number,
): boolean {
  const { check } = session;
  if (check === null || from !== session.address) return false;
  if (!answerRepeated(session.ice, check, data, start, end, nowUs)) return false;
  session.context.owner.send(check.response, from);
  return true;
}

/** When `onSessionTime` has something to do, in the unit of `nowUs`; Infinity for never. */
export function sessionDeadlineUs(session: Session): number {
  return iceDeadlineUs(session.ice);
}

/** Does what is due: notices that the peer has fallen silent. */
export function onSessionTime(session: Session, nowUs: number): void {
  applyIce(session, onIceTime(session.ice, nowUs));
}

/** Ends a session: keys are wiped, and its addresses and user names forgotten. */
export function closeSession(session: Session): void {
  if (session.state === "closed") return;
  session.state = "closed";
  closeDtls(session.dtls);
  session.srtpIn?.close();
  session.srtpOut?.close();
  session.address = -1;
  const { mux } = session.context;
  for (const { address } of session.ice.proven) dismissAddress(mux, session, address);
  mux.byUfrag.delete(session.ice.local.ufrag);
  if (session.ice.retiring !== null) mux.byUfrag.delete(session.ice.retiring.ufrag);
}

function applyIce(session: Session, events: readonly IceEvent[]): void {
  const { mux } = session.context;
  for (const event of events) {
    switch (event.type) {
      case "validated":
        admitAddress(mux, session, event.address);
        break;
      case "forgotten":
        dismissAddress(mux, session, event.address);
        break;
      case "selected":
        session.address = numberOf(mux.addresses, event.address.ip, event.address.port) ?? -1;
        resume(session);
        break;
      case "retired":
        mux.byUfrag.delete(event.ufrag);
        break;
      case "lost":
        // Its number is free, and soon somebody else's.
        session.address = -1;
        lose(session, "nothing was heard from the peer for 30 seconds");
        break;
    }
  }
}

/** Makes the SRTP ends once DTLS has given keys and the peer's description vouches for its certificate. */
function establish(session: Session): void {
  const { unvouched, remote } = session;
  if (unvouched === null || remote === null || session.srtpIn !== null) return;
  session.unvouched = null;
  if (!matchesFingerprint(unvouched.certificate, remote.fingerprint)) {
    closeDtls(session.dtls);
    return lose(session, "the DTLS certificate is not the one that the description names");
  }
  const { backend } = session.context;
  session.srtpIn = backend.receiver(unvouched.keys.remote);
  session.srtpOut = backend.sender(unvouched.keys.local);
  resume(session);
}

function resume(session: Session): void {
  if (session.state === "connected" || session.state === "closed") return;
  if (session.srtpOut === null || session.address < 0 || session.dtls.state === "closed") return;
  session.state = "connected";
  session.context.owner.connected(session);
}

function lose(session: Session, reason: string): void {
  if (session.state === "lost" || session.state === "closed") return;
  session.state = "lost";
  session.context.owner.lost(session, reason);
}
