/**
 * Where a request comes from. Behind a proxy all connections are the proxy's; who is behind it stands in `X-Forwarded-For`, which only a proxy
 * that we know is believed.
 * @module
 */
import { hostOf, isIpv4, isIpv6 } from "./address.ts";
import type { DataConfig } from "./data_config.ts";

/** Longest value of the header that is looked at. */
const MAX_HEADER_LENGTH = 4096;

/**
 * The address at the other end, as `host:port` if the connection is its own, else as the host alone (IPv6 in brackets).
 * @param address of the connection
 */
export function peerAddress(
  request: Request,
  address: string,
  config: Pick<DataConfig, "proxyURL" | "trustedProxies">,
): string {
  const header = request.headers.get("x-forwarded-for") ?? "";
  if (header === "" || header.length > MAX_HEADER_LENGTH) return address;
  if (!isTrusted(hostOf(address), config)) return address;
  let last = address;
  // Each proxy appends where its own request came from: the last one that is no proxy of ours is who we want.
  for (const entry of header.split(",").reverse()) {
    const host = hostIn(entry.trim());
    if (host === null) break;
    last = host.includes(":") ? `[${host}]` : host;
    if (!isTrusted(host, config)) break;
  }
  return last;
}

/** Unless others are named, the proxy runs on the same machine. */
function isTrusted(
  host: string,
  { proxyURL, trustedProxies }: Pick<DataConfig, "proxyURL" | "trustedProxies">,
): boolean {
  const plain = plainHost(host);
  if (trustedProxies.length > 0) return trustedProxies.some((each) => plainHost(each) === plain);
  return proxyURL !== "" && (plain === "::1" || plain.startsWith("127."));
}

/** The address in an entry, which may have a port; null if there is none. */
function hostIn(entry: string): string | null {
  if (isIpv4(entry) || isIpv6(entry)) return plainHost(entry);
  const host = hostOf(entry);
  return isIpv4(host) || isIpv6(host) ? plainHost(host) : null;
}

/** The one way to write an address: IPv4 by itself, not inside of IPv6, and IPv6 in its shortest form. */
function plainHost(host: string): string {
  const small = host.toLowerCase();
  const mapped = small.startsWith("::ffff:") ? small.slice("::ffff:".length) : "";
  if (isIpv4(mapped)) return mapped;
  return isIpv6(small) ? new URL(`http://[${small}]/`).hostname.slice(1, -1) : small;
}
