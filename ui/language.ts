/**
 * Which language the page speaks: that of its address (`?lang=fr`), else the person's choice, else that of the browser.
 * @module
 */
import { batch, effect } from "@preact/signals";
import { chooseLanguage, type Language, LANGUAGES, localeOf } from "./languages/languages.ts";
import { direction, locale } from "./languages/locale.ts";
import type { Messages } from "./languages/message.ts";
import type { Settings } from "./models/settings.ts";

/** Longer than this nobody looks at an empty page: it is shown in English until the language is there. In milliseconds. */
const PATIENCE_MS = 3000;

/** All that a language needs to be known by. */
interface Manner {
  readonly language: Language | "pseudo";
  readonly locale: string;
  readonly tag: string;
  readonly direction: "ltr" | "rtl";
}

/** What follows the language. */
type Follower = Pick<Messages<Record<string, unknown>>, "prepare">;

/**
 * Puts the texts of the page in the person's language, now and at every change of the settings. Resolves when the page can
 * be shown; a language that cannot be fetched is English.
 */
export function followLanguage(settings: Settings, messages: readonly Follower[]): Promise<void> {
  let asked = new URLSearchParams(location.search).get("lang") ?? "";
  let wanted: string | null = null;
  let latest = 0;
  let first: Promise<void> | null = null;
  const settled = settings.values.peek().language;
  effect(() => {
    const { language } = settings.values.value;
    // Once the person makes another choice the address has had its say.
    if (language !== settled) asked = "";
    if (wanted === (asked || language)) return;
    wanted = asked || language;
    const change = ++latest;
    const done = prepare(messages, mannerOf(wanted)).then((use) => {
      if (change === latest) use();
    });
    first ??= Promise.race([done, patience()]);
  });
  return first ?? Promise.resolve();
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

function mannerOf(chosen: string): Manner {
  if (chosen === "pseudo" || chosen === "pseudo-rtl") {
    const way = chosen === "pseudo" ? "ltr" : "rtl";
    return { language: "pseudo", locale: "en", tag: "en", direction: way };
  }
  const preferred = navigator.languages;
  const language = chooseLanguage(chosen, preferred);
  const { tag, direction } = LANGUAGES[language];
  return { language, locale: localeOf(language, preferred), tag: tag.split("-u-")[0]!, direction };
}

/** Fetches the texts in one go, and returns what puts all of them in use at once. */
async function prepare(messages: readonly Follower[], manner: Manner): Promise<() => void> {
  try {
    const uses = await Promise.all(messages.map(({ prepare }) => prepare(manner.language)));
    return () => use(uses, manner);
  } catch {
    const uses = await Promise.all(messages.map(({ prepare }) => prepare("en")));
    return () => use(uses, mannerOf("en"));
  }
}

function use(uses: readonly (() => void)[], manner: Manner): void {
  batch(() => {
    for (const one of uses) one();
    locale.value = manner.locale;
    direction.value = manner.direction;
  });
  document.documentElement.lang = manner.tag;
  document.documentElement.dir = manner.direction;
}
