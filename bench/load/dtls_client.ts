/**
 * DTLS-SRTP (RFC 5764) of a synthetic client, over datagrams that somebody else carries. It opens the handshake by werift, or, with
 * servers that want to open it themselves, answers as this server does.
 * @module
 */
import { Buffer } from "node:buffer";
import { DtlsClient, type Transport } from "werift";
import {
  createDtls,
  type DtlsCertificate,
  type DtlsKeys,
  receiveDtls,
  SRTP_PROFILES,
  srtpKeys,
} from "../../media/transport/dtls.ts";

/** One association. Made by `startDtlsClient` or `awaitDtls`. */
export interface DtlsAssociation {
  /** Takes a datagram of the server. */
  receive(datagram: Uint8Array): void;
}

/** `send` gets datagrams to send; then either `connected` is called, once, or `failed`. */
export interface DtlsClientEvents {
  readonly send: (datagram: Uint8Array) => void;
  readonly connected: (keys: DtlsKeys) => void;
  readonly failed: (reason: string) => void;
}

/** Waits for the server to start a handshake. */
export function awaitDtls(
  certificate: DtlsCertificate,
  events: DtlsClientEvents,
): DtlsAssociation {
  const dtls = createDtls(certificate, { ...events, closed: events.failed });
  return { receive: (datagram) => void receiveDtls(dtls, datagram) };
}

/** Starts a handshake. */
export function startDtlsClient(
  certificate: DtlsCertificate,
  events: DtlsClientEvents,
): DtlsAssociation {
  const transport: Transport = {
    type: "udp",
    address: { address: "", family: "IPv4", port: 0 },
    closed: false,
    onData: () => {},
    send: (datagram: Buffer) => {
      events.send(datagram);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const client = new DtlsClient({
    cert: certificate.certPem,
    key: certificate.keyPem,
    signatureHash: { hash: 4, signature: 3 },
    transport,
    srtpProfiles: SRTP_PROFILES,
    extendedMasterSecret: true,
  });
  client.onConnect.subscribe(() => {
    const keys = srtpKeys(client);
    if (keys === null) events.failed("the server chose no SRTP profile that was offered");
    else events.connected(keys);
  });
  client.onError.subscribe((error) => events.failed(nameOf(error)));
  client.connect().catch((error) => events.failed(nameOf(error)));
  return {
    // A copy: werift keeps fragments, and the receive buffer is used again.
    receive: (datagram) => transport.onData(Buffer.from(datagram), ["", 0]),
  };
}

/** werift's errors often have no message: then their first place tells most. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || (error.stack ?? "").split("\n").slice(0, 2).join(" ");
}
