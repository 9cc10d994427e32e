/**
 * Checks of ICE that say nothing new. A peer repeats its check every few seconds for as long as it agrees to be sent to (RFC 7675), and
 * but for the transaction id and the proofs all of them are alike. So the check answered last is remembered with its answer:
 * one that equals it needs its proofs looked at, and no parsing.
 * @module
 */
import { readU32, writeU16, writeU32 } from "../packet/bytes.ts";
import { STUN_HEADER_LENGTH, type StunMessage } from "../packet/stun.ts";
import { fingerprintMatches, fingerprintOf, INTEGRITY_LENGTH } from "../packet/stun_integrity.ts";
import type { IceParameters } from "../sdp/negotiate.ts";
import type { Address } from "./address.ts";
import { computeHmac, createHmacKey, type HmacKey } from "./hmac_sha1.ts";
import { findProven, type IceLite, type ProvenAddress } from "./ice_lite.ts";

/** Where the transaction id stands. */
const TRANSACTION_START = 8;
/** Where our answer has the address that the check came from: the value of its first attribute, behind family and port. */
const ANSWER_ADDRESS = STUN_HEADER_LENGTH + 4 + 4;
/** MESSAGE-INTEGRITY and FINGERPRINT, at the end of a check and of its answer. */
const FINGERPRINT_SPACE = 8;
const PROOF_LENGTH = 4 + INTEGRITY_LENGTH + FINGERPRINT_SPACE;
/** Longer checks are not remembered. */
const MAX_CHECK = 256;

/** A check, and what has to be as it was for the same answer to be right. */
export interface RepeatedCheck {
  readonly request: Uint8Array;
  /** Where the proofs of the request begin. */
  readonly proofAt: number;
  /** The answer to the check that came last. */
  readonly response: Uint8Array;
  readonly from: ProvenAddress;
  readonly local: IceParameters;
  readonly remote: IceParameters | null;
  /** Of the password in `local`. */
  readonly key: HmacKey;
}

/**
 * Remembers a check that came from `from` and was answered with `response`; `before` is what was remembered until now. Null for a check
 * that more than consent may hang on: from elsewhere than we send to, or during a restart.
 */
export function rememberCheck(
  ice: IceLite,
  message: StunMessage,
  response: Uint8Array,
  from: Address,
  before: RepeatedCheck | null,
): RepeatedCheck | null {
  const { local, remote, selected } = ice;
  const proven = findProven(ice, from);
  const proofAt = message.bytes.length - PROOF_LENGTH;
  if (proven === undefined || selected?.key !== from.key || ice.retiring !== null) return null;
  if (message.integrityAt !== proofAt || message.bytes.length > MAX_CHECK) return null;
  const key = before?.local === local
    ? before.key
    : createHmacKey(new TextEncoder().encode(local.pwd));
  return {
    request: message.bytes.slice(),
    proofAt,
    response: response.slice(),
    from: proven,
    local,
    remote,
    key,
  };
}

/**
 * Whether the datagram `data[start, end)`, which came from the address of the remembered check, is an authentic repetition of it. Then
 * the consent is renewed and `response` answers it.
 */
export function answerRepeated(
  ice: IceLite,
  check: RepeatedCheck,
  data: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
): boolean {
  const { request, response, from } = check;
  if (end - start !== request.length || !sameBut(check, data, start)) return false;
  if (ice.local !== check.local || ice.remote !== check.remote || ice.retiring !== null) {
    return false;
  }
  if (ice.selected?.key !== from.address.key || !ice.proven.includes(from)) return false;
  if (!isAuthentic(check, data, start)) return false;
  from.checkedAtUs = nowUs;
  for (let i = TRANSACTION_START; i < STUN_HEADER_LENGTH; i++) response[i] = data[start + i]!;
  // An address of IPv6 is combined with the transaction id, one of IPv4 with what stands before it (RFC 8489, section 14.2).
  const { bytes } = from.address;
  for (let i = 0; i < bytes.length; i++) {
    response[ANSWER_ADDRESS + i] = bytes[i]! ^ response[4 + i]!;
  }
  prove(check.key, response);
  return true;
}

/** Whether the datagram has the bytes of the request, transaction id and proofs apart. */
function sameBut(check: RepeatedCheck, data: Uint8Array, start: number): boolean {
  const { request, proofAt } = check;
  for (let i = 0; i < TRANSACTION_START; i++) {
    if (data[start + i] !== request[i]) return false;
  }
  for (let i = STUN_HEADER_LENGTH; i < proofAt + 4; i++) {
    if (data[start + i] !== request[i]) return false;
  }
  return readU32(data, start + request.length - FINGERPRINT_SPACE) ===
    readU32(request, request.length - FINGERPRINT_SPACE);
}

const covered = new Uint8Array(MAX_CHECK);
const mac = new Uint8Array(INTEGRITY_LENGTH);

/** Whether FINGERPRINT and MESSAGE-INTEGRITY are right. The latter takes the same time whatever is wrong. */
function isAuthentic(check: RepeatedCheck, data: Uint8Array, start: number): boolean {
  const { request, proofAt, key } = check;
  for (let i = 0; i < request.length; i++) covered[i] = data[start + i]!;
  if (!fingerprintMatches(covered, request.length - FINGERPRINT_SPACE)) return false;
  computeIntegrity(key, covered, proofAt);
  let difference = 0;
  for (let i = 0; i < mac.length; i++) difference |= mac[i]! ^ covered[proofAt + 4 + i]!;
  return difference === 0;
}

/** Writes the proofs at the end of a message anew. */
function prove(key: HmacKey, message: Uint8Array): void {
  const proofAt = message.length - PROOF_LENGTH;
  covered.set(message);
  computeIntegrity(key, covered, proofAt);
  message.set(mac, proofAt + 4);
  const fingerprintAt = message.length - FINGERPRINT_SPACE;
  writeU32(message, fingerprintAt + 4, fingerprintOf(message, fingerprintAt));
}

/** Leaves in `mac` the HMAC for the message in `bytes`: its length counts as if it ended with it (RFC 8489, section 14.5). */
function computeIntegrity(key: HmacKey, bytes: Uint8Array, proofAt: number): void {
  writeU16(bytes, 2, proofAt + 4 + INTEGRITY_LENGTH - STUN_HEADER_LENGTH);
  computeHmac(key, bytes, proofAt, mac);
}
