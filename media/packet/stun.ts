/**
 * STUN messages (RFC 8489) with the attributes of ICE (RFC 8445): reading. Writing is in `stun_write.ts`, the proofs in
 * `stun_integrity.ts`.
 * @module
 */
import { readU16, readU32 } from "./bytes.ts";
import { fingerprintMatches } from "./stun_integrity.ts";

/** Fixed part of a message: type, length, magic cookie, transaction id. */
export const STUN_HEADER_LENGTH = 20;

/** RFC 8489, section 5. */
export const MAGIC_COOKIE = 0x2112a442;

/** The only method of ICE. */
export const METHOD_BINDING = 0x001;

/** Attribute types (RFC 8489, section 18.3; RFC 8445, section 20.1). Those below 0x8000 must be understood. */
export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  xorMappedAddress: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
  iceControlling: 0x802a,
} as const;

/** Longest message that is read; nothing of ICE comes near. */
const MAX_MESSAGE = 2048;

/** RFC 8489, section 14.3: fewer than 509 bytes. */
const MAX_USERNAME = 508;

/** How many unknown attributes are remembered; an error response lists no more. */
const MAX_UNKNOWN = 8;

/** The two bits of a message type that tell what it is. */
export type StunClass = "request" | "indication" | "success" | "error";

const CLASSES: readonly StunClass[] = ["request", "indication", "success", "error"];

/** An address as XOR-MAPPED-ADDRESS tells it: 4 or 16 bytes in network order. */
export interface MappedAddress {
  readonly bytes: Uint8Array;
  readonly port: number;
}

/** What a message says. Nothing of it is proven but, where `fingerprintValid`, that it is a STUN message. */
export interface StunMessage {
  readonly class: StunClass;
  readonly method: number;
  /** 12 bytes, a copy. */
  readonly transactionId: Uint8Array;
  /** The whole message: a view of the datagram, good only as long as the datagram is. */
  readonly bytes: Uint8Array;
  /** Place of MESSAGE-INTEGRITY in `bytes`; -1 if there is none. What follows it is not protected and was not read. */
  readonly integrityAt: number;
  /** FINGERPRINT is there, in its place, and right. */
  readonly fingerprintValid: boolean;
  readonly username: string | null;
  readonly priority: number | null;
  readonly useCandidate: boolean;
  /** Tie-breaker of a peer in the controlling role. */
  readonly iceControlling: bigint | null;
  /** Tie-breaker of a peer in the controlled role. */
  readonly iceControlled: bigint | null;
  readonly mappedAddress: MappedAddress | null;
  /** 300 to 699; 0 if the message reports no error. */
  readonly errorCode: number;
  /** Types of attributes that had to be understood and were not: the first eight. */
  readonly unknownRequired: readonly number[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Whether a datagram can be STUN by its first bytes (RFC 7983 and the magic cookie). */
export function looksLikeStun(buf: Uint8Array, start: number, end: number): boolean {
  return end - start >= STUN_HEADER_LENGTH && buf[start]! < 4 &&
    readU32(buf, start + 4) === MAGIC_COOKIE;
}

/**
 * Reads the message that fills `[start, end)`. Null if that is not one whole STUN message, or if an attribute
 * known here is malformed. Of an attribute that occurs twice the first counts (RFC 8489, section 14).
 */
export function parseStun(buf: Uint8Array, start: number, end: number): StunMessage | null {
  const length = end - start;
  if (!looksLikeStun(buf, start, end) || length > MAX_MESSAGE || length % 4 !== 0) return null;
  if (readU16(buf, start + 2) !== length - STUN_HEADER_LENGTH) return null;
  const type = readU16(buf, start);
  const bytes = buf.subarray(start, end);
  const message: Writable<StunMessage> = {
    class: CLASSES[((type >> 7) & 2) | ((type >> 4) & 1)]!,
    method: ((type >> 2) & 0xf80) | ((type >> 1) & 0x70) | (type & 0xf),
    transactionId: bytes.slice(8, STUN_HEADER_LENGTH),
    bytes,
    integrityAt: -1,
    fingerprintValid: false,
    username: null,
    priority: null,
    useCandidate: false,
    iceControlling: null,
    iceControlled: null,
    mappedAddress: null,
    errorCode: 0,
    unknownRequired: [],
  };
  return readAttributes(message) ? message : null;
}

/** Reads all attributes into `message`; false if one reaches beyond the end or is malformed. */
function readAttributes(message: Writable<StunMessage>): boolean {
  const { bytes } = message;
  const unknown: number[] = [];
  const seen = new Set<number>();
  let at = STUN_HEADER_LENGTH;
  while (at < bytes.length) {
    // Both lengths are multiples of four, so there is room for type and length.
    const type = readU16(bytes, at);
    const length = readU16(bytes, at + 2);
    const next = at + 4 + length + (-length & 3);
    if (next > bytes.length) return false;
    if (type === ATTRIBUTE.fingerprint && next === bytes.length) {
      message.fingerprintValid = length === 4 && fingerprintMatches(bytes, at);
    } else if (message.integrityAt < 0 && !seen.has(type)) {
      seen.add(type);
      if (!readAttribute(message, type, at, length, unknown)) return false;
    }
    at = next;
  }
  message.unknownRequired = unknown;
  return true;
}

/** Reads the attribute at `at` in the message; false if it is malformed. */
function readAttribute(
  message: Writable<StunMessage>,
  type: number,
  at: number,
  length: number,
  unknown: number[],
): boolean {
  const { bytes } = message;
  const value = at + 4;
  switch (type) {
    case ATTRIBUTE.messageIntegrity:
      message.integrityAt = at;
      return length === 20;
    case ATTRIBUTE.username:
      if (length > MAX_USERNAME) return false;
      message.username = new TextDecoder().decode(bytes.subarray(value, value + length));
      return true;
    case ATTRIBUTE.priority:
      if (length !== 4) return false;
      message.priority = readU32(bytes, value);
      return true;
    case ATTRIBUTE.useCandidate:
      message.useCandidate = true;
      return length === 0;
    case ATTRIBUTE.iceControlling:
      if (length !== 8) return false;
      message.iceControlling = readU64(bytes, value);
      return true;
    case ATTRIBUTE.iceControlled:
      if (length !== 8) return false;
      message.iceControlled = readU64(bytes, value);
      return true;
    case ATTRIBUTE.xorMappedAddress:
      message.mappedAddress = readXorAddress(bytes, value, length);
      return message.mappedAddress !== null;
    case ATTRIBUTE.errorCode:
      message.errorCode = readErrorCode(bytes, value, length);
      return message.errorCode !== 0;
    case ATTRIBUTE.unknownAttributes:
      return length % 2 === 0;
    default:
      if (type < 0x8000 && unknown.length < MAX_UNKNOWN) unknown.push(type);
      return true;
  }
}

function readU64(bytes: Uint8Array, at: number): bigint {
  return (BigInt(readU32(bytes, at)) << 32n) | BigInt(readU32(bytes, at + 4));
}

/** RFC 8489, section 14.2: port and address, hidden from NATs by the cookie and the transaction id (bytes 4 to 20). */
function readXorAddress(bytes: Uint8Array, at: number, length: number): MappedAddress | null {
  if (length < 8) return null;
  const family = bytes[at + 1]!;
  const size = family === 1 ? 4 : family === 2 ? 16 : 0;
  if (size === 0 || length !== 4 + size) return null;
  const address = new Uint8Array(size);
  for (let i = 0; i < size; i++) address[i] = bytes[at + 4 + i]! ^ bytes[4 + i]!;
  return { bytes: address, port: readU16(bytes, at + 2) ^ (MAGIC_COOKIE >>> 16) };
}

/** RFC 8489, section 14.8: hundreds and rest; 0 if malformed. */
function readErrorCode(bytes: Uint8Array, at: number, length: number): number {
  if (length < 4) return 0;
  const hundreds = bytes[at + 2]! & 7;
  const rest = bytes[at + 3]!;
  return hundreds >= 3 && hundreds <= 6 && rest < 100 ? hundreds * 100 + rest : 0;
}
