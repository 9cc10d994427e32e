import { assertEquals } from "../../tests/assert.ts";
import * as abi from "./linux_abi.ts";
import { addressOf } from "./native_memory.ts";
import { openLibc } from "./libc.ts";
import { findDescriptor } from "./linux_socket.ts";
import { bindSocket } from "./udp.ts";

const PAYLOADS = ["first", "and the second one", ""];
const NAME_AT = 512;
const VECTOR_AT = 1024;
const CONTROL_AT = 1536;
const BYTES_AT = 2048;
const SLOT = 64;

/** Messages with room for one payload each, for the system to read or to write. */
function createMemory(slots: number): { view: DataView; at: bigint; bytes: Uint8Array } {
  const buffer = new ArrayBuffer(4096);
  const view = new DataView(buffer);
  const at = addressOf(buffer);
  for (let i = 0; i < slots; i++) {
    const message = i * abi.MMSGHDR.size;
    const vector = VECTOR_AT + i * abi.IOVEC.size;
    view.setBigUint64(message + abi.MMSGHDR.name, at + BigInt(NAME_AT + i * SLOT), true);
    view.setUint32(message + abi.MMSGHDR.nameLength, abi.SOCKADDR_IN6.size, true);
    view.setBigUint64(message + abi.MMSGHDR.iov, at + BigInt(vector), true);
    view.setBigUint64(message + abi.MMSGHDR.iovLength, 1n, true);
    view.setBigUint64(vector + abi.IOVEC.base, at + BigInt(BYTES_AT + i * SLOT), true);
    view.setBigUint64(vector + abi.IOVEC.length, BigInt(SLOT), true);
  }
  return { view, at, bytes: new Uint8Array(buffer) };
}

const found = openLibc();
if (found.libc === null) {
  Deno.test({ name: `the kernel is not asked: ${found.reason}`, ignore: true, fn() {} });
} else {
  found.libc.close();

  Deno.test("the kernel reads and writes messages where they are thought to be", () => {
    const { libc } = openLibc();
    const bound = bindSocket(0);
    const { port } = bound.socket.addr;
    const [family, ip] = bound.ipv6 ? [abi.AF_INET6, "::1"] : [abi.AF_INET, "127.0.0.1"];
    const name = bound.ipv6 ? abi.SOCKADDR_IN6 : abi.SOCKADDR_IN;
    const address = bound.ipv6 ? [...new Array<number>(15).fill(0), 1] : [127, 0, 0, 1];
    const descriptor = findDescriptor(libc!, port, bound.ipv6);

    const out = createMemory(PAYLOADS.length);
    for (const [i, text] of PAYLOADS.entries()) {
      const { written } = new TextEncoder().encodeInto(
        text,
        out.bytes.subarray(BYTES_AT + i * SLOT),
      );
      const vector = VECTOR_AT + i * abi.IOVEC.size;
      out.view.setBigUint64(vector + abi.IOVEC.length, BigInt(written), true);
      const at = NAME_AT + i * SLOT;
      out.view.setUint16(at + name.family, family, true);
      out.view.setUint16(at + name.port, port);
      out.bytes.set(address, at + name.address);
      out.view.setUint32(i * abi.MMSGHDR.size + abi.MMSGHDR.nameLength, name.size, true);
    }
    const sent = libc!.sendmmsg(descriptor, out.at, PAYLOADS.length, abi.MSG_DONTWAIT);
    assertEquals(sent, PAYLOADS.length);

    const into = createMemory(8);
    const received = libc!.recvmmsg(descriptor, into.at, 8, abi.MSG_DONTWAIT);
    assertEquals(received, PAYLOADS.length);
    for (const [i, text] of PAYLOADS.entries()) {
      const message = i * abi.MMSGHDR.size;
      const length = into.view.getUint32(message + abi.MMSGHDR.length, true);
      const start = BYTES_AT + i * SLOT;
      assertEquals(new TextDecoder().decode(into.bytes.subarray(start, start + length)), text);
      assertEquals(into.view.getUint32(message + abi.MMSGHDR.nameLength, true), name.size);
      const at = NAME_AT + i * SLOT;
      assertEquals(into.view.getUint16(at + name.family, true), family);
      assertEquals(into.view.getUint16(at + name.port), port);
      const from = into.bytes.subarray(at + name.address, at + name.address + address.length);
      assertEquals([...from], address, ip);
    }
    const nothing = libc!.recvmmsg(descriptor, into.at, 8, abi.MSG_DONTWAIT);
    assertEquals(nothing, -abi.EAGAIN);
    bound.socket.close();
    libc!.close();
  });

  Deno.test("the kernel cuts what it is sent as a control message says, and refuses a bad one", () => {
    const { libc } = openLibc();
    const bound = bindSocket(0);
    const { port } = bound.socket.addr;
    const descriptor = findDescriptor(libc!, port, bound.ipv6);
    const name = bound.ipv6 ? abi.SOCKADDR_IN6 : abi.SOCKADDR_IN;
    const out = createMemory(1);
    out.view.setUint16(NAME_AT + name.family, bound.ipv6 ? abi.AF_INET6 : abi.AF_INET, true);
    out.view.setUint16(NAME_AT + name.port, port);
    out.bytes[NAME_AT + name.address + (bound.ipv6 ? 15 : 3)] = 1;
    if (!bound.ipv6) out.bytes[NAME_AT + name.address] = 127;
    out.view.setUint32(abi.MMSGHDR.nameLength, name.size, true);
    out.view.setBigUint64(abi.MMSGHDR.control, out.at + BigInt(CONTROL_AT), true);
    out.view.setBigUint64(abi.MMSGHDR.controlLength, BigInt(abi.CMSG_U16.space), true);
    out.view.setBigUint64(CONTROL_AT + abi.CMSG_U16.length, BigInt(abi.CMSG_U16.size), true);
    out.view.setUint32(CONTROL_AT + abi.CMSG_U16.level, abi.SOL_UDP, true);
    out.view.setUint32(CONTROL_AT + abi.CMSG_U16.type, abi.UDP_SEGMENT, true);
    out.view.setUint16(CONTROL_AT + abi.CMSG_U16.data, 24, true);
    assertEquals(libc!.sendmmsg(descriptor, out.at, 1, abi.MSG_DONTWAIT), 1);
    const into = createMemory(8);
    assertEquals(libc!.recvmmsg(descriptor, into.at, 8, abi.MSG_DONTWAIT), 3);
    const lengths = [0, 1, 2].map((i) =>
      into.view.getUint32(i * abi.MMSGHDR.size + abi.MMSGHDR.length, true)
    );
    assertEquals(lengths, [24, 24, 16]);

    out.view.setUint32(CONTROL_AT + abi.CMSG_U16.type, 9999, true);
    assertEquals(libc!.sendmmsg(descriptor, out.at, 1, abi.MSG_DONTWAIT), -abi.EINVAL);
    bound.socket.close();
    libc!.close();
  });
}
