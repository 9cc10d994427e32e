/**
 * How loud the person wants to hear each of the others, remembered by name.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** How loud something is to be. */
export interface Volume {
  /** From 0 to 1, which is as it comes. */
  readonly level: number;
  readonly muted: boolean;
}

/** What nobody has changed. */
export const FULL_VOLUME: Volume = { level: 1, muted: false };

/** A stream of somebody else. */
export interface Sounding {
  readonly key: string;
  readonly label: string;
  readonly username: string;
}

/** The volumes of all. */
export interface Volumes {
  of(stream: Sounding): ReadonlySignal<Volume>;
  set(stream: Sounding, volume: Volume): void;
}

const KEY = "lectern.volumes";

/** Those that were set last are remembered. */
const MOST_REMEMBERED = 200;

/** Volumes that are read from and written to `storage`; without it they last as long as the page. */
export function createVolumes(storage: Pick<Storage, "getItem" | "setItem"> | null): Volumes {
  const all = signal(readVolumes(storage));
  const signals = new WeakMap<Sounding, ReadonlySignal<Volume>>();
  return {
    of: (stream) => {
      const known = signals.get(stream);
      if (known !== undefined) return known;
      const fresh = computed(() => all.value.get(nameOf(stream)) ?? FULL_VOLUME);
      signals.set(stream, fresh);
      return fresh;
    },
    set: (stream, { level, muted }) => {
      const next = new Map(all.peek());
      next.delete(nameOf(stream));
      const sound = { level: Math.min(1, Math.max(0, level)), muted };
      if (sound.level !== 1 || muted) next.set(nameOf(stream), sound);
      all.value = new Map([...next].slice(-MOST_REMEMBERED));
      writeVolumes(storage, all.peek());
    },
  };
}

/** A screen has a volume of its own: it may play a film while its owner talks. Those without a name are not known again. */
function nameOf({ key, label, username }: Sounding): string {
  const kind = label === "screenshare" ? "screen" : "voice";
  return `${kind} ${username === "" ? `#${key}` : username}`;
}

function readVolumes(storage: Pick<Storage, "getItem"> | null): ReadonlyMap<string, Volume> {
  try {
    return parseVolumes(storage?.getItem(KEY) ?? "[]");
  } catch {
    return new Map();
  }
}

/** What was stored; entries that make no sense are left out. */
export function parseVolumes(stored: string): ReadonlyMap<string, Volume> {
  let entries: unknown;
  try {
    entries = JSON.parse(stored);
  } catch {
    return new Map();
  }
  if (!Array.isArray(entries)) return new Map();
  const volumes = new Map<string, Volume>();
  for (const entry of entries.slice(-MOST_REMEMBERED)) {
    if (!Array.isArray(entry)) continue;
    const [name, level, muted] = entry;
    if (typeof name !== "string" || typeof level !== "number" || typeof muted !== "boolean") {
      continue;
    }
    if (level >= 0 && level <= 1) volumes.set(name, { level, muted });
  }
  return volumes;
}

function writeVolumes(
  storage: Pick<Storage, "setItem"> | null,
  volumes: ReadonlyMap<string, Volume>,
): void {
  const entries = [...volumes].filter(([name]) => !/^[a-z]+ #/.test(name))
    .map(([name, { level, muted }]) => [name, level, muted]);
  try {
    storage?.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Private windows and full disks: the choice then lasts as long as the page.
  }
}
