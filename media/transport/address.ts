/**
 * Transport addresses as ICE knows them: read from text once, then compared by key.
 * @module
 */

/** An IP address and a port, both of UDP. Immutable; made by {@link addressOf}. */
export interface Address {
  /**
   * Equal exactly where the addresses are: a number for IPv4, text for IPv6. An IPv4-mapped IPv6 address
   * (RFC 4291, section 2.5.5.2) is the IPv4 address it maps.
   */
  readonly key: number | string;
  /** As it was given: a dual-stack socket wants its own spelling back. */
  readonly ip: string;
  readonly port: number;
  /** In network order: 4 bytes for IPv4, also where it was mapped; 16 for IPv6. */
  readonly bytes: Uint8Array;
}

/** Longest text of an IP address: IPv6 with an IPv4 tail (INET6_ADDRSTRLEN without its NUL). */
const MAX_IP_TEXT = 45;

/** Reads an IP address without zone, and a port of 1 to 65535. Null if either is not one. */
export function addressOf(ip: string, port: number): Address | null {
  if (!Number.isInteger(port) || port < 1 || port > 65535) return null;
  const bytes = parseIp(ip);
  if (bytes === null) return null;
  return { key: keyOf(bytes, port), ip, port, bytes };
}

/** An address from its bytes in network order (4 or 16), as a socket address or XOR-MAPPED-ADDRESS holds them. */
export function addressFromBytes(bytes: Uint8Array, port: number): Address | null {
  return addressOf(formatIp(bytes), port);
}

/** The address as people write it: `192.0.2.1:8443` or `[2001:db8::1]:8443`. */
export function formatAddress(address: Address): string {
  return formatEndpoint(address.bytes, address.port);
}

/** Reads an IPv4 address in dotted decimals or an IPv6 address into 4 or 16 bytes; mapped ones into 4. */
export function parseIp(text: string): Uint8Array | null {
  if (text.length > MAX_IP_TEXT) return null;
  if (!text.includes(":")) return parseIpv4(text);
  const bytes = parseIpv6(text);
  return bytes !== null && isMapped(bytes) ? bytes.subarray(12) : bytes;
}

/** Writes 4 bytes in dotted decimals, 16 as RFC 5952 asks for. */
export function formatIp(bytes: Uint8Array): string {
  return bytes.length === 4 ? bytes.join(".") : formatIpv6(bytes);
}

function keyOf(bytes: Uint8Array, port: number): number | string {
  if (bytes.length !== 4) return formatEndpoint(bytes, port);
  const ip = ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;
  return ip * 65536 + port;
}

function formatEndpoint(bytes: Uint8Array, port: number): string {
  return bytes.length === 4 ? `${formatIp(bytes)}:${port}` : `[${formatIp(bytes)}]:${port}`;
}

/** Whether 16 bytes are `::ffff:0:0/96`. */
function isMapped(bytes: Uint8Array): boolean {
  for (let i = 0; i < 10; i++) if (bytes[i] !== 0) return false;
  return bytes[10] === 0xff && bytes[11] === 0xff;
}

function parseIpv4(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  const bytes = new Uint8Array(4);
  for (let i = 0; i < 4; i++) {
    const part = parts[i]!;
    // A leading zero would be octal to some readers.
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part)) return null;
    const value = Number(part);
    if (value > 255) return null;
    bytes[i] = value;
  }
  return bytes;
}

function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0]!, halves.length === 1);
  const tail = halves.length === 1 ? [] : parseGroups(halves[1]!, true);
  if (head === null || tail === null) return null;
  const count = head.length + tail.length;
  // A double colon stands for one group of zeros or more.
  if (halves.length === 1 ? count !== 8 : count > 7) return null;
  const groups = [...head, ...new Array<number>(8 - count).fill(0), ...tail];
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >>> 8;
    bytes[2 * i + 1] = group;
  });
  return bytes;
}

/** Groups of 16 bits with colons between; the last two may be an IPv4 address where `atEnd`. */
function parseGroups(text: string, atEnd: boolean): number[] | null {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(parseInt(part, 16));
      continue;
    }
    const v4 = atEnd && i === parts.length - 1 ? parseIpv4(part) : null;
    if (v4 === null) return null;
    groups.push((v4[0]! << 8) | v4[1]!, (v4[2]! << 8) | v4[3]!);
  }
  return groups;
}

/** RFC 5952, section 4: lower case, no leading zeros, the first longest run of two zero groups or more shortened. */
function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! << 8) | bytes[2 * i + 1]!);
  let runStart = 0;
  let runLength = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > runLength) [runStart, runLength] = [i, end - i];
  }
  const hex = (from: number, to: number) =>
    groups.slice(from, to).map((group) => group.toString(16)).join(":");
  if (runLength < 2) return hex(0, 8);
  return `${hex(0, runStart)}::${hex(runStart + runLength, 8)}`;
}
