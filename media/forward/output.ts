/**
 * Where forwarding puts what is to be sent. The loop that owns the sockets implements it; tests implement it in memory.
 * @module
 */
import type { RtcpPacket } from "../packet/rtcp.ts";

/** Room that SRTP may need behind a packet: an authentication tag of up to 16 bytes, and 10 to spare. */
export const PROTECTION_ROOM = 26;

/** Sink of one call into the router. Nothing that it is given may be kept past the return of its methods. */
export interface ForwardOut {
  /** Bytes that outgoing packets are written into. It may be another array after each `reserve`. */
  readonly arena: Uint8Array;
  /** Makes `size` bytes free in the arena and returns where they begin. They stay ours until the next `sendRtp`. */
  reserve(size: number): number;
  /**
   * Sends the plaintext packet in `arena[offset, end)` to the peer of a session. It is to be protected in place: at least
   * {@link PROTECTION_ROOM} bytes behind `end` are reserved too.
   * @param headerLength bytes of it that stay clear
   * @param roc SRTP rollover counter of its sequence number (RFC 3711, section 3.3.1)
   */
  sendRtp(session: number, offset: number, headerLength: number, end: number, roc: number): void;
  /** Sends one compound of RTCP packets to the peer of a session. */
  sendRtcp(session: number, packets: readonly RtcpPacket[]): void;
}
