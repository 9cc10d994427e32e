import { assert, assertEquals, assertThrows } from "../../tests/assert.ts";
import { createPacket, type Packet } from "./packet.ts";
import {
  copyPayload,
  createPacketRing,
  hasPacket,
  isIntact,
  openPacketRing,
  type PacketRing,
  packetRingBytes,
  readPacket,
  SLOT_BYTES,
  storePacket,
} from "./packet_ring.ts";

function packetOf(seqExt: number, length: number): Packet {
  const packet = createPacket();
  packet.seqExt = seqExt;
  packet.timestamp = 0xfffffff0;
  packet.payloadType = 96;
  packet.payloadLength = length;
  packet.arrivalUs = 1_767_225_600_123_456;
  return packet;
}

/** Bytes that begin at an odd place. */
const SOURCE = new DataView(Uint8Array.from({ length: 2000 }, (_, i) => i * 7).buffer, 3);

function payloadOf(ring: PacketRing, packet: Packet): Uint8Array {
  const words = new BigUint64Array(SLOT_BYTES / 8);
  copyPayload(ring, packet, words, 0);
  return new Uint8Array(words.buffer, 0, packet.payloadLength);
}

Deno.test("what is stored is read back, all fields of it", () => {
  const ring = createPacketRing(8);
  const packet = packetOf(70_003, 1101);
  packet.marker = true;
  Object.assign(packet.frame, {
    keyframe: true,
    frameStart: true,
    frameEnd: true,
    temporalId: 2,
    spatialId: 1,
    layerSync: true,
    spatialSync: true,
    discardable: true,
    pictureId: 0x7ffe,
    pictureIdBits: 15,
    tl0PicIdx: 255,
  });
  assert(storePacket(ring, packet, SOURCE, 5));
  const read = createPacket();
  assert(readPacket(ring, 70_003, read));
  assertEquals(read, packet);
  assertEquals(
    payloadOf(ring, read),
    new Uint8Array(SOURCE.buffer, SOURCE.byteOffset + 5, 1101),
  );
});

Deno.test("the ring keeps as many packets as it has slots, also before number 0", () => {
  const ring = createPacketRing(16);
  for (let seq = -20; seq < 30; seq++) storePacket(ring, packetOf(seq, 10), SOURCE, 0);
  for (let seq = -20; seq < 40; seq++) {
    assertEquals(hasPacket(ring, seq), seq >= 14 && seq < 30, `packet ${seq}`);
  }
});

Deno.test("a payload longer than a slot is refused, one that fills it is not", () => {
  const ring = createPacketRing(8);
  assert(!storePacket(ring, packetOf(1, SLOT_BYTES + 1), SOURCE, 0));
  assert(!hasPacket(ring, 1));
  assert(storePacket(ring, packetOf(1, SLOT_BYTES), SOURCE, 0));
});

Deno.test("another view of the memory sees the packets, and that one was overwritten", () => {
  const writer = createPacketRing(8);
  storePacket(writer, packetOf(3, 100), SOURCE, 0);
  const memory = writer.bytes.buffer;
  assert(memory instanceof SharedArrayBuffer);
  assertEquals(memory.byteLength, packetRingBytes(8));
  const reader = openPacketRing(memory, 8);
  const read = createPacket();
  assert(readPacket(reader, 3, read));
  assert(isIntact(reader, read));
  storePacket(writer, packetOf(11, 100), SOURCE, 0);
  assert(!isIntact(reader, read));
  assert(!readPacket(reader, 3, read));
});

Deno.test("a packet that is being written is not read", () => {
  const ring = createPacketRing(8);
  storePacket(ring, packetOf(3, 100), SOURCE, 0);
  ring.ints[3 * 6] = ring.ints[3 * 6]! + 1; // the writer has begun
  assert(!readPacket(ring, 3, createPacket()));
});

Deno.test("a capacity that is no power of two is refused", () => {
  assertThrows(() => createPacketRing(100), RangeError, "not 100");
  assertThrows(() => createPacketRing(4), RangeError, "not 4");
});
