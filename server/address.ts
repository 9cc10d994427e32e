/**
 * Addresses as people write them on a command line, and as sockets tell them.
 * @module
 */

/** Where to listen. */
export interface ListenAddress {
  /** A name or an address without brackets; "" for all addresses of the machine. */
  readonly hostname: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** Reads `:8443`, `host:8443`, `192.0.2.1:8443` or `[2001:db8::1]:8443`. Null if it is none of them. */
export function parseListenAddress(text: string): ListenAddress | null {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  if (match === null) return null;
  const [, ipv6, name = "", digits] = match;
  const port = Number(digits);
  if (port > 65535) return null;
  if (ipv6 !== undefined) return isIpv6(ipv6) ? { hostname: ipv6, port } : null;
  return name === "" || isHostname(name) ? { hostname: name, port } : null;
}

/** Whether a text is an IPv4 address in dotted form. */
export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 &&
    parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** Whether a text is an IPv6 address (RFC 4291 section 2.2), without a zone. */
export function isIpv6(text: string): boolean {
  return /^[0-9a-fA-F:.]{2,45}$/.test(text) && text.includes(":") &&
    URL.canParse(`http://[${text}]/`);
}

/** An address without its port: the next connection comes from another one. */
export function hostOf(address: string): string {
  const colon = address.lastIndexOf(":");
  const bracket = address.lastIndexOf("]");
  const host = colon > bracket ? address.slice(0, colon) : address;
  return host.replace(/^\[|\]$/g, "");
}

/**
 * Whom an address, with or without its port, belongs to: IPv4 says so by itself; of IPv6 the first half, for any machine may have as
 * many addresses as it likes in the second (RFC 8981). An IPv4 address inside of IPv6 is itself.
 */
export function networkOf(address: string): string {
  const host = hostOf(address);
  if (!isIpv6(host)) return host;
  const [left = "", right] = new URL(`http://[${host}]/`).hostname.slice(1, -1).split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right ? right.split(":") : [];
  const gap = right === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(gap).fill("0"), ...tail];
  if (groups.slice(0, 6).join(":") !== "0:0:0:0:0:ffff") return `${groups.slice(0, 4).join(":")}::`;
  const octets = groups.slice(6).flatMap((
    group,
  ) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
  return octets.join(".");
}

/** RFC 1123 section 2.1, or an IPv4 address. What looks like a number all over must be an address. */
function isHostname(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return isIpv4(text);
  return text.length <= 253 &&
    text.split(".").every((label) =>
      /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label)
    );
}
