/**
 * Our candidates. A server with public addresses needs host candidates of UDP and nothing else.
 * @module
 */
import type { HostCandidate } from "./negotiate.ts";
import type { Candidate } from "./sdp.ts";

/** RFC 8445, section 5.1.2.2: the type preference of host candidates. */
const HOST_PREFERENCE = 126;

/** There is one component where RTCP shares the port of RTP. */
const COMPONENT = 1;

/**
 * One candidate per IP address (IPv4 or IPv6 text), all with the same port. The first is preferred most; a caller that
 * prefers IPv6, as RFC 8421 does, puts it first.
 */
export function hostCandidates(ips: readonly string[], port: number): HostCandidate[] {
  return ips.map((ip, i) => ({
    // Candidates of one type, protocol and base share a foundation (RFC 8445, section 5.1.1.3): here each has its own.
    foundation: String(i + 1),
    priority: hostPriority(65535 - i),
    ip,
    port,
  }));
}

/** The candidate as an attribute of SDP. */
export function candidateOf(host: HostCandidate): Candidate {
  return {
    foundation: host.foundation,
    component: COMPONENT,
    protocol: "udp",
    priority: host.priority,
    address: host.ip,
    port: host.port,
    type: "host",
    extensions: "",
  };
}

/** RFC 8445, section 5.1.2.1. `localPreference` is 16 bits and differs among the candidates. */
function hostPriority(localPreference: number): number {
  return HOST_PREFERENCE * 2 ** 24 + localPreference * 2 ** 8 + (256 - COMPONENT);
}
