/**
 * A full ICE agent (RFC 8445) with one pair of addresses, as a client on loopback needs: it checks, nominates if it controls,
 * answers checks, and keeps the consent fresh (RFC 7675). Sans-IO, as the server's own agent.
 * @module
 */
import { parseStun } from "../../media/packet/stun.ts";
import { integrityMatches } from "../../media/packet/stun_integrity.ts";
import { writeBindingRequest, writeBindingSuccess } from "../../media/packet/stun_write.ts";
import type { IceParameters } from "../../media/sdp/negotiate.ts";

/** Until an answer comes, a check is repeated this often. */
const RETRY_US = 100_000;
/** Browsers check this often whether the other side still wants to hear from them. */
const CONSENT_US = 2_500_000;
/** Priority of a peer-reflexive candidate (RFC 8445, section 5.1.2). */
const PRIORITY = 0x6e7f00ff;

/** One agent. Made by `createIceClient`. */
export interface IceClient {
  readonly local: IceParameters;
  readonly remote: IceParameters;
  controlling: boolean;
  readonly tieBreaker: bigint;
  /** 12 bytes of the check that is under way. */
  readonly transactionId: Uint8Array<ArrayBuffer>;
  /** A check was answered: media may flow. */
  connected: boolean;
  /** Unix time in microseconds at which the next check is due. */
  dueUs: number;
}

/** What came of a STUN datagram: perhaps bytes to send back, perhaps the first answer to a check. */
export interface IceOutcome {
  readonly reply: Uint8Array | null;
  readonly connected: boolean;
}

const NOTHING: IceOutcome = { reply: null, connected: false };

/** Makes an agent whose first check is due at once. */
export function createIceClient(
  local: IceParameters,
  remote: IceParameters,
  controlling: boolean,
  tieBreaker: bigint,
): IceClient {
  return {
    local,
    remote,
    controlling,
    tieBreaker,
    transactionId: new Uint8Array(12),
    connected: false,
    dueUs: 0,
  };
}

/** Writes the check that is due; `random` fills an array with random bytes. */
export function writeCheck(
  ice: IceClient,
  nowUs: number,
  random: (bytes: Uint8Array<ArrayBuffer>) => void,
): Uint8Array {
  random(ice.transactionId);
  ice.dueUs = nowUs + (ice.connected ? CONSENT_US : RETRY_US);
  return writeBindingRequest({
    transactionId: ice.transactionId,
    username: `${ice.remote.ufrag}:${ice.local.ufrag}`,
    priority: PRIORITY,
    useCandidate: ice.controlling,
    role: ice.controlling ? "controlling" : "controlled",
    tieBreaker: ice.tieBreaker,
  }, ice.remote.pwd);
}

/** Takes a STUN datagram from the server at `ip` and `port`. Whatever is not part of this session is ignored. */
export function receiveStun(
  ice: IceClient,
  datagram: Uint8Array,
  ip: string,
  port: number,
  nowUs: number,
): IceOutcome {
  const message = parseStun(datagram, 0, datagram.length);
  if (message === null) return NOTHING;
  if (message.class === "request") {
    if (!integrityMatches(message, ice.local.pwd)) return NOTHING;
    const bytes = Uint8Array.from(ip.split("."), Number);
    const reply = writeBindingSuccess(message.transactionId, { bytes, port }, ice.local.pwd);
    return { reply, connected: false };
  }
  if (!message.transactionId.every((byte, i) => byte === ice.transactionId[i])) return NOTHING;
  if (message.class === "error" && message.errorCode === 487) {
    ice.controlling = !ice.controlling;
    ice.dueUs = nowUs;
    return NOTHING;
  }
  if (message.class !== "success" || ice.connected) return NOTHING;
  ice.connected = true;
  ice.dueUs = nowUs + CONSENT_US;
  return { reply: null, connected: true };
}
