/**
 * The certificate of the HTTPS server: `cert.pem` and `key.pem` of the data folder, or one made here that lives in memory
 * until the process ends. The browser warns about the latter, which is fine for a first try.
 * @module
 */
import { encodeBase64 } from "@std/encoding";
import { isIP } from "node:net";

/** A certificate chain and its private key, as PEM. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
  /** Whether it was made here. */
  readonly selfSigned: boolean;
}

/** What a self-signed certificate says. */
export interface CertificateRequest {
  /** Host names and IP addresses that it is for; the first is its common name. */
  readonly hosts: readonly string[];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** 1 to 20 random bytes that tell this certificate from others. */
  readonly serial: Uint8Array;
}

/**
 * Reads `cert.pem` and `key.pem` in `folder`. Null if neither exists.
 * @throws Error with a sentence for people, if only one of them exists or one cannot be read.
 */
export async function readTlsIdentity(folder: string): Promise<TlsIdentity | null> {
  const [cert, key] = await Promise.all([
    readIfPresent(`${folder}/cert.pem`),
    readIfPresent(`${folder}/key.pem`),
  ]);
  if (cert === null && key === null) return null;
  if (cert === null) throw new Error(`${folder} has key.pem but no cert.pem`);
  if (key === null) throw new Error(`${folder} has cert.pem but no key.pem`);
  return { cert, key, selfSigned: false };
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw new Error(`cannot read ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Makes a P-256 key and a certificate for it, signed by itself (RFC 5280, RFC 5480). */
export async function createSelfSignedIdentity(request: CertificateRequest): Promise<TlsIdentity> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const keys = await crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  const privateKey = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const body = certificateBody(request, publicKey);
  const signature = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    keys.privateKey,
    body,
  );
  const certificate = sequence(
    body,
    ECDSA_WITH_SHA256,
    bitString(derSignature(new Uint8Array(signature))),
  );
  return {
    cert: pem("CERTIFICATE", certificate),
    key: pem("PRIVATE KEY", privateKey),
    selfSigned: true,
  };
}

/** RFC 5280, 4.1: TBSCertificate, version 3. */
function certificateBody(
  request: CertificateRequest,
  publicKey: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const name = sequence(
    der(SET, sequence(OID_COMMON_NAME, utf8String(request.hosts[0] ?? "localhost"))),
  );
  return sequence(
    der(CONTEXT | CONSTRUCTED | 0, integer(Uint8Array.of(2))),
    integer(request.serial),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(request.notBeforeMs), time(request.notAfterMs)),
    name,
    publicKey,
    der(CONTEXT | CONSTRUCTED | 3, sequence(...extensions(request.hosts))),
  );
}

/** An end entity that may sign handshakes as a server, under these names. */
function extensions(hosts: readonly string[]): Uint8Array[] {
  const digitalSignature = Uint8Array.of(0x03, 0x02, 0x07, 0x80);
  return [
    sequence(OID_BASIC_CONSTRAINTS, TRUE, octetString(sequence())),
    sequence(OID_KEY_USAGE, TRUE, octetString(digitalSignature)),
    sequence(OID_EXTENDED_KEY_USAGE, octetString(sequence(OID_SERVER_AUTH))),
    sequence(OID_SUBJECT_ALT_NAME, octetString(sequence(...hosts.map(generalName)))),
  ];
}

/** RFC 5280, 4.2.1.6: dNSName is tagged 2 and iPAddress 7. */
function generalName(host: string): Uint8Array {
  const address = addressBytes(host);
  return address === null
    ? der(CONTEXT | 2, new TextEncoder().encode(host))
    : der(CONTEXT | 7, address);
}

/** The 4 or 16 bytes of an IP address; null if the text is none. */
function addressBytes(host: string): Uint8Array | null {
  const version = isIP(host);
  if (version === 4) return Uint8Array.from(host.split("."), Number);
  if (version !== 6 || host.includes("%")) return null;
  // The URL parser writes an embedded IPv4 part as two groups.
  const text = new URL(`http://[${host}]/`).hostname.slice(1, -1);
  const [head = "", tail] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...before, ...Array(8 - before.length - after.length).fill("0"), ...after];
  return Uint8Array.from(groups.flatMap((group) => {
    const value = parseInt(group, 16);
    return [value >> 8, value & 0xff];
  }));
}

/** WebCrypto signs as r and s side by side; X.509 wants a SEQUENCE of two INTEGERs (RFC 3279, 2.2.3). */
function derSignature(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}

// A writer of DER (ITU-T X.690), as far as a certificate needs it.

const CONSTRUCTED = 0x20;
const CONTEXT = 0x80;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;

const TRUE = Uint8Array.of(0x01, 0x01, 0xff);
const OID_COMMON_NAME = oid(2, 5, 4, 3);
const OID_KEY_USAGE = oid(2, 5, 29, 15);
const OID_SUBJECT_ALT_NAME = oid(2, 5, 29, 17);
const OID_BASIC_CONSTRAINTS = oid(2, 5, 29, 19);
const OID_EXTENDED_KEY_USAGE = oid(2, 5, 29, 37);
const OID_SERVER_AUTH = oid(1, 3, 6, 1, 5, 5, 7, 3, 1);
const ECDSA_WITH_SHA256 = sequence(oid(1, 2, 840, 10045, 4, 3, 2));

/** One element: tag, length in its shortest form, content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = contents.reduce((sum, content) => sum + content.length, 0);
  const length: number[] = [];
  for (let rest = size; rest > 0; rest >>= 8) length.unshift(rest & 0xff);
  const header = size < 0x80 ? [tag, size] : [tag, 0x80 | length.length, ...length];
  const element = new Uint8Array(header.length + size);
  element.set(header);
  let at = header.length;
  for (const content of contents) {
    element.set(content, at);
    at += content.length;
  }
  return element;
}

function sequence(...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(SEQUENCE, ...contents);
}

/** A number that is not negative, most significant byte first. */
function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 || digits.length === 0
    ? Uint8Array.of(0)
    : new Uint8Array(0);
  return der(INTEGER, sign, digits);
}

function bitString(bytes: Uint8Array): Uint8Array {
  return der(BIT_STRING, Uint8Array.of(0), bytes);
}

function octetString(bytes: Uint8Array): Uint8Array {
  return der(OCTET_STRING, bytes);
}

function utf8String(text: string): Uint8Array {
  return der(UTF8_STRING, new TextEncoder().encode(text));
}

/** UTCTime up to the year 2049, GeneralizedTime after it, as RFC 5280, 4.1.2.5 demands. */
function time(ms: number): Uint8Array {
  const date = new Date(ms);
  const digits = date.toISOString().replace(/\.\d+Z$/, "Z").replace(/[-:T]/g, "");
  const short = date.getUTCFullYear() < 2050;
  return der(
    short ? UTC_TIME : GENERALIZED_TIME,
    new TextEncoder().encode(short ? digits.slice(2) : digits),
  );
}

function oid(first: number, second: number, ...rest: readonly number[]): Uint8Array {
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const septets = [part & 0x7f];
    for (let high = part >> 7; high > 0; high >>= 7) septets.unshift(0x80 | (high & 0x7f));
    bytes.push(...septets);
  }
  return der(OBJECT_IDENTIFIER, Uint8Array.from(bytes));
}

function pem(label: string, bytes: Uint8Array): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
