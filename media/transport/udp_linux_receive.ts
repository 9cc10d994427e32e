/**
 * Receiving all that has come with one system call (`recvmmsg`), straight into the slots of the batch. A sender with a number is found by
 * the bytes of its address; only strangers' addresses become text.
 * @module
 */
import { formatIp } from "./address.ts";
import { findAddress, MAPPED_WORD } from "./address_index.ts";
import type { AddressTable } from "./address_table.ts";
import type { Libc } from "./libc.ts";
import { AF_INET6, IOVEC, MMSGHDR, MSG_DONTWAIT, SOCKADDR_IN, SOCKADDR_IN6 } from "./linux_abi.ts";
import { addressOf } from "./native_memory.ts";
import { MAX_DATAGRAM, type ReceiveBatch, STRANGER } from "./udp.ts";

/** Bytes for the address of a message: rounded up to whole pointers. */
const NAME_SPACE = 32;

/** Messages that point to the slots of one batch. */
interface Messages {
  readonly data: Uint8Array;
  readonly words: Int32Array;
  readonly shorts: Uint16Array;
  readonly bytes: Uint8Array;
  /** Address of the first byte. */
  readonly at: bigint;
  /** Offset in bytes of the addresses. */
  readonly names: number;
}

/** The receiving side of a socket. */
export interface Receiver {
  readonly libc: Libc;
  readonly descriptor: number;
  readonly addresses: AddressTable;
  /** For the batch used last; there is rarely another one. */
  messages: Messages | null;
}

/** Makes the receiving side. */
export function createReceiver(libc: Libc, descriptor: number, addresses: AddressTable): Receiver {
  return { libc, descriptor, addresses, messages: null };
}

/** Adds to the batch what has come, as far as it has room. */
export function receiveReady(receiver: Receiver, batch: ReceiveBatch): void {
  let { messages } = receiver;
  if (messages?.data !== batch.data) messages = receiver.messages = createMessages(batch);
  const first = batch.count;
  const at = BigInt.asUintN(64, messages.at + BigInt((first * MMSGHDR.size) | 0));
  const { libc, descriptor } = receiver;
  const received = libc.recvmmsg(descriptor, at, batch.lengths.length - first, MSG_DONTWAIT);
  // An error is that there is nothing, or an ICMP message about a datagram sent earlier, which is gone once it is reported.
  if (received <= 0) return;
  for (let i = first; i < first + received; i++) {
    takeMessage(receiver.addresses, messages, batch, i);
  }
  batch.count = first + received;
}

function takeMessage(
  addresses: AddressTable,
  messages: Messages,
  batch: ReceiveBatch,
  i: number,
): void {
  const { words, shorts, names } = messages;
  const message = (i * MMSGHDR.size) >> 2;
  batch.lengths[i] = words[message + (MMSGHDR.length >> 2)]!;
  // The system has written how much of the space it used.
  words[message + (MMSGHDR.nameLength >> 2)] = NAME_SPACE;
  const name = names + i * NAME_SPACE;
  const port = shorts[(name + SOCKADDR_IN6.port) >> 1]!;
  let number: number;
  if (shorts[(name + SOCKADDR_IN6.family) >> 1] === AF_INET6) {
    const ip = (name + SOCKADDR_IN6.address) >> 2;
    number = findAddress(
      addresses.index,
      words[ip]!,
      words[ip + 1]!,
      words[ip + 2]!,
      words[ip + 3]!,
      port,
    );
  } else {
    const ip = words[(name + SOCKADDR_IN.address) >> 2]!;
    number = findAddress(addresses.index, 0, 0, MAPPED_WORD, ip, port);
  }
  batch.from[i] = number < 0 ? STRANGER : number;
  if (number < 0) nameStranger(messages, batch, i, name);
}

/** Writes an address as the runtime's own sockets do, so that both backends give it the same number. */
function nameStranger(messages: Messages, batch: ReceiveBatch, i: number, name: number): void {
  const { words, shorts, bytes } = messages;
  const port = name + SOCKADDR_IN6.port;
  batch.strangerPorts[i] = (bytes[port]! << 8) | bytes[port + 1]!;
  if (shorts[(name + SOCKADDR_IN6.family) >> 1] !== AF_INET6) {
    const ip = name + SOCKADDR_IN.address;
    batch.strangerIps[i] = formatIp(bytes.subarray(ip, ip + 4));
    return;
  }
  const ip = name + SOCKADDR_IN6.address;
  const at = ip >> 2;
  const mapped = words[at] === 0 && words[at + 1] === 0 && words[at + 2] === MAPPED_WORD;
  batch.strangerIps[i] = mapped
    ? `::ffff:${formatIp(bytes.subarray(ip + 12, ip + 16))}`
    : formatIp(bytes.subarray(ip, ip + 16));
}

function createMessages(batch: ReceiveBatch): Messages {
  const slots = batch.lengths.length;
  const names = slots * MMSGHDR.size;
  const vectors = names + slots * NAME_SPACE;
  const buffer = new ArrayBuffer(vectors + slots * IOVEC.size);
  const at = addressOf(buffer);
  const longs = new BigUint64Array(buffer);
  const words = new Int32Array(buffer);
  const data = addressOf(batch.data.buffer) + BigInt(batch.data.byteOffset);
  for (let i = 0; i < slots; i++) {
    const message = i * MMSGHDR.size;
    const vector = vectors + i * IOVEC.size;
    longs[(message + MMSGHDR.name) >> 3] = at + BigInt(names + i * NAME_SPACE);
    words[(message + MMSGHDR.nameLength) >> 2] = NAME_SPACE;
    longs[(message + MMSGHDR.iov) >> 3] = at + BigInt(vector);
    longs[(message + MMSGHDR.iovLength) >> 3] = 1n;
    longs[(vector + IOVEC.base) >> 3] = data + BigInt(i * MAX_DATAGRAM);
    longs[(vector + IOVEC.length) >> 3] = BigInt(MAX_DATAGRAM);
  }
  return {
    data: batch.data,
    words,
    shorts: new Uint16Array(buffer),
    bytes: new Uint8Array(buffer),
    at,
    names,
  };
}
