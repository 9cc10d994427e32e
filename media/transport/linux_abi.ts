/**
 * What the Linux kernel wants to find where: structs, constants and error numbers of UDP sockets. x86-64 and arm64 agree on all of it: both
 * are little-endian with 64-bit pointers and take the kernel's generic headers (asm-generic/socket.h, errno.h). Processors
 * with other numbers (MIPS, SPARC, 32 bits) are not in `ARCHITECTURES`.
 *
 * Offsets and sizes are in bytes; see recvmmsg(2), sendmmsg(2), cmsg(3), udp(7), ipv6(7).
 * @module
 */

/** Names in `Deno.build.arch` of the processors for which this file is right. */
export const ARCHITECTURES: readonly string[] = ["x86_64", "aarch64"];

/** `struct mmsghdr`: a `struct msghdr` and the length that was received or sent. */
export const MMSGHDR = {
  name: 0,
  nameLength: 8,
  iov: 16,
  iovLength: 24,
  control: 32,
  controlLength: 40,
  flags: 48,
  length: 56,
  size: 64,
} as const;

/** `struct iovec`. */
export const IOVEC = { base: 0, length: 8, size: 16 } as const;

/** `struct sockaddr_in`; port and address in network order. */
export const SOCKADDR_IN = { family: 0, port: 2, address: 4, size: 16 } as const;

/** `struct sockaddr_in6`; port and address in network order. */
export const SOCKADDR_IN6 = {
  family: 0,
  port: 2,
  flowInfo: 4,
  address: 8,
  scope: 24,
  size: 28,
} as const;

/** A control message that holds a u16, as `UDP_SEGMENT` does; `space` with what aligns the next one. */
export const CMSG_U16 = { length: 0, level: 8, type: 12, data: 16, size: 18, space: 24 } as const;

export const AF_INET = 2;
export const AF_INET6 = 10;

export const SOCK_DGRAM = 2;
export const MSG_DONTWAIT = 0x40;

export const SOL_SOCKET = 1;
export const SO_TYPE = 3;
export const SO_SNDBUF = 7;
export const SO_RCVBUF = 8;
/** As the two above, beyond what net.core.wmem_max and rmem_max allow; for CAP_NET_ADMIN alone. */
export const SO_SNDBUFFORCE = 32;
export const SO_RCVBUFFORCE = 33;

export const SOL_UDP = 17;
/** Generic segmentation offload: the kernel cuts what it is given into datagrams of this length (Linux 4.18). */
export const UDP_SEGMENT = 103;

/** `UDP_MAX_SEGMENTS` of the kernels that allow the fewest. */
export const MAX_SEGMENTS = 64;
/** Longest payload before it is cut, in bytes: 16 bits of length less the headers of IPv6 and UDP. */
export const MAX_SEGMENTED_BYTES = 65535 - 40 - 8;

/** Most messages that one call takes, `UIO_MAXIOV`. */
export const MAX_MESSAGES = 1024;

export const EPERM = 1;
export const EINTR = 4;
export const EIO = 5;
export const EAGAIN = 11;
export const ENOMEM = 12;
export const EINVAL = 22;
export const EMSGSIZE = 90;
export const EOPNOTSUPP = 95;
export const ENOBUFS = 105;
