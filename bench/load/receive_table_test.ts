import { assertEquals } from "../../tests/assert.ts";
import { writeRtpHeader } from "../../media/packet/rtp.ts";
import {
  createReceiveTable,
  expectedPackets,
  nameTrack,
  notePacket,
  type ReceiveTable,
  trackOf,
} from "./receive_table.ts";

const packet = new Uint8Array(112);

function note(table: ReceiveTable, peer: number, payloadType: number, seq16: number): number {
  writeRtpHeader(packet, 0, true, payloadType, seq16, 0, 77);
  return notePacket(table, peer, packet, 0, packet.length, 1000 + seq16);
}

function tableForPeerOne(): ReceiveTable {
  const table = createReceiveTable(2);
  nameTrack(table, trackOf(1, "audio"), 111);
  nameTrack(table, trackOf(1, "video"), 96);
  return table;
}

Deno.test("packets are told apart by payload type, and others do not count", () => {
  const table = tableForPeerOne();
  assertEquals(note(table, 1, 96, 5), trackOf(1, "video"));
  assertEquals(note(table, 1, 111, 9), trackOf(1, "audio"));
  assertEquals(note(table, 1, 97, 1), -1);
  assertEquals(note(table, 0, 96, 1), -1);
  assertEquals([...table.packets], [0, 0, 1, 1]);
  assertEquals(table.bytes[trackOf(1, "video")], 112);
  assertEquals(table.ssrcs[trackOf(1, "audio")], 77);
});

Deno.test("what is missing shows in the numbers, across their wrap", () => {
  const table = tableForPeerOne();
  for (const seq16 of [65_534, 0, 65_535, 3]) note(table, 1, 96, seq16);
  const track = trackOf(1, "video");
  assertEquals(table.packets[track], 4);
  assertEquals(expectedPackets(table, track), 6);
  assertEquals(table.firstUs[track], 1000 + 65_534);
});

Deno.test("of a track that never began nothing is expected", () => {
  assertEquals(expectedPackets(tableForPeerOne(), trackOf(1, "video")), 0);
});
