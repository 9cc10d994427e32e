/**
 * Our end of the transport, as sections of our descriptions carry it.
 * @module
 */
import { candidateOf } from "./candidate.ts";
import type { LocalTransport } from "./negotiate.ts";
import type { MediaSection } from "./sdp.ts";

/** Port of an m-line whose candidates tell the port (RFC 9429, section 5.2.1). */
export const DISCARD_PORT = 9;

/** Writes our end of the transport into a section; the candidates stand in the first of the group alone. */
export function addTransport(section: MediaSection, local: LocalTransport, first: boolean): void {
  section.rtcpMux = true;
  section.transport.iceUfrag = local.ice.ufrag;
  section.transport.icePwd = local.ice.pwd;
  section.transport.fingerprints = [local.fingerprint];
  if (!first) return;
  section.candidates = local.candidates.map(candidateOf);
  section.endOfCandidates = true;
}
