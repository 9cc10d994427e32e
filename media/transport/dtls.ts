/**
 * DTLS 1.2 as the server side (RFC 6347), for the keys of SRTP (RFC 5764). werift does the handshake; this file is its
 * only importer. What werift leaves out is done here: the client's proof that it holds the key of its certificate
 * (CertificateVerify), its Finished message, a bound on what a client may send, and silence towards alerts and renegotiation.
 *
 * The one core with timers of its own: werift repeats lost flights by `setTimeout`, which cannot be simulated.
 * @module
 */
import {
  createHash,
  createHmac,
  createVerify,
  timingSafeEqual,
  X509Certificate,
} from "node:crypto";
import { Buffer } from "node:buffer";
import { CipherContext, DtlsServer, type DtlsSocket, type Transport } from "werift";
import type { Fingerprint } from "../sdp/negotiate.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { SrtpKeys, SrtpProfile } from "./srtp.ts";

/** A certificate for DTLS with its key, made at start-up and never stored. */
export interface DtlsCertificate {
  readonly certPem: string;
  readonly keyPem: string;
  readonly fingerprint: Fingerprint;
}

/** The SRTP keys of both directions, from the point of view of the side that has them. */
export interface DtlsKeys {
  readonly local: SrtpKeys;
  readonly remote: SrtpKeys;
}

/** What a DTLS endpoint tells its session. Called from timers too, never during `createDtls`. */
export interface DtlsEvents {
  /** A datagram to send to the client. */
  send(datagram: Uint8Array): void;
  /** The handshake is complete and proven; `certificate` is the client's, in DER, still to be matched with its SDP. */
  connected(keys: DtlsKeys, certificate: Uint8Array): void;
  /** The handshake failed. */
  closed(reason: string): void;
}

/** One DTLS association. Made by `createDtls`, ended by `closeDtls`. */
export interface Dtls {
  readonly server: DtlsServer;
  readonly events: DtlsEvents;
  state: "handshake" | "connected" | "closed";
  /** Handshake datagrams that may still be fed to werift. */
  budget: number;
}

/** A handshake takes about five datagrams; this allows for fragments and a lossy network. */
const HANDSHAKE_DATAGRAMS = 64;
/** After it, only repeated last flights and alerts arrive. */
const CONNECTED_DATAGRAMS = 64;

const RECORD_HEADER = 13;
const HANDSHAKE_HEADER = 12;
/** Version and random of a ClientHello. */
const HELLO_FIXED = 34;
const CHANGE_CIPHER_SPEC = 20;
const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const CERTIFICATE_VERIFY = 15;
const FINISHED = 20;

/** SRTP profile numbers of RFC 5764 and RFC 7714, preferred first. */
const GCM = 7;
const CM_SHA1 = 1;
/** What is offered and taken, preferred first. */
export const SRTP_PROFILES: [typeof GCM, typeof CM_SHA1] = [GCM, CM_SHA1];

/** Makes a self-signed ECDSA P-256 certificate (P-256 and SHA-256 are what every browser can verify). */
export async function createDtlsCertificate(): Promise<DtlsCertificate> {
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey(
    { hash: 4, signature: 3 },
    23,
  );
  return { certPem, keyPem, fingerprint: fingerprintOf(derOf(certPem)) };
}

/** The bytes of a certificate in PEM (RFC 7468). */
function derOf(pem: string): Uint8Array {
  return Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64");
}

/** Makes the server side of an association. Nothing is sent until the client's first datagram. */
export function createDtls(certificate: DtlsCertificate, events: DtlsEvents): Dtls {
  const transport: Transport = {
    type: "udp",
    address: { address: "", family: "IPv4", port: 0 },
    closed: false,
    onData: () => {},
    send: (datagram: Buffer) => {
      // werift goes on repeating a flight of an association that has ended.
      if (dtls.state !== "closed") events.send(datagram);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const server = new DtlsServer({
    cert: certificate.certPem,
    key: certificate.keyPem,
    signatureHash: { hash: 4, signature: 3 },
    transport,
    srtpProfiles: SRTP_PROFILES,
    extendedMasterSecret: true,
    certificateRequest: true,
  });
  const dtls: Dtls = { server, events, state: "handshake", budget: HANDSHAKE_DATAGRAMS };
  server.onConnect.subscribe(() => finish(dtls));
  server.onError.subscribe((error) => {
    // Until the client has shown our cookie, anybody who can forge its address may have sent the nonsense.
    if (hasShownCookie(dtls)) fail(dtls, `DTLS handshake failed: ${error.message}`);
  });
  return dtls;
}

/**
 * Feeds one datagram. Returns false if it was not DTLS that this association may act upon: malformed, no part of a
 * handshake, a renegotiation, or one too many.
 */
export function receiveDtls(dtls: Dtls, datagram: Uint8Array): boolean {
  if (dtls.state === "closed" || dtls.budget === 0 || !mayAct(dtls, datagram)) return false;
  dtls.budget--;
  try {
    // A copy: werift keeps fragments, and the receive buffer is used again.
    dtls.server.transport.socket.onData?.(Buffer.from(datagram), ["", 0]);
    return true;
  } catch {
    return false;
  }
}

/** Ends the association: nothing is sent or told any more, whatever werift's pending timers do. */
export function closeDtls(dtls: Dtls): void {
  dtls.state = "closed";
}

/**
 * Walks the records: all must be whole and belong to a handshake, and none may start it anew. Alerts are left out, for werift
 * believes unprotected ones; that a peer is gone is told by its WebSocket, or by its silence.
 */
function mayAct(dtls: Dtls, bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    if (at + RECORD_HEADER > bytes.length) return false;
    const type = bytes[at]!;
    const epoch = bytes[at + 3]! << 8 | bytes[at + 4]!;
    const length = bytes[at + 11]! << 8 | bytes[at + 12]!;
    const body = at + RECORD_HEADER;
    if (length === 0 || body + length > bytes.length) return false;
    if (type !== CHANGE_CIPHER_SPEC && type !== HANDSHAKE) return false;
    if (epoch === 0 && type === HANDSHAKE && bytes[body] === CLIENT_HELLO) {
      if (dtls.state === "connected") return false;
      if (hasShownCookie(dtls) && !hasCookie(bytes, body, body + length)) return false;
    }
    at = body + length;
  }
  return at > 0;
}

/** Whether the client is past the exchange that proves its address (RFC 6347, section 4.2.1): we have sent flight 4. */
function hasShownCookie(dtls: Dtls): boolean {
  return dtls.server.dtls.flight >= 4;
}

/** Whether the ClientHello in `bytes[start, end)` carries a cookie; one without would start the handshake anew. */
function hasCookie(bytes: Uint8Array, start: number, end: number): boolean {
  const sessionIdAt = start + HANDSHAKE_HEADER + HELLO_FIXED;
  if (sessionIdAt >= end) return false;
  const cookieAt = sessionIdAt + 1 + bytes[sessionIdAt]!;
  return cookieAt < end && bytes[cookieAt]! > 0;
}

/** werift says it is connected; believe it only with the client's two proofs. */
function finish(dtls: Dtls): void {
  if (dtls.state !== "handshake") return;
  const { server } = dtls;
  const certificate = server.remoteCertificate;
  if (certificate === undefined) return fail(dtls, "the client showed no certificate");
  let proven = false;
  try {
    proven = clientIsProven(server, certificate);
  } catch {
    // A certificate that cannot be parsed proves nothing.
  }
  if (!proven) return fail(dtls, "the client did not prove that it holds its certificate's key");
  const keys = srtpKeys(server);
  if (keys === null) return fail(dtls, "no SRTP profile in common with the client");
  dtls.state = "connected";
  dtls.budget = CONNECTED_DATAGRAMS;
  dtls.events.connected(keys, certificate);
}

function fail(dtls: Dtls, reason: string): void {
  if (dtls.state === "closed") return;
  dtls.state = "closed";
  dtls.events.closed(reason);
}

/** Checks CertificateVerify and Finished (RFC 5246, 7.4.8 and 7.4.9) over the recorded handshake. */
function clientIsProven(server: DtlsServer, certificate: Uint8Array): boolean {
  const messages = server.dtls.sortedHandshakeCache;
  const verifyAt = messages.findIndex((message) => message.msg_type === CERTIFICATE_VERIFY);
  const finishedAt = messages.findIndex((message) => message.msg_type === FINISHED);
  const verify = messages[verifyAt]?.fragment;
  const finished = messages[finishedAt]?.fragment;
  if (verify === undefined || finished === undefined || finishedAt < verifyAt) return false;
  const transcript = (count: number) =>
    Buffer.concat(messages.slice(0, count).map((message) => message.serialize()));

  // Hash and signature algorithm (two bytes; we asked for SHA-256 alone), length (two), signature.
  if (verify.length < 4 || verify[0] !== 4) return false;
  const key = new X509Certificate(Buffer.from(certificate)).publicKey;
  const signed = createVerify("sha256").update(transcript(verifyAt)).verify(
    key,
    verify.subarray(4, 4 + verify.readUInt16BE(2)),
  );
  const expected = clientVerifyData(server.cipher.masterSecret, transcript(finishedAt));
  return signed && finished.length === expected.length && timingSafeEqual(finished, expected);
}

/** The client's verify_data: PRF(master, "client finished", SHA-256(handshake)) cut to 12 bytes (RFC 5246, section 5). */
function clientVerifyData(masterSecret: Uint8Array, handshake: Uint8Array): Uint8Array {
  const hmac = (...parts: Uint8Array[]) => {
    const mac = createHmac("sha256", masterSecret);
    for (const part of parts) mac.update(part);
    return mac.digest();
  };
  const seed = Buffer.concat([
    Buffer.from("client finished"),
    createHash("sha256").update(handshake).digest(),
  ]);
  return hmac(hmac(seed), seed).subarray(0, 12);
}

/** The keys that a finished handshake of either side gives (RFC 5764, section 4.2); null if no profile was agreed upon. */
export function srtpKeys(socket: DtlsSocket): DtlsKeys | null {
  const chosen = socket.srtp.srtpProfile;
  if (chosen !== GCM && chosen !== CM_SHA1) return null;
  const profile: SrtpProfile = chosen === GCM ? "AEAD_AES_128_GCM" : "AES_CM_128_HMAC_SHA1_80";
  const raw = socket.extractSessionKeys(16, chosen === GCM ? 12 : 14);
  return {
    local: { profile, key: raw.localKey, salt: raw.localSalt },
    remote: { profile, key: raw.remoteKey, salt: raw.remoteSalt },
  };
}
