import { assertEquals } from "../../tests/assert.ts";
import { createVolumes, FULL_VOLUME, parseVolumes } from "./volumes.ts";

function createStorage(stored: Record<string, string> = {}) {
  const items = new Map(Object.entries(stored));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

const ADA = { key: "down-1", label: "camera", username: "Ada" };
const SCREEN = { key: "down-2", label: "screenshare", username: "Ada" };
const NOBODY = { key: "down-3", label: "camera", username: "" };

Deno.test("a volume is remembered by name, a screen's apart from its owner's", () => {
  const storage = createStorage();
  const volumes = createVolumes(storage);
  volumes.set(ADA, { level: 0.4, muted: false });
  volumes.set(SCREEN, { level: 1, muted: true });
  const later = createVolumes(storage);
  assertEquals(later.of({ ...ADA, key: "down-9" }).value, { level: 0.4, muted: false });
  assertEquals(later.of({ ...SCREEN, key: "down-9" }).value, { level: 1, muted: true });
  assertEquals(later.of({ ...ADA, username: "Ben" }).value, FULL_VOLUME);
});

Deno.test("somebody without a name is known for as long as the stream lasts", () => {
  const storage = createStorage();
  const volumes = createVolumes(storage);
  volumes.set(NOBODY, { level: 0.5, muted: false });
  assertEquals(volumes.of(NOBODY).value.level, 0.5);
  assertEquals(volumes.of({ ...NOBODY, key: "down-4" }).value, FULL_VOLUME);
  assertEquals(createVolumes(storage).of(NOBODY).value, FULL_VOLUME);
});

Deno.test("levels stay within bounds, and those of a storage that refuses last as long as the page", () => {
  const refuse = () => {
    throw new Error("no");
  };
  for (const storage of [null, { getItem: refuse, setItem: refuse }]) {
    const volumes = createVolumes(storage);
    volumes.set(ADA, { level: 7, muted: true });
    assertEquals(volumes.of(ADA).value, { level: 1, muted: true });
  }
});

Deno.test("of what was stored, nonsense is left out, and the oldest when there is too much", () => {
  for (const stored of ["", "{", "null", "7", '{"a":1}']) {
    assertEquals(parseVolumes(stored).size, 0);
  }
  const entries = [["voice A", 0.5, false], ["voice B", 2, false], ["voice C", "1", false], 7, [
    null,
  ]];
  assertEquals([...parseVolumes(JSON.stringify(entries)).keys()], ["voice A"]);
  const many = Array.from({ length: 999 }, (_, index) => [`voice ${index}`, 0.5, false]);
  assertEquals(parseVolumes(JSON.stringify(many)).size, 200);
});
