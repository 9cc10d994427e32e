import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { text } from "../text.ts";
import type { Loss } from "./capture.ts";
import { createDeviceWatch } from "./device_watch.ts";
import type { DeviceList } from "./devices.ts";
import { playCapture, playNotices } from "./played_devices.ts";
import { createSettings, DEFAULTS } from "./settings.ts";

const FRONT = { id: "1", name: "Front" };
const BACK = { id: "2", name: "Back" };
const HEADSET = { id: "3", name: "Headset" };

const ALL: DeviceList = { cameras: [FRONT, BACK], microphones: [HEADSET], speakers: [HEADSET] };

function begin(atDoor = false) {
  const list = signal(ALL);
  const camera = playCapture("camera");
  const microphone = playCapture("microphone");
  const settings = createSettings(null);
  const { notices, told } = playNotices();
  const watch = createDeviceWatch({
    devices: { list },
    settings,
    notices,
    captures: { camera, microphone },
    atDoor: signal(atDoor),
  });
  return { list, camera, microphone, settings, told, watch };
}

const LOST: Loss = {
  kind: "camera",
  deviceId: "1",
  name: "Front",
  instead: "Back",
  problem: null,
};

Deno.test("a camera that was replaced is taken up again when it comes back", async () => {
  const { list, camera, told, watch } = begin();
  await camera.start();
  list.value = { ...ALL, cameras: [BACK] };
  watch.lost(LOST);
  assertEquals(told.map(({ text }) => text), [text.device.replaced("Front", "Back")]);
  assertEquals(camera.starts.count, 1);
  list.value = ALL;
  assertEquals(camera.starts.count, 2);
  assertEquals(told.at(-1)?.text, text.device.backInUse("Front"));
  list.value = { ...ALL };
  assertEquals(camera.starts.count, 2, "it is taken up once");
  watch.dispose();
});

Deno.test("a camera that is off since it was lost is offered when it comes back, and does not start by itself", () => {
  const { list, camera, told, watch } = begin();
  list.value = { ...ALL, cameras: [] };
  watch.lost({ ...LOST, instead: null, problem: "missing" });
  assertEquals(told.at(-1)?.text, text.device.lost.camera("Front"));
  list.value = ALL;
  assertEquals(told.at(-1)?.text, text.device.back("Front"));
  assertEquals(camera.starts.count, 0);
  told.at(-1)?.action?.perform();
  assertEquals(camera.starts.count, 1);
  watch.dispose();
});

Deno.test("whoever has chosen another camera meanwhile keeps it", async () => {
  const { list, camera, settings, watch } = begin();
  await camera.start();
  list.value = { ...ALL, cameras: [BACK] };
  watch.lost(LOST);
  settings.change({ cameraId: BACK.id });
  list.value = ALL;
  assertEquals(camera.starts.count, 1);
  watch.dispose();
});

Deno.test("a permission that is taken away is told as such, and nothing is missed", () => {
  const { list, told, watch } = begin();
  watch.lost({ ...LOST, instead: null, problem: "denied" });
  list.value = { ...ALL };
  assertEquals(told.map(({ text }) => text), [text.device.withdrawn.camera]);
  watch.dispose();
});

Deno.test("a device that is found at last starts by itself at the door, and is offered in the room", () => {
  for (const atDoor of [true, false]) {
    const { list, camera, told, watch } = begin(atDoor);
    list.value = { ...ALL, cameras: [] };
    camera.problem.value = "missing";
    assertEquals([camera.starts.count, told.length], [0, 0]);
    list.value = ALL;
    assertEquals(camera.starts.count, atDoor ? 1 : 0);
    assertEquals(told.map(({ text }) => text), atDoor ? [] : [text.device.found.camera]);
    watch.dispose();
  }
});

Deno.test("a speaker that goes is told of once, and once more when it is back; choosing another is no loss", () => {
  const { list, settings, told, watch } = begin();
  settings.change({ speakerId: HEADSET.id });
  list.value = { ...ALL, speakers: [] };
  list.value = { ...ALL, speakers: [] };
  assertEquals(told.map(({ text }) => text), [text.device.lost.speaker("Headset")]);
  list.value = ALL;
  assertEquals(told.at(-1)?.text, text.device.backInUse("Headset"));
  settings.change({ speakerId: DEFAULTS.speakerId });
  list.value = { ...ALL, speakers: [] };
  assertEquals(told.length, 2);
  watch.dispose();
});
