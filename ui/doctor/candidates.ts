/**
 * Where a server wants media: the candidates in its descriptions (RFC 8839, section 5.1).
 * @module
 */

/** An address that the server announces. */
export interface ServerCandidate {
  readonly transport: "udp" | "tcp";
  readonly address: string;
  readonly port: number;
}

/** The candidates of a description, each once; those that make no sense are left out. */
export function serverCandidates(sdp: string): ServerCandidate[] {
  const found = new Map<string, ServerCandidate>();
  for (const line of sdp.split(/\r?\n/)) {
    const match = /^a=candidate:\S+ \d+ (udp|tcp) \d+ (\S+) (\d{1,5}) typ /i.exec(line);
    if (match === null) continue;
    const [, transport = "", address = "", port = ""] = match;
    const candidate = {
      transport: transport.toLowerCase() === "tcp" ? "tcp" : "udp",
      address,
      port: Number(port),
    } as const;
    found.set(`${candidate.transport} ${endpoint(candidate)}`, candidate);
  }
  return [...found.values()];
}

/** Address and port as people write them: IPv6 in brackets. */
export function endpoint({ address, port }: { address: string; port: number }): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
