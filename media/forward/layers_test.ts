import { assertEquals } from "../../tests/assert.ts";
import {
  ALL_LAYERS,
  createLayerSelector,
  endsPicture,
  type LayerSelector,
  needsKeyframe,
  NO_LAYER,
  restartSelector,
  selectNewest,
  wasSelected,
} from "./layers.ts";
import { createPacket, type Packet } from "./packet.ts";

interface Layer {
  readonly temporalId?: number;
  readonly spatialId?: number;
  readonly keyframe?: boolean;
  readonly layerSync?: boolean;
}

/** The only packet of a frame in picture `picture`. */
function frame(picture: number, layer: Layer, marker = false): Packet {
  const packet = createPacket();
  packet.timestamp = picture * 3000;
  packet.marker = marker;
  Object.assign(packet.frame, { frameStart: true, frameEnd: true, ...layer });
  return packet;
}

/** Which frames of a list pass: their places. */
function passing(selector: LayerSelector, frames: readonly Packet[]): number[] {
  return frames.flatMap((packet, i) => selectNewest(selector, packet) ? [i] : []);
}

Deno.test("all layers pass until someone wants fewer", () => {
  const selector = createLayerSelector();
  assertEquals(passing(selector, [frame(1, { temporalId: 3 }), frame(2, { spatialId: 2 })]), [
    0,
    1,
  ]);
  assertEquals(needsKeyframe(selector), false);
});

Deno.test("the temporal layer goes down where a picture begins, and up at a sync point, one at a time", () => {
  const selector = createLayerSelector();
  selectNewest(selector, frame(1, { temporalId: 0 }));
  selector.targetTemporal = 0;
  assertEquals(selectNewest(selector, frame(1, { temporalId: 2 })), true); // the same picture
  assertEquals(selectNewest(selector, frame(2, { temporalId: 2 })), false);
  selector.targetTemporal = 2;
  const frames = [
    frame(3, { temporalId: 0 }),
    frame(4, { temporalId: 2, layerSync: true }), // its own layer 1 was never sent
    frame(5, { temporalId: 1 }),
    frame(6, { temporalId: 1, layerSync: true }),
    frame(7, { temporalId: 2, layerSync: true }),
    frame(8, { temporalId: 2 }),
  ];
  assertEquals(passing(selector, frames), [0, 3, 4, 5]);
});

Deno.test("the spatial layer goes down with the next picture, and up at a key frame; the marker moves", () => {
  const selector = createLayerSelector();
  selector.targetSpatial = 0;
  const picture = (n: number, keyframe = false) => [
    frame(n, { spatialId: 0, keyframe }),
    frame(n, { spatialId: 1 }),
    frame(n, { spatialId: 2 }, true),
  ];
  const low = picture(1);
  assertEquals(passing(selector, low), [0]);
  assertEquals(low.map((packet) => endsPicture(selector, packet)), [true, false, true]);
  selector.targetSpatial = ALL_LAYERS;
  assertEquals(needsKeyframe(selector), true);
  assertEquals(passing(selector, picture(2)), [0]);
  const high = picture(3, true);
  assertEquals(passing(selector, high), [0, 1, 2]);
  assertEquals(high.map((packet) => endsPicture(selector, packet)), [false, false, true]);
  assertEquals(needsKeyframe(selector), false);
});

Deno.test("with no layer left nothing passes from the next picture on, until a key frame", () => {
  const selector = createLayerSelector();
  selectNewest(selector, frame(1, {}));
  selector.targetSpatial = NO_LAYER;
  const frames = [
    frame(1, {}),
    frame(2, {}),
    frame(3, { keyframe: true }),
  ];
  assertEquals(passing(selector, frames), [0]);
  selector.targetSpatial = ALL_LAYERS;
  assertEquals(needsKeyframe(selector), true);
  const sync = frame(4, {});
  sync.frame.spatialSync = true;
  assertEquals(passing(selector, [sync, frame(5, { keyframe: true }), frame(6, {})]), [1, 2]);
});

Deno.test("what comes late is judged by the layers of its time", () => {
  const selector = createLayerSelector();
  selectNewest(selector, frame(1, { temporalId: 1 }));
  selector.targetTemporal = 0;
  selectNewest(selector, frame(3, { temporalId: 0 }));
  const late = [frame(2, { temporalId: 1 }), frame(3, { temporalId: 1 })];
  assertEquals(late.map((packet) => wasSelected(selector, packet, true)), [true, false]);
  selector.targetTemporal = 1;
  selectNewest(selector, frame(6, { temporalId: 1, layerSync: true }));
  const later = [frame(5, { temporalId: 1 }), frame(6, { temporalId: 1 })];
  assertEquals(later.map((packet) => wasSelected(selector, packet, true)), [false, true]);
});

Deno.test("what comes late of a source that was left is judged by its last layers, even if it was cut off", () => {
  const selector = createLayerSelector();
  selector.targetTemporal = 1;
  selectNewest(selector, frame(1, { keyframe: true }));
  selector.targetSpatial = NO_LAYER;
  selectNewest(selector, frame(2, {}));
  selector.targetSpatial = 0;
  selector.targetTemporal = 0;
  restartSelector(selector);
  const late = [frame(1, { temporalId: 1 }), frame(1, { temporalId: 2 })];
  assertEquals(late.map((packet) => wasSelected(selector, packet, false)), [true, false]);
  assertEquals(wasSelected(selector, late[0]!, true), false);
});
