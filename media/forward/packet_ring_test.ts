import { assert, assertEquals, assertThrows } from "../../tests/assert.ts";
import { createPacket, type Packet } from "./packet.ts";
import {
  copyPayload,
  copyRing,
  createPacketRing,
  hasPacket,
  isIntact,
  openPacketRing,
  type PacketRing,
  packetRingBytes,
  pinPicture,
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
    notForUpperSpatial: true,
    audioLevel: 127,
    voice: true,
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
  ring.ints[3 * 7] = ring.ints[3 * 7]! + 1; // the writer has begun
  assert(!readPacket(ring, 3, createPacket()));
});

Deno.test("a capacity that is no power of two is refused", () => {
  assertThrows(() => createPacketRing(100), RangeError, "not 100");
  assertThrows(() => createPacketRing(4), RangeError, "not 4");
  assertThrows(() => createPacketRing(64, 5), RangeError, "not 64 and 5");
});

/** Stores the packets of pictures of `lengths` packets each, from number `seq` on; the first begins with a key frame. */
function storePictures(ring: PacketRing, seq: number, ...lengths: number[]): number {
  lengths.forEach((length, picture) => {
    for (let i = 0; i < length; i++) {
      const packet = packetOf(seq++, 100);
      packet.timestamp = 3000 * picture;
      packet.frame.keyframe = picture === 0 && i === 0;
      packet.frame.frameStart = i === 0;
      packet.frame.frameEnd = i === length - 1;
      storePacket(ring, packet, SOURCE, seq & 7);
    }
  });
  return seq;
}

Deno.test("a pinned picture is read and copied long after the ring has moved on", () => {
  const ring = createPacketRing(16, 8);
  const next = storePictures(ring, 65_530, 6, 3);
  const before = Array.from({ length: 6 }, (_, i) => {
    const packet = createPacket();
    assert(readPacket(ring, 65_530 + i, packet));
    return payloadOf(ring, packet);
  });
  assertEquals(pinPicture(ring, 65_530), 6);
  for (let seq = next; seq < next + 1000; seq++) storePacket(ring, packetOf(seq, 9), SOURCE, 0);
  const reader = openPacketRing(ring.memory, 16, 8);
  for (let i = 0; i < 6; i++) {
    const packet = createPacket();
    assert(readPacket(reader, 65_530 + i, packet));
    assertEquals(packet.frame.keyframe, i === 0);
    assertEquals(payloadOf(reader, packet), before[i]!);
    assert(isIntact(reader, packet));
  }
  assert(!readPacket(reader, 65_536, createPacket()), "the next picture is not pinned");
  assert(!hasPacket(ring, 65_530));
});

Deno.test("another pinned picture takes the place of the first, and who copied meanwhile learns it", () => {
  const ring = createPacketRing(16, 8);
  storePictures(ring, 0, 8);
  pinPicture(ring, 0);
  const next = storePictures(ring, 100, 8, 1);
  const old = createPacket();
  assert(readPacket(ring, 5, old));
  assertEquals(pinPicture(ring, 100), 8);
  assert(!isIntact(ring, old));
  assert(!readPacket(ring, 5, old));
  storePictures(ring, next, 16);
  assert(readPacket(ring, 100, old));
});

Deno.test("of a picture too large to be pinned, or with a hole, the lower layers are kept that are whole", () => {
  const ring = createPacketRing(32, 8);
  storePictures(ring, 0, 12);
  assertEquals(pinPicture(ring, 0), 0);
  for (let seq = 40; seq < 52; seq++) {
    const packet = packetOf(seq, 10);
    packet.frame.frameEnd = seq === 45 || seq === 51; // the end of the lower layer, and of all
    storePacket(ring, packet, SOURCE, 0);
  }
  assertEquals(pinPicture(ring, 40), 6);
  for (const seq of [60, 61, 63]) {
    const packet = packetOf(seq, 10);
    packet.frame.frameEnd = seq === 60;
    storePacket(ring, packet, SOURCE, 0);
  }
  assertEquals(pinPicture(ring, 60), 1);
  assertEquals(pinPicture(ring, 70), 0, "it is not there");
  assertEquals(pinPicture(createPacketRing(8), 70), 0);
});

Deno.test("a larger or smaller ring takes over the newest packets and the pinned picture", () => {
  for (const [capacity, pinned] of [[64, 32], [8, 8], [16, 0]] as const) {
    const ring = createPacketRing(16, 8);
    const next = storePictures(ring, 1000, 5, 1);
    pinPicture(ring, 1000);
    for (let seq = next; seq < next + 40; seq++) {
      if (seq !== next + 37) storePacket(ring, packetOf(seq, 20), SOURCE, 1);
    }
    const other = createPacketRing(capacity, pinned);
    copyRing(ring, other, next + 39);
    const kept = Math.min(16, capacity);
    for (let seq = next; seq < next + 45; seq++) {
      const there = seq >= next + 40 - kept && seq < next + 40 && seq !== next + 37;
      assertEquals(hasPacket(other, seq), there, `packet ${seq - next} of ${capacity}`);
    }
    const a = createPacket();
    const b = createPacket();
    for (const seq of pinned > 0 ? [1000, 1004, next + 39] : [next + 39]) {
      assert(readPacket(ring, seq, a) && readPacket(other, seq, b));
      assertEquals({ ...b, payloadOffset: 0, generation: 0 }, {
        ...a,
        payloadOffset: 0,
        generation: 0,
      });
      assertEquals(payloadOf(other, b), payloadOf(ring, a));
    }
  }
});
