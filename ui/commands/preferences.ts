/**
 * Preferences by slash words, for those who know their names.
 * @module
 */
import { DEFAULTS, isPreference, type Preferences } from "../models/settings.ts";
import { text } from "../text.ts";
import type { SlashWord } from "./command.ts";
import { splitRecipient } from "./parse_slash.ts";
import { usageOf } from "./usage.ts";

/** Names in Galène's own client for what has another name here. */
const GALENE_NAMES: Readonly<Record<string, keyof Preferences>> = {
  request: "receive",
  mirrorView: "mirror",
  video: "cameraId",
  audio: "microphoneId",
};

/** Names of preferences that can be written in a line. */
export const PREFERENCE_NAMES: readonly string[] = Object.keys(DEFAULTS)
  .filter((name) => name !== "backgroundPicture");

/** Longest value that is shown. */
const SHOWN_LENGTH = 100;

/** Shows or changes a preference. */
export const set: SlashWord = {
  word: "set",
  parameters: ["setting?", "value?"],
  needs: "",
  help: () => text.slash.set,
  perform: (app, rest) => {
    const { recipient: name, message: value } = splitRecipient(rest);
    if (name === "") {
      app.chat.note(describe(app.settings.values.peek()));
      return null;
    }
    const key = GALENE_NAMES[name] ?? name;
    const wanted = readValue(value);
    if (!Object.hasOwn(DEFAULTS, key)) return text.slash.noSetting(name);
    if (!isPreference(key, wanted)) return text.slash.badValue(value, name);
    app.settings.change({ [key]: wanted });
    return null;
  },
};

/** Forgets a preference. */
export const unset: SlashWord = {
  word: "unset",
  parameters: ["setting"],
  needs: "",
  help: () => text.slash.unset,
  perform: (app, rest) => {
    const name = rest.trim();
    if (name === "") return text.slash.usage(usageOf(unset));
    const key = GALENE_NAMES[name] ?? name;
    if (!Object.hasOwn(DEFAULTS, key)) return text.slash.noSetting(name);
    app.settings.change({ [key]: DEFAULTS[key as keyof Preferences] });
    return null;
  },
};

/** A value as JSON, or a bare word; nothing means yes. */
function readValue(value: string): unknown {
  if (value === "") return true;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function describe(preferences: Preferences): string {
  return Object.entries(preferences)
    .map(([name, value]) => `${name}: ${JSON.stringify(value).slice(0, SHOWN_LENGTH)}`)
    .join("\n");
}
