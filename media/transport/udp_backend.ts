/**
 * Chooses at start-up how datagrams pass: by system calls where this is a Linux that lets us, else by the runtime.
 * @module
 */
import type { AddressTable } from "./address_table.ts";
import { type LibcResult, openLibc } from "./libc.ts";
import { WANTED_BUFFER } from "./linux_socket.ts";
import { bindSocket, type BoundSocket, createPortablePort, type UdpPort } from "./udp.ts";
import { createLinuxPort, type LinuxPort } from "./udp_linux.ts";

/** What was chosen, and one sentence that says it and why. */
export type UdpChoice =
  | { readonly port: UdpPort; readonly reason: string }
  /** Only where `linux` was asked for and cannot be had. */
  | { readonly port: null; readonly reason: string };

/**
 * Binds a port with the backend that `wanted` names; `auto` always finds one. Throws what `Deno.listenDatagram` throws
 * (`Deno.errors.AddrInUse` if the port is taken). A port belongs to the thread that made it.
 */
export function openUdp(
  wanted: "auto" | "linux" | "portable",
  number: number,
  addresses: AddressTable,
  open: () => LibcResult = openLibc,
): UdpChoice {
  const bound = bindSocket(number);
  const only = bound.ipv6 ? "" : ", IPv4 only";
  const portable = (why: string): UdpChoice => ({
    port: createPortablePort(bound, addresses),
    reason: `UDP by Deno${only}, ${why}.`,
  });
  if (wanted === "portable") return portable("as configured");
  const found = openLinuxPort(bound, addresses, open);
  if (found.port !== null) {
    const why = wanted === "linux" ? "as configured" : "the faster one";
    return {
      port: found.port,
      reason: `UDP by ${describe(found.port)}${only}, ${why}. ${buffersOf(found.port)}.`,
    };
  }
  if (wanted === "auto") return portable(`for system calls cannot be used: ${found.reason}`);
  bound.socket.close();
  return { port: null, reason: `UDP by system calls is not possible: ${found.reason}.` };
}

function openLinuxPort(
  bound: BoundSocket,
  addresses: AddressTable,
  open: () => LibcResult,
): { readonly port: LinuxPort } | { readonly port: null; readonly reason: string } {
  const found = open();
  if (found.libc === null) return { port: null, reason: found.reason };
  const port = createLinuxPort(bound, addresses, found.libc);
  if (port !== null) return { port };
  found.libc.close();
  return { port: null, reason: "the descriptor of the socket was not found" };
}

function describe(port: LinuxPort): string {
  return port.segments
    ? "recvmmsg, sendmmsg and UDP_SEGMENT"
    : "recvmmsg and sendmmsg (this kernel has no UDP_SEGMENT)";
}

/** What the socket can hold, and how to have more if that is too little. */
function buffersOf({ buffers: { receive, send } }: LinuxPort): string {
  const inKib = (bytes: number) => `${Math.floor(bytes / 1024)} KiB`;
  const text = `Its buffers are ${inKib(receive)} in and ${inKib(send)} out`;
  if (Math.min(receive, send) >= WANTED_BUFFER) return text;
  return `${text} instead of ${inKib(WANTED_BUFFER)}; ` +
    "net.core.rmem_max and net.core.wmem_max limit them";
}
