import { assert, assertEquals } from "../../tests/assert.ts";
import { type AddressTable, createAddressTable, retainAddress } from "./address_table.ts";
import { type Libc, openLibc } from "./libc.ts";
import {
  EAGAIN,
  EINVAL,
  EIO,
  ENOBUFS,
  EOPNOTSUPP,
  EPERM,
  MMSGHDR,
  SO_RCVBUF,
  SO_SNDBUF,
  SOL_SOCKET,
  SOL_UDP,
} from "./linux_abi.ts";
import {
  bindSocket,
  type BoundSocket,
  createReceiveBatch,
  createSendBatch,
  MAX_DATAGRAM,
  pushDatagram,
  type SendBatch,
  STRANGER,
  type UdpPort,
} from "./udp.ts";
import { createLinuxPort, type LinuxPort } from "./udp_linux.ts";

/** A call of `sendmmsg`: whether each message asks for segmentation. */
type Call = readonly boolean[];

interface World {
  readonly port: LinuxPort;
  readonly table: AddressTable;
  readonly calls: Call[];
}

/**
 * A port whose kernel answers as `fail` says: with an error number to refuse the first message of a call, or how many
 * messages it takes at most.
 */
function open(
  fail: (call: Call, number: number) => { errno: number } | { most: number },
  parts: Partial<Libc> = {},
  bound: BoundSocket = bindSocket(0),
): World {
  const { libc } = openLibc();
  if (libc === null) throw new Error("no C library");
  const table = createAddressTable();
  const calls: Call[] = [];
  const port = createLinuxPort(bound, table, {
    ...libc,
    sendmmsg(descriptor, messages, count, flags) {
      const pointer = Deno.UnsafePointer.create(messages)!;
      const view = new DataView(
        Deno.UnsafePointerView.getArrayBuffer(pointer, count * MMSGHDR.size),
      );
      const call = Array.from(
        { length: count },
        (_, i) => view.getUint32(i * MMSGHDR.size + MMSGHDR.controlLength, true) > 0,
      );
      calls.push(call);
      const fate = fail(call, calls.length);
      if ("errno" in fate) return -fate.errno;
      return libc.sendmmsg(descriptor, messages, Math.min(count, fate.most), flags);
    },
    ...parts,
  }, 4096);
  assert(port !== null);
  return { port, table, calls };
}

const ALL = { most: Infinity };

/** Receivers on sockets of their own, and what each is sent in the order of `batchFor`. */
function createReceivers(count: number): UdpPort[] {
  return Array.from({ length: count }, () => {
    const { libc } = openLibc();
    return createLinuxPort(bindSocket(0), createAddressTable(), libc!)!;
  });
}

function numbersOf({ port, table }: World, receivers: readonly UdpPort[]): number[] {
  const ip = port.ipv6 ? "::ffff:127.0.0.1" : "127.0.0.1";
  return receivers.map((receiver) => retainAddress(table, ip, receiver.port));
}

/** A batch of packets, each of them to all receivers in turn, that say their number. */
function batchFor(numbers: readonly number[], first: number, packets: number): SendBatch {
  const batch = createSendBatch(numbers.length * packets, numbers.length * packets * 104);
  for (let packet = first; packet < first + packets; packet++) {
    for (const to of numbers) {
      new DataView(batch.data.buffer).setUint32(batch.end, packet);
      pushDatagram(batch, batch.end, packet % 7 === 6 ? 60 : 100, to);
      batch.end += 104;
    }
  }
  return batch;
}

/** The numbers that the next `count` datagrams say. */
async function receive(port: UdpPort, count: number): Promise<number[]> {
  const batch = createReceiveBatch(32);
  const numbers: number[] = [];
  while (numbers.length < count) {
    assert(await port.receive(batch));
    const view = new DataView(batch.data.buffer);
    for (let i = 0; i < batch.count; i++) numbers.push(view.getUint32(i * MAX_DATAGRAM));
  }
  return numbers;
}

async function assertAllReceived(receivers: readonly UdpPort[], packets: number): Promise<void> {
  const expected = Array.from({ length: packets }, (_, i) => i);
  for (const receiver of receivers) assertEquals(await receive(receiver, packets), expected);
}

function closeAll(world: World, receivers: readonly UdpPort[]): void {
  for (const port of [world.port, ...receivers]) port.close();
}

/** Cases that need the kernel. */
const CASES: Record<string, () => Promise<void>> = {
  "a frame to many receivers leaves by one call, with one message for each": async () => {
    const world = open(() => ALL);
    const receivers = createReceivers(10);
    assertEquals(world.port.send(batchFor(numbersOf(world, receivers), 0, 7)), 0);
    assertEquals(world.calls, [new Array(10).fill(true)]);
    await assertAllReceived(receivers, 7);
    closeAll(world, receivers);
  },

  "a socket that is full now and then loses nothing and no order, batch after batch": async () => {
    // Every other call finds the socket full, and those between send two messages.
    const world = open((_, number) => number % 2 === 1 ? { errno: EAGAIN } : { most: 2 }, {
      setOption: () => -EPERM,
    });
    const receivers = createReceivers(3);
    const numbers = numbersOf(world, receivers);
    const sending = [0, 10, 20, 30].map((first) => world.port.send(batchFor(numbers, first, 10)));
    assert(sending.every((sent) => sent instanceof Promise));
    assertEquals(await Promise.all(sending), [0, 0, 0, 0]);
    await assertAllReceived(receivers, 40);
    // Once all has left, batches leave at once again.
    world.calls.push([]);
    assertEquals(await world.port.send(batchFor(numbers, 0, 1)), 0);
    closeAll(world, receivers);
  },

  "the smallest send buffer loses nothing and no order": async () => {
    const { libc } = openLibc();
    const sizes: number[] = [];
    const world = open(() => ALL, {
      setOption(descriptor, level, option) {
        sizes.push(option);
        return libc!.setOption(descriptor, level, option, 1);
      },
    });
    assert(sizes.length > 0 && world.port.buffers.send < 8192);
    const receivers = createReceivers(4);
    const numbers = numbersOf(world, receivers);
    for (let round = 0; round < 50; round++) {
      assertEquals(await world.port.send(batchFor(numbers, 0, 50)), 0);
      await assertAllReceived(receivers, 50);
    }
    closeAll(world, receivers);
    libc!.close();
  },

  "a kernel without memory for datagrams is not pressed": async () => {
    const world = open(() => ({ errno: ENOBUFS }));
    const receivers = createReceivers(2);
    // The runtime sends what system calls cannot, one datagram for each attempt.
    assertEquals(await world.port.send(batchFor(numbersOf(world, receivers), 0, 20)), 0);
    assertEquals(world.calls.length, 40);
    await assertAllReceived(receivers, 20);
    closeAll(world, receivers);
  },

  "a way on which the kernel cannot segment gets datagrams one by one from then on": async () => {
    for (const errno of [EINVAL, EIO, EOPNOTSUPP]) {
      const world = open((call) => {
        const plain = call.indexOf(true);
        return plain === 0 ? { errno } : { most: plain < 0 ? call.length : plain };
      });
      const receivers = createReceivers(3);
      const numbers = numbersOf(world, receivers);
      assertEquals(world.port.send(batchFor(numbers, 0, 8)), 0);
      await assertAllReceived(receivers, 8);
      world.calls.length = 0;
      assertEquals(world.port.send(batchFor(numbers, 0, 8)), 0);
      assertEquals(world.calls, [new Array(24).fill(false)]);
      await assertAllReceived(receivers, 8);
      closeAll(world, receivers);
    }
  },

  "a kernel that knows no segmentation is not asked for any": async () => {
    const { libc } = openLibc();
    const world = open(() => ALL, {
      getOption: (descriptor, level, option) =>
        level === SOL_UDP ? null : libc!.getOption(descriptor, level, option),
    });
    assertEquals(world.port.segments, false);
    const receivers = createReceivers(2);
    assertEquals(world.port.send(batchFor(numbersOf(world, receivers), 0, 5)), 0);
    assertEquals(world.calls, [new Array(10).fill(false)]);
    await assertAllReceived(receivers, 5);
    closeAll(world, receivers);
    libc!.close();
  },

  "an ICMP message about an earlier datagram costs nothing": async () => {
    const ECONNREFUSED = 111;
    const world = open((_, number) => number === 1 ? { errno: ECONNREFUSED } : ALL);
    const receivers = createReceivers(2);
    assertEquals(world.port.send(batchFor(numbersOf(world, receivers), 0, 5)), 0);
    await assertAllReceived(receivers, 5);
    closeAll(world, receivers);
  },

  "what a firewall refuses is counted, and the others get theirs": async () => {
    // Each call begins with what was refused, until it is given up: the first receiver's.
    const world = open((_, number) => number <= 2 ? { errno: EPERM } : ALL);
    const receivers = createReceivers(2);
    assertEquals(world.port.send(batchFor(numbersOf(world, receivers), 0, 6)), 6);
    await assertAllReceived(receivers.slice(1), 6);
    closeAll(world, receivers);
  },

  "more datagrams than there is room for are made room for": async () => {
    const world = open(() => ALL);
    const receivers = createReceivers(100);
    assertEquals(world.port.send(batchFor(numbersOf(world, receivers), 0, 14)), 0);
    await assertAllReceived(receivers, 14);
    closeAll(world, receivers);
  },

  "closing ends what waits for room": async () => {
    const bound = bindSocket(0);
    const { socket } = bound;
    let fail = (_: Error) => {};
    const world = open(() => ({ errno: EAGAIN }), {}, {
      ...bound,
      socket: {
        addr: socket.addr,
        receive: (into) => socket.receive(into),
        send: () => new Promise((_, reject) => fail = reject),
        close() {
          socket.close();
          fail(new Deno.errors.BadResource());
        },
      },
    });
    const receivers = createReceivers(1);
    const numbers = numbersOf(world, receivers);
    const sending = [
      world.port.send(batchFor(numbers, 0, 5)),
      world.port.send(batchFor(numbers, 5, 3)),
    ];
    world.port.close();
    assertEquals(await Promise.all(sending), [5, 3]);
    assertEquals(world.port.send(batchFor(numbers, 0, 2)), 2);
    closeAll(world, receivers);
  },

  "buffers are asked for, by privilege first, and what was given is said": () => {
    const asked: [option: number, value: number][] = [];
    const world = open(() => ALL, {
      setOption(_descriptor, level, option, value) {
        assertEquals(level, SOL_SOCKET);
        asked.push([option, value]);
        return option === SO_RCVBUF || option === SO_SNDBUF ? 0 : -EPERM;
      },
      getOption: (_descriptor, level, option) =>
        level === SOL_UDP ? 0 : option === SO_RCVBUF ? 2000 : option === SO_SNDBUF ? 3000 : 2,
    });
    assertEquals(asked.map(([, value]) => value), [4096, 4096, 4096, 4096]);
    assertEquals(asked[1]![0], SO_RCVBUF);
    assertEquals(asked[3]![0], SO_SNDBUF);
    assertEquals(world.port.buffers, { receive: 1000, send: 1500 });
    closeAll(world, []);
    return Promise.resolve();
  },

  "a socket of IPv4 alone names senders, spells strangers and sends nothing to IPv6": async () => {
    const listen = (): BoundSocket => {
      const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
      return { socket: socket as Deno.DatagramConn & { addr: Deno.NetAddr }, ipv6: false };
    };
    const world = open(() => ALL, {}, listen());
    const other = open(() => ALL, {}, listen());
    const numbers = numbersOf(world, [other.port]);
    const toIpv6 = retainAddress(world.table, "2001:db8::1", 9);
    assertEquals(world.port.send(batchFor([toIpv6, ...numbers], 0, 5)), 5);
    const batch = createReceiveBatch(8);
    assert(await other.port.receive(batch));
    assertEquals(batch.count, 5);
    for (let i = 0; i < 5; i++) {
      assertEquals(batch.from[i], STRANGER);
      assertEquals(batch.strangerIps[i], "127.0.0.1");
      assertEquals(batch.strangerPorts[i], world.port.port);
    }
    const known = numbersOf(other, [world.port])[0]!;
    assertEquals(world.port.send(batchFor(numbers, 0, 5)), 0);
    assert(await other.port.receive(batch));
    assertEquals([...batch.from.subarray(0, 5)], new Array(5).fill(known));
    for (const { port } of [world, other]) port.close();
  },

  "a socket that the system does not show is left alone": () => {
    const { libc } = openLibc();
    const bound = bindSocket(0);
    const hidden = { ...libc!, getsockname: () => -EPERM };
    assertEquals(createLinuxPort(bound, createAddressTable(), hidden), null);
    bound.socket.close();
    libc!.close();
    return Promise.resolve();
  },
};

const found = openLibc();
found.libc?.close();
for (const [name, fn] of Object.entries(CASES)) {
  const reason = found.libc === null ? ` (left out: ${found.reason})` : "";
  Deno.test({ name: name + reason, ignore: reason !== "", fn });
}
