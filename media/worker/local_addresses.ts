/**
 * Which addresses of this machine peers are told of.
 * @module
 */

/** One address of a network interface, as `Deno.networkInterfaces` lists it. */
export interface InterfaceAddress {
  readonly family: "IPv4" | "IPv6";
  readonly address: string;
}

/**
 * The addresses to announce: `configured` if there are any, else the machine's own, else loopback, which is enough for a trial on one
 * machine.
 */
export function announcedAddresses(
  configured: readonly string[],
  ipv6: boolean,
  own: () => readonly InterfaceAddress[] = Deno.networkInterfaces,
): readonly string[] {
  if (configured.length > 0) return configured;
  const reachable = own()
    .filter(({ family, address }) => (ipv6 || family === "IPv4") && !isLocalOnly(address))
    .map(({ address }) => address);
  return reachable.length > 0 ? [...new Set(reachable)] : ["127.0.0.1"];
}

/** Loopback, and link-local addresses, which mean nothing without an interface. */
function isLocalOnly(address: string): boolean {
  return /^127\.|^169\.254\.|^::1$|^fe[89ab][0-9a-f]:/i.test(address);
}
