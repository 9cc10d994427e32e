/**
 * Sending a batch with as few system calls as can be: one `sendmmsg` takes all of its runs, and where a run has several datagrams
 * the kernel cuts them apart (`UDP_SEGMENT`), which saves it the way through its own layers for each.
 *
 * Nothing is made per datagram: the messages, their addresses and control messages stand in one buffer that is written anew
 * for each batch.
 * @module
 */
import { type AddressTable, type Endpoint, endpointOf } from "./address_table.ts";
import { ADDRESS_WORDS, MAPPED_WORD } from "./address_index.ts";
import type { Libc } from "./libc.ts";
import {
  AF_INET,
  AF_INET6,
  CMSG_U16,
  EAGAIN,
  EINTR,
  EINVAL,
  EIO,
  EMSGSIZE,
  ENOBUFS,
  ENOMEM,
  EOPNOTSUPP,
  IOVEC,
  MMSGHDR,
  MSG_DONTWAIT,
  SOCKADDR_IN,
  SOCKADDR_IN6,
  SOL_UDP,
  UDP_SEGMENT,
} from "./linux_abi.ts";
import { type AddressCache, addressOf, baseOf, createAddressCache } from "./native_memory.ts";
import { createSendPlan, cutRuns, orderBatch, type SendPlan } from "./send_runs.ts";
import type { SendBatch } from "./udp.ts";

/** Datagrams that there is room for at first. */
const FIRST_SLOTS = 512;

/** Bytes for the address of a message, and for its control message: rounded up to whole pointers. */
const NAME_SPACE = 32;
const CONTROL_SPACE = CMSG_U16.space;

const TWO_TO_32 = 0x1_0000_0000;

/** The messages of one call, and all that they point to. */
interface Messages {
  readonly slots: number;
  readonly words: Int32Array;
  readonly shorts: Uint16Array;
  /** Address of the first byte. */
  readonly at: bigint;
  /** Offsets in bytes of the parts, of which each message has one. */
  readonly names: number;
  readonly controls: number;
  /** Offset of the I/O vectors, of which each datagram has one. */
  readonly vectors: number;
}

/** The sending side of a socket. */
export interface Sender {
  readonly libc: Libc;
  readonly descriptor: number;
  readonly addresses: AddressTable;
  readonly ipv6: boolean;
  readonly buffers: AddressCache;
  /** Receivers on whose way the kernel cannot segment: a tunnel, a narrow link, a device without checksums. */
  readonly unsegmented: WeakSet<Endpoint>;
  /** Whether the kernel segments at all. */
  readonly segments: boolean;
  plan: SendPlan;
  messages: Messages;
  /** The run that leaves next. */
  run: number;
  /** Datagrams of the batch that the system refused. */
  refused: number;
}

/** Makes the sending side; `segments` is whether the kernel knows `UDP_SEGMENT`. */
export function createSender(
  libc: Libc,
  descriptor: number,
  addresses: AddressTable,
  ipv6: boolean,
  segments: boolean,
): Sender {
  return {
    libc,
    descriptor,
    addresses,
    ipv6,
    buffers: createAddressCache(),
    unsegmented: new WeakSet(),
    segments,
    plan: createSendPlan(FIRST_SLOTS),
    messages: createMessages(FIRST_SLOTS, ipv6),
    run: 0,
    refused: 0,
  };
}

/** Begins with a batch; `pushOut` sends it. */
export function startBatch(sender: Sender, batch: SendBatch): void {
  if (batch.count > sender.messages.slots) {
    sender.plan = createSendPlan(batch.to.length);
    sender.messages = createMessages(batch.to.length, sender.ipv6);
  }
  sender.refused = 0;
  orderBatch(sender.plan, batch, sender.addresses);
  layOut(sender, batch, 0);
}

/**
 * Sends until all has left, then returns -1, or until the system takes no more. Then it returns the position in the batch of the first
 * datagram that has not left; `skipDatagram` and another call go on behind it. A datagram that the system refuses for its own
 * sake (no route, a firewall) is counted, and holds up no other.
 */
export function pushOut(sender: Sender, batch: SendBatch): number {
  const { libc, descriptor, plan, messages } = sender;
  /** The run that failed last. */
  let failed = -1;
  while (sender.run < plan.runs) {
    const { run } = sender;
    const at = BigInt.asUintN(64, messages.at + BigInt((run * MMSGHDR.size) | 0));
    const sent = libc.sendmmsg(descriptor, at, plan.runs - run, MSG_DONTWAIT);
    if (sent > 0) {
      sender.run += sent;
      continue;
    }
    const size = plan.sizes[run]!;
    switch (-sent) {
      case EINTR:
        continue;
      case 0:
      case EAGAIN:
      case ENOBUFS:
      case ENOMEM:
        return plan.order[plan.starts[run]!]!;
      case EINVAL:
      case EIO:
      case EMSGSIZE:
      case EOPNOTSUPP:
        if (size > 1) {
          stopSegmenting(sender, batch, run);
          failed = -1;
          continue;
        }
    }
    // The first error may be about an earlier datagram, by an ICMP message. Reporting it has cleared it: the second is about this one.
    if (failed !== run) {
      failed = run;
      continue;
    }
    sender.refused += size;
    sender.run++;
  }
  return -1;
}

/** Leaves out the datagram at which `pushOut` stopped. */
export function skipDatagram(sender: Sender, batch: SendBatch): void {
  layOut(sender, batch, sender.plan.starts[sender.run]! + 1);
}

/** How many datagrams of the batch have not left. */
export function countWaiting(sender: Sender): number {
  const { plan, run } = sender;
  return run < plan.runs ? plan.count - plan.starts[run]! : 0;
}

/** Sends to the receiver of a run one by one from here on. */
function stopSegmenting(sender: Sender, batch: SendBatch, run: number): void {
  const { plan, addresses, unsegmented } = sender;
  const start = plan.starts[run]!;
  const endpoint = endpointOf(addresses, batch.to[plan.order[start]!]!);
  if (endpoint !== undefined) unsegmented.add(endpoint);
  layOut(sender, batch, start);
}

/** Writes messages for what of the order stands from `start` on. */
function layOut(sender: Sender, batch: SendBatch, start: number): void {
  const { plan, messages } = sender;
  cutRuns(plan, batch, start, sender.addresses, sender.segments ? sender.unsegmented : null);
  sender.run = 0;
  const base = Number(baseOf(sender.buffers, batch.data.buffer)) + batch.data.byteOffset;
  for (let k = start; k < plan.count; k++) {
    const i = plan.order[k]!;
    const at = (messages.vectors + k * IOVEC.size) >> 2;
    writePointer(messages.words, at + (IOVEC.base >> 2), base + batch.offsets[i]!);
    messages.words[at + (IOVEC.length >> 2)] = batch.lengths[i]!;
  }
  for (let run = 0; run < plan.runs; run++) writeMessage(sender, batch, run);
}

function writeMessage(sender: Sender, batch: SendBatch, run: number): void {
  const { plan, messages } = sender;
  const { words } = messages;
  const start = plan.starts[run]!;
  const size = plan.sizes[run]!;
  const first = plan.order[start]!;
  const at = (run * MMSGHDR.size) >> 2;
  writePointer(
    words,
    at + (MMSGHDR.iov >> 2),
    Number(messages.at) + messages.vectors + start * IOVEC.size,
  );
  words[at + (MMSGHDR.iovLength >> 2)] = size;
  words[at + (MMSGHDR.controlLength >> 2)] = size > 1 ? CONTROL_SPACE : 0;
  messages.shorts[(messages.controls + run * CONTROL_SPACE + CMSG_U16.data) >> 1] = batch
    .lengths[first]!;
  writeName(sender, run, batch.to[first]!);
}

/** Writes the address of a message; its family is there already. */
function writeName(sender: Sender, run: number, to: number): void {
  const { words, shorts, names } = sender.messages;
  const source = sender.addresses.index.words;
  const from = to * ADDRESS_WORDS;
  const at = names + run * NAME_SPACE;
  const layout = sender.ipv6 ? SOCKADDR_IN6 : SOCKADDR_IN;
  shorts[(at + layout.port) >> 1] = source[from + 4]!;
  const ip = (at + layout.address) >> 2;
  if (!sender.ipv6) {
    words[ip] = source[from + 3]!;
    // IPv6 cannot be reached from here, and to port 0 the system sends nothing.
    if (source[from + 2] !== MAPPED_WORD) shorts[(at + layout.port) >> 1] = 0;
    return;
  }
  for (let i = 0; i < 4; i++) words[ip + i] = source[from + i]!;
}

/** Makes messages for up to `slots` datagrams, with all that stays the same. */
function createMessages(slots: number, ipv6: boolean): Messages {
  const names = slots * MMSGHDR.size;
  const controls = names + slots * NAME_SPACE;
  const vectors = controls + slots * CONTROL_SPACE;
  const buffer = new ArrayBuffer(vectors + slots * IOVEC.size);
  const at = addressOf(buffer);
  const base = Number(at);
  const words = new Int32Array(buffer);
  const shorts = new Uint16Array(buffer);
  for (let i = 0; i < slots; i++) {
    const message = (i * MMSGHDR.size) >> 2;
    const name = names + i * NAME_SPACE;
    const control = controls + i * CONTROL_SPACE;
    writePointer(words, message + (MMSGHDR.name >> 2), base + name);
    words[message + (MMSGHDR.nameLength >> 2)] = ipv6 ? SOCKADDR_IN6.size : SOCKADDR_IN.size;
    shorts[(name + SOCKADDR_IN6.family) >> 1] = ipv6 ? AF_INET6 : AF_INET;
    writePointer(words, message + (MMSGHDR.control >> 2), base + control);
    words[(control + CMSG_U16.length) >> 2] = CMSG_U16.size;
    words[(control + CMSG_U16.level) >> 2] = SOL_UDP;
    words[(control + CMSG_U16.type) >> 2] = UDP_SEGMENT;
  }
  return { slots, words, shorts, at, names, controls, vectors };
}

/** Writes 64 bits. An address has at most 52 or so, which a number holds exactly. */
function writePointer(words: Int32Array, at: number, address: number): void {
  words[at] = address;
  words[at + 1] = Math.floor(address / TWO_TO_32);
}
