/**
 * The seam to the network: `UdpPort` with its batches, and the portable backend on `Deno.listenDatagram`.
 *
 * Addresses are small numbers here. A datagram from an address that an ICE check has proven carries its number; one from
 * a stranger carries `STRANGER`, and nothing is remembered of it.
 * @module
 */
import { type AddressTable, endpointOf, numberOf } from "./address_table.ts";

/** In `ReceiveBatch.from`: the datagram comes from an address without a number. */
export const STRANGER = -1;

/** Longest datagram that is received whole; longer ones cannot be WebRTC's and are cut. */
export const MAX_DATAGRAM = 2048;

/** Failures in a row after which a socket is taken for broken. */
export const MAX_RECEIVE_FAILURES = 1000;

/** Datagrams received together. The port fills it, the loop reads it, and then it is used again. */
export interface ReceiveBatch {
  /** Slots of `MAX_DATAGRAM` bytes, one behind the other. */
  readonly data: Uint8Array;
  readonly lengths: Int32Array;
  /** Number of the sender's address, or `STRANGER`. */
  readonly from: Int32Array;
  /** Address of each stranger; entries of known senders are stale. */
  readonly strangerIps: string[];
  readonly strangerPorts: Int32Array;
  count: number;
}

/** Datagrams to be sent together, in the order of their making. Filled by the loop, emptied by the port. */
export interface SendBatch {
  readonly data: Uint8Array;
  readonly offsets: Int32Array;
  readonly lengths: Int32Array;
  /** Number of each receiver's address. */
  readonly to: Int32Array;
  count: number;
  /** First free byte of `data`. */
  end: number;
}

/** A bound UDP socket. */
export interface UdpPort {
  /** "portable" or "linux". */
  readonly name: string;
  /** The port that it is bound to. */
  readonly port: number;
  /** Whether IPv6 datagrams can pass. */
  readonly ipv6: boolean;
  /**
   * Waits for datagrams and fills the batch; false once the port is closed or broken. Where datagrams are waiting, the promise is
   * fulfilled without the event loop having had a turn: who receives without end sees to that.
   */
  receive(batch: ReceiveBatch): Promise<boolean>;
  /**
   * Sends a batch, to each receiver in order, and gives how many datagrams the system refused. A number means that all is done; until a
   * promise is fulfilled the batch belongs to the port. The promise is never rejected.
   */
  send(batch: SendBatch): number | Promise<number>;
  /** Ends a waiting `receive`. What has not been sent counts as refused. */
  close(): void;
}

/** Makes an empty batch with room for `slots` datagrams. */
export function createReceiveBatch(slots: number): ReceiveBatch {
  return {
    data: new Uint8Array(slots * MAX_DATAGRAM),
    lengths: new Int32Array(slots),
    from: new Int32Array(slots),
    strangerIps: new Array<string>(slots).fill(""),
    strangerPorts: new Int32Array(slots),
    count: 0,
  };
}

/** Makes an empty batch with room for `slots` datagrams of `bytes` bytes in all. */
export function createSendBatch(slots: number, bytes: number): SendBatch {
  return {
    data: new Uint8Array(bytes),
    offsets: new Int32Array(slots),
    lengths: new Int32Array(slots),
    to: new Int32Array(slots),
    count: 0,
    end: 0,
  };
}

/** Adds a datagram that stands in `batch.data` already. The caller has seen to the room. */
export function pushDatagram(batch: SendBatch, offset: number, length: number, to: number): void {
  batch.offsets[batch.count] = offset;
  batch.lengths[batch.count] = length;
  batch.to[batch.count] = to;
  batch.count++;
}

/** What of a runtime's socket is used. */
export interface DatagramSocket {
  readonly addr: Deno.NetAddr;
  receive(into: Uint8Array): Promise<[Uint8Array, Deno.Addr]>;
  send(bytes: Uint8Array, to: Deno.NetAddr): Promise<number>;
  close(): void;
}

/** A socket of the runtime's, bound on every local address. */
export interface BoundSocket {
  readonly socket: DatagramSocket;
  readonly ipv6: boolean;
}

/**
 * Binds a socket on every local address: dual-stack, or IPv4 alone where the system has no IPv6. Throws what
 * `Deno.listenDatagram` throws (`Deno.errors.AddrInUse` if the port is taken).
 */
export function bindSocket(port: number): BoundSocket {
  try {
    return { socket: listen("::", port), ipv6: true };
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) throw error;
    return { socket: listen("0.0.0.0", port), ipv6: false };
  }
}

function listen(hostname: string, port: number): DatagramSocket {
  return Deno.listenDatagram({ transport: "udp", hostname, port }) as Deno.DatagramConn & {
    addr: Deno.NetAddr;
  };
}

/** The portable backend on a bound socket. */
export function createPortablePort(bound: BoundSocket, addresses: AddressTable): UdpPort {
  const { socket, ipv6 } = bound;
  let open = true;
  /** The sending of the last batch: batches leave one after the other. */
  let tail = Promise.resolve(0);
  return {
    name: "portable",
    port: socket.addr.port,
    ipv6,
    async receive(batch) {
      batch.count = 0;
      for (let failures = 0; open && failures < MAX_RECEIVE_FAILURES; failures++) {
        if (await receiveOne(socket, batch, addresses)) return true;
      }
      return false;
    },
    send(batch) {
      return tail = tail.then(() => sendInOrder(socket, batch, addresses));
    },
    close() {
      if (open) socket.close();
      open = false;
    },
  };
}

/**
 * Waits for a datagram and puts it into the first slot. False if there is none: some systems report the ICMP error of an
 * earlier send here, and then the socket is as good as before unless it was closed.
 */
export async function receiveOne(
  socket: DatagramSocket,
  batch: ReceiveBatch,
  addresses: AddressTable,
): Promise<boolean> {
  try {
    const [bytes, from] = await socket.receive(batch.data.subarray(0, MAX_DATAGRAM));
    takeReceived(batch, bytes.length, from as Deno.NetAddr, addresses);
    return true;
  } catch {
    return false;
  }
}

/** Sends the datagram in slot `i` once the system has room for it. False if it is refused. */
export async function sendOne(
  socket: DatagramSocket,
  batch: SendBatch,
  i: number,
  addresses: AddressTable,
): Promise<boolean> {
  const to = endpointOf(addresses, batch.to[i]!);
  // Its last user may have gone between the making of the datagram and now.
  if (to === undefined) return true;
  const offset = batch.offsets[i]!;
  try {
    await socket.send(batch.data.subarray(offset, offset + batch.lengths[i]!), {
      transport: "udp",
      hostname: to.ip,
      port: to.port,
    });
    return true;
  } catch {
    return false;
  }
}

/** One by one: sends that are under way together may overtake each other. Returns how many were refused. */
async function sendInOrder(
  socket: DatagramSocket,
  batch: SendBatch,
  addresses: AddressTable,
): Promise<number> {
  let refused = 0;
  for (let i = 0; i < batch.count; i++) {
    if (!await sendOne(socket, batch, i, addresses)) refused++;
  }
  return refused;
}

function takeReceived(
  batch: ReceiveBatch,
  length: number,
  from: Deno.NetAddr,
  addresses: AddressTable,
): void {
  const number = numberOf(addresses, from.hostname, from.port);
  batch.lengths[0] = length;
  batch.from[0] = number ?? STRANGER;
  if (number === undefined) {
    batch.strangerIps[0] = from.hostname;
    batch.strangerPorts[0] = from.port;
  }
  batch.count = 1;
}
