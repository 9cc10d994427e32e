/**
 * A socket of the runtime's as the system knows it: its file descriptor, its buffers, and what its kernel can do.
 * @module
 */
import type { Libc } from "./libc.ts";
import {
  AF_INET,
  AF_INET6,
  SO_RCVBUF,
  SO_RCVBUFFORCE,
  SO_SNDBUF,
  SO_SNDBUFFORCE,
  SO_TYPE,
  SOCK_DGRAM,
  SOCKADDR_IN,
  SOCKADDR_IN6,
  SOL_SOCKET,
  SOL_UDP,
  UDP_SEGMENT,
} from "./linux_abi.ts";

/** What the buffers should hold in bytes: a key frame to a hundred receivers, or a third of a second of 100 Mb/s. */
export const WANTED_BUFFER = 4 * 1024 * 1024;

/** Descriptors are given lowest first; a server's sockets for media are among its first files. */
const MAX_DESCRIPTOR = 65536;

/** What a socket's buffers hold, in bytes as `setsockopt` counts them. */
export interface SocketBuffers {
  readonly receive: number;
  readonly send: number;
}

/**
 * Finds the descriptor of the UDP socket that this process has bound to `port` on all addresses, which the runtime does not tell.
 * No second one can be: the system gives a port to one socket. -1 if it is not there.
 */
export function findDescriptor(libc: Libc, port: number, ipv6: boolean): number {
  const name = new Uint8Array(SOCKADDR_IN6.size);
  const view = new DataView(name.buffer);
  const [family, layout, length] = ipv6 ? [AF_INET6, SOCKADDR_IN6, 16] : [AF_INET, SOCKADDR_IN, 4];
  for (let descriptor = 0; descriptor < MAX_DESCRIPTOR; descriptor++) {
    if (libc.getsockname(descriptor, name) < 0) continue;
    if (view.getUint16(layout.family, true) !== family) continue;
    if (view.getUint16(layout.port) !== port) continue;
    if (name.subarray(layout.address, layout.address + length).some((byte) => byte !== 0)) continue;
    if (libc.getOption(descriptor, SOL_SOCKET, SO_TYPE) === SOCK_DGRAM) return descriptor;
  }
  return -1;
}

/** Asks for large buffers, by privilege if there is one. Returns what the system gave. */
export function widenBuffers(libc: Libc, descriptor: number, wanted: number): SocketBuffers {
  const widen = (option: number, force: number): number => {
    // Beyond its limit the system gives the limit, and says nothing.
    if (libc.setOption(descriptor, SOL_SOCKET, force, wanted) < 0) {
      libc.setOption(descriptor, SOL_SOCKET, option, wanted);
    }
    // It doubles what it is asked for, to have room for its own records, and reports the double: socket(7).
    return Math.floor((libc.getOption(descriptor, SOL_SOCKET, option) ?? 0) / 2);
  };
  return {
    receive: widen(SO_RCVBUF, SO_RCVBUFFORCE),
    send: widen(SO_SNDBUF, SO_SNDBUFFORCE),
  };
}

/** Whether the kernel can segment. One that cannot would take a control message for it and send its datagrams as one. */
export function canSegment(libc: Libc, descriptor: number): boolean {
  return libc.getOption(descriptor, SOL_UDP, UDP_SEGMENT) !== null;
}
