import { assertEquals } from "../../tests/assert.ts";
import { createSettings, DEFAULTS, parsePreferences } from "./settings.ts";

Deno.test("stored preferences are read, and nonsense among them takes its default", () => {
  const stored = JSON.stringify({
    username: "Ada",
    send: "loud",
    receive: "audio",
    mirror: "yes",
    theme: 7,
    constructor: "x",
    other: true,
  });
  assertEquals(parsePreferences(stored), { ...DEFAULTS, username: "Ada", receive: "audio" });
});

Deno.test("whatever is stored, preferences come out whole", () => {
  for (const stored of [null, "", "{", "null", "7", "[]", '{"__proto__":{"mirror":false}}']) {
    assertEquals(parsePreferences(stored), DEFAULTS);
  }
});

Deno.test("a change is stored and read again", () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  createSettings(storage).change({ theme: "dark", username: "Ada" });
  assertEquals(createSettings(storage).values.value, {
    ...DEFAULTS,
    theme: "dark",
    username: "Ada",
  });
});

Deno.test("a storage that refuses loses only the memory", () => {
  const refuse = () => {
    throw new DOMException("denied", "SecurityError");
  };
  const settings = createSettings({ getItem: refuse, setItem: refuse });
  settings.change({ mirror: false });
  assertEquals(settings.values.value.mirror, false);
});
