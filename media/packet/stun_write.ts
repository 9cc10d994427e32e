/**
 * STUN messages (RFC 8489) with the attributes of ICE (RFC 8445): writing. Each one ends with FINGERPRINT.
 * @module
 */
import { writeU16, writeU32 } from "./bytes.ts";
import {
  ATTRIBUTE,
  MAGIC_COOKIE,
  type MappedAddress,
  METHOD_BINDING,
  STUN_HEADER_LENGTH,
  type StunClass,
} from "./stun.ts";
import { fingerprintOf, INTEGRITY_LENGTH, integrityOf } from "./stun_integrity.ts";

/** The errors that we report, with the phrases of RFC 8489, section 14.8, and RFC 8445, section 7.3.1.1. */
export type StunErrorCode = 400 | 401 | 420 | 487;

const REASONS: Readonly<Record<StunErrorCode, string>> = {
  400: "Bad Request",
  401: "Unauthenticated",
  420: "Unknown Attribute",
  487: "Role Conflict",
};

/** What a connectivity check says (RFC 8445, section 7.1). */
export interface BindingRequest {
  /** 12 bytes, random. */
  readonly transactionId: Uint8Array;
  /** `theirUfrag:ourUfrag`. */
  readonly username: string;
  /** Priority that a peer-reflexive candidate found by this check would have. */
  readonly priority: number;
  readonly useCandidate: boolean;
  readonly role: "controlling" | "controlled";
  readonly tieBreaker: bigint;
}

/** Offsets of the two class bits in a message type, by class. */
const CLASS_BITS: Readonly<Record<StunClass, number>> = {
  request: 0x000,
  indication: 0x010,
  success: 0x100,
  error: 0x110,
};

type Attribute = readonly [type: number, value: Uint8Array];

/** A connectivity check, protected by the other side's password. */
export function writeBindingRequest(request: BindingRequest, password: string): Uint8Array {
  const role = request.role === "controlling" ? ATTRIBUTE.iceControlling : ATTRIBUTE.iceControlled;
  const attributes: Attribute[] = [
    [ATTRIBUTE.username, new TextEncoder().encode(request.username)],
    [ATTRIBUTE.priority, u32(request.priority)],
    [role, u64(request.tieBreaker)],
  ];
  if (request.useCandidate) attributes.push([ATTRIBUTE.useCandidate, new Uint8Array(0)]);
  return writeMessage("request", request.transactionId, attributes, password);
}

/** The answer to a good check: where it came from. Protected by the password that protected the check. */
export function writeBindingSuccess(
  transactionId: Uint8Array,
  from: MappedAddress,
  password: string,
): Uint8Array {
  const address: Attribute = [ATTRIBUTE.xorMappedAddress, xorAddress(from, transactionId)];
  return writeMessage("success", transactionId, [address], password);
}

/**
 * An error response. `unknown` is listed in a 420. `password` is null where the request was not proven (400 and 401),
 * else that of the request.
 */
export function writeBindingError(
  transactionId: Uint8Array,
  code: StunErrorCode,
  unknown: readonly number[],
  password: string | null,
): Uint8Array {
  const reason = new TextEncoder().encode(REASONS[code]);
  const error = new Uint8Array(4 + reason.length);
  error[2] = Math.floor(code / 100);
  error[3] = code % 100;
  error.set(reason, 4);
  const attributes: Attribute[] = [[ATTRIBUTE.errorCode, error]];
  if (code === 420) {
    const types = new Uint8Array(2 * unknown.length);
    unknown.forEach((type, i) => writeU16(types, 2 * i, type));
    attributes.push([ATTRIBUTE.unknownAttributes, types]);
  }
  return writeMessage("error", transactionId, attributes, password);
}

/** A keepalive that nobody answers (RFC 8445, section 11). */
export function writeBindingIndication(transactionId: Uint8Array): Uint8Array {
  return writeMessage("indication", transactionId, [], null);
}

/** A Binding message: header, attributes, MESSAGE-INTEGRITY if there is a password, FINGERPRINT. */
function writeMessage(
  kind: StunClass,
  transactionId: Uint8Array,
  attributes: readonly Attribute[],
  password: string | null,
): Uint8Array {
  const attributesLength = attributes.reduce((sum, [, value]) => sum + 4 + padded(value.length), 0);
  const integrityLength = password === null ? 0 : 4 + INTEGRITY_LENGTH;
  const bytes = new Uint8Array(STUN_HEADER_LENGTH + attributesLength + integrityLength + 8);
  writeU16(bytes, 0, METHOD_BINDING | CLASS_BITS[kind]);
  writeU16(bytes, 2, bytes.length - STUN_HEADER_LENGTH);
  writeU32(bytes, 4, MAGIC_COOKIE);
  bytes.set(transactionId.subarray(0, 12), 8);
  let at = STUN_HEADER_LENGTH;
  for (const [type, value] of attributes) at = writeAttribute(bytes, at, type, value);
  if (password !== null) {
    at = writeAttribute(bytes, at, ATTRIBUTE.messageIntegrity, integrityOf(bytes, at, password));
  }
  writeAttribute(bytes, at, ATTRIBUTE.fingerprint, u32(fingerprintOf(bytes, at)));
  return bytes;
}

/** Writes one attribute and returns the place of the next. */
function writeAttribute(bytes: Uint8Array, at: number, type: number, value: Uint8Array): number {
  writeU16(bytes, at, type);
  writeU16(bytes, at + 2, value.length);
  bytes.set(value, at + 4);
  return at + 4 + padded(value.length);
}

/** Values are filled up to a multiple of four. */
function padded(length: number): number {
  return length + (-length & 3);
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  writeU32(bytes, 0, value);
  return bytes;
}

function u64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  writeU32(bytes, 0, Number((value >> 32n) & 0xffffffffn));
  writeU32(bytes, 4, Number(value & 0xffffffffn));
  return bytes;
}

/** RFC 8489, section 14.2. */
function xorAddress(from: MappedAddress, transactionId: Uint8Array): Uint8Array {
  const mask = new Uint8Array(16);
  writeU32(mask, 0, MAGIC_COOKIE);
  mask.set(transactionId.subarray(0, 12), 4);
  const value = new Uint8Array(4 + from.bytes.length);
  value[1] = from.bytes.length === 4 ? 1 : 2;
  writeU16(value, 2, from.port ^ (MAGIC_COOKIE >>> 16));
  from.bytes.forEach((byte, i) => value[4 + i] = byte ^ mask[i]!);
  return value;
}
