import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { GroupStatus } from "../../server/messages.ts";
import type { Permission } from "./permission.ts";
import { playCapture } from "./played_devices.ts";
import { createSuggestions } from "./suggestions.ts";

function begin(permission: Permission) {
  const status = signal<GroupStatus | null>(null);
  const camera = playCapture("camera");
  const microphone = playCapture("microphone");
  const suggestions = createSuggestions({
    status,
    captures: { camera, microphone },
    permissionOf: () => Promise.resolve(permission),
  });
  return { status, camera, microphone, suggestions };
}

/** All promises that are settled have had their turn. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("without a suggestion nothing starts, and nothing is asked", async () => {
  const { status, camera, microphone, suggestions } = begin("granted");
  status.value = { name: "a" };
  await turn();
  assertEquals([camera.starts.count, microphone.starts.count], [0, 0]);
  assertEquals(suggestions.open.value, []);
  suggestions.dispose();
});

Deno.test("what is suggested and allowed starts by itself, once; turned off it stays off", async () => {
  const { status, camera, microphone, suggestions } = begin("granted");
  status.value = { name: "a", suggest: ["camera", "hat"] };
  await turn();
  assertEquals([camera.starts.count, microphone.starts.count], [1, 0]);
  camera.stop();
  status.value = { name: "a", suggest: ["camera"], clientCount: 3 };
  await turn();
  assertEquals(camera.starts.count, 1);
  assertEquals(suggestions.open.value, []);
  suggestions.dispose();
});

Deno.test("what is suggested and not yet allowed waits for the person", async () => {
  for (const permission of ["prompt", "denied", "unknown"] as const) {
    const { status, camera, microphone, suggestions } = begin(permission);
    status.value = { name: "a", suggest: ["microphone", "camera"] };
    await turn();
    assertEquals([camera.starts.count, microphone.starts.count], [0, 0]);
    assertEquals(suggestions.open.value, ["camera", "microphone"]);
    await microphone.start();
    assertEquals(suggestions.open.value, ["camera"]);
    suggestions.follow();
    assertEquals([camera.starts.count, microphone.starts.count], [1, 1]);
    assertEquals(suggestions.open.value, []);
    suggestions.dispose();
  }
});
