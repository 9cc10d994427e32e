/**
 * The Linux backend. The socket is the runtime's, which waits for it with its own event loop; its datagrams pass by system calls on its
 * file descriptor, many at once. Waiting that way costs about 10 µs of CPU time; a `poll` on a thread, its rival, cost 40.
 *
 * So the runtime receives the first datagram after a pause, and sends the first one after the socket was full: that is how
 * one waits there. All the others are received and sent here.
 *
 * Receiving does without `UDP_GRO`: it would take slots of 64 KB, and spares only what packets of one publisher that arrive in
 * one burst cost. A server of conferences sends many times what it receives.
 * @module
 */
import type { AddressTable } from "./address_table.ts";
import type { Libc } from "./libc.ts";
import { canSegment, findDescriptor, type SocketBuffers } from "./linux_socket.ts";
import { WANTED_BUFFER, widenBuffers } from "./linux_socket.ts";
import {
  type BoundSocket,
  type DatagramSocket,
  MAX_RECEIVE_FAILURES,
  receiveOne,
  type SendBatch,
  sendOne,
  type UdpPort,
} from "./udp.ts";
import { createReceiver, receiveReady } from "./udp_linux_receive.ts";
import {
  countWaiting,
  createSender,
  pushOut,
  type Sender,
  skipDatagram,
  startBatch,
} from "./udp_linux_send.ts";

/** What the system gives the backend. */
export interface LinuxPort extends UdpPort {
  readonly buffers: SocketBuffers;
  /** Whether the kernel segments (`UDP_SEGMENT`). */
  readonly segments: boolean;
}

/**
 * The Linux backend on a bound socket, or null if the system does not show the socket. The port closes the library when it is
 * closed itself.
 */
export function createLinuxPort(
  bound: BoundSocket,
  addresses: AddressTable,
  libc: Libc,
  wantedBuffer: number = WANTED_BUFFER,
): LinuxPort | null {
  const { socket, ipv6 } = bound;
  const descriptor = findDescriptor(libc, socket.addr.port, ipv6);
  if (descriptor < 0) return null;
  const buffers = widenBuffers(libc, descriptor, wantedBuffer);
  const segments = canSegment(libc, descriptor);
  const receiver = createReceiver(libc, descriptor, addresses);
  const sender = createSender(libc, descriptor, addresses, ipv6, segments);
  const queue = createSendQueue(socket, sender);
  /** Whether the last batch was, so that more may have come: then the runtime need not wait. */
  let full = false;
  return {
    name: "linux",
    port: socket.addr.port,
    ipv6,
    buffers,
    segments,
    async receive(batch) {
      batch.count = 0;
      if (full && queue.open) receiveReady(receiver, batch);
      for (let failures = 0; batch.count === 0 && failures < MAX_RECEIVE_FAILURES; failures++) {
        if (!queue.open) return false;
        if (!await receiveOne(socket, batch, addresses)) continue;
        // The port may have been closed since, and its descriptor be another file's.
        if (queue.open && batch.lengths.length > 1) receiveReady(receiver, batch);
      }
      full = batch.count === batch.lengths.length;
      return batch.count > 0;
    },
    send: (batch) => sendBatch(queue, batch),
    close() {
      if (!queue.open) return;
      queue.open = false;
      socket.close();
      libc.close();
    },
  };
}

/** Batches on their way. They wait for each other only where the socket is full. */
interface SendQueue {
  readonly socket: DatagramSocket;
  readonly sender: Sender;
  open: boolean;
  /** Batches that have not left, and the sending of the last. */
  waiting: number;
  tail: Promise<number>;
}

function createSendQueue(socket: DatagramSocket, sender: Sender): SendQueue {
  return { socket, sender, open: true, waiting: 0, tail: Promise.resolve(0) };
}

function sendBatch(queue: SendQueue, batch: SendBatch): number | Promise<number> {
  if (!queue.open) return batch.count;
  if (queue.waiting > 0) return enqueue(queue, queue.tail.then(() => sendInTurn(queue, batch)));
  startBatch(queue.sender, batch);
  const stop = pushOut(queue.sender, batch);
  return stop < 0 ? queue.sender.refused : enqueue(queue, finish(queue, batch, stop));
}

function enqueue(queue: SendQueue, sending: Promise<number>): Promise<number> {
  queue.waiting++;
  return queue.tail = sending.finally(() => queue.waiting--);
}

async function sendInTurn(queue: SendQueue, batch: SendBatch): Promise<number> {
  if (!queue.open) return batch.count;
  startBatch(queue.sender, batch);
  const stop = pushOut(queue.sender, batch);
  return stop < 0 ? queue.sender.refused : await finish(queue, batch, stop);
}

/** Sends the rest of a batch from the datagram in slot `stop` on, each time waiting until the socket has room again. */
async function finish(queue: SendQueue, batch: SendBatch, stop: number): Promise<number> {
  const { sender, socket } = queue;
  for (let i = stop; i >= 0; i = pushOut(sender, batch)) {
    const sent = await sendOne(socket, batch, i, sender.addresses);
    if (!queue.open) return sender.refused + countWaiting(sender) - (sent ? 1 : 0);
    if (!sent) sender.refused++;
    skipDatagram(sender, batch);
  }
  return sender.refused;
}
