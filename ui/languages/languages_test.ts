/**
 * Every language says all that English says: same keys, same kinds, every argument, every form of plural.
 * @module
 */
import { assert, assertEquals } from "../../tests/assert.ts";
import { admin as enAdmin } from "./en/admin.ts";
import { doctor as enDoctor } from "./en/doctor.ts";
import { room as enRoom } from "./en/room.ts";
import { inLocale } from "./in_locale.ts";
import { type Language, LANGUAGE_CODES, LANGUAGES } from "./languages.ts";
import { distort } from "./pseudo.ts";

type Message = string | ((...values: unknown[]) => string);

const ENGLISH = { room: enRoom, admin: enAdmin, doctor: enDoctor };

/** Languages that must have everything. Others are checked as far as they go, area by area. */
const COMPLETE: readonly Language[] = ["en", "fr", "de", "es", "zh", "ar"];

/** What is the same in every language. */
const SAME_EVERYWHERE = ["room.product"];

/** Words that a language shares with English, by their keys. */
const SAME: Readonly<Record<Language, readonly string[]>> = {
  en: [],
  fr: [
    "admin.title",
    "admin.pageTitle",
    "admin.login.heading",
    "admin.group.tabs.tokens",
    "admin.fields.contact.label",
    "admin.fields.codecs.label",
    "admin.invitations.title",
    "admin.liveView.trackColumns.codec",
  ],
  de: [
    "room.command.chat",
    "room.command.raiseShort",
    "room.chat.title",
    "room.members.operator",
    "room.timer.command",
    "room.timer.title",
    "admin.live",
    "admin.fields.codecs.label",
    "admin.liveView.title",
    "admin.liveView.trackColumns.codec",
    "admin.liveView.trackColumns.jitter",
  ],
  es: [
    "room.command.chat",
    "room.chat.title",
    "room.reactions.names.disagree",
  ],
  zh: [],
  ar: [],
};

/** Letters that texts in another script must have. */
const SCRIPTS: Partial<Record<Language, RegExp>> = {
  zh: /\p{Script=Han}/u,
  ar: /\p{Script=Arabic}/u,
};

/** Counts that between them take every form of the languages here. */
const COUNTS = [0, 1, 2, 3, 5, 11, 100];
/** Those that every language writes in digits. */
const DIGITS = [5, 11, 100];

/** All messages of a record, by their keys with dots between them. */
function flatten(record: object, prefix: string): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === "object" && value !== null) {
      for (const [inner, message] of flatten(value, `${prefix}.${key}`)) found.set(inner, message);
    } else found.set(`${prefix}.${key}`, value);
  }
  return found;
}

async function recordsOf(language: Language): Promise<Record<keyof typeof ENGLISH, object>> {
  const { room } = await import(`./${language}/room.ts`);
  const { admin } = await import(`./${language}/admin.ts`);
  const { doctor } = await import(`./${language}/doctor.ts`);
  return { room, admin, doctor };
}

/** The messages of a language, and those of English in the same areas. */
async function messagesOf(
  language: Language,
): Promise<[Map<string, Message>, Map<string, Message>]> {
  const records = await recordsOf(language);
  const own = new Map<string, Message>();
  const english = new Map<string, Message>();
  for (const page of ["room", "admin", "doctor"] as const) {
    for (const [key, message] of flatten(records[page], page)) own.set(key, message);
    const areas = Object.entries(ENGLISH[page]).filter(([area]) =>
      COMPLETE.includes(language) || Object.hasOwn(records[page], area)
    );
    for (const [key, message] of flatten(Object.fromEntries(areas), page)) {
      english.set(key, message);
    }
  }
  return [own, english];
}

/** What a message says for every kind of argument; null where the arguments do not suit it. */
function sayings(message: Message, arity: number): { values: unknown[]; said: string | null }[] {
  if (typeof message === "string") return [{ values: [], said: message }];
  const words = Array.from({ length: arity }, (_, index) => `Qx${index}`);
  const sets: unknown[][] = [words, ...COUNTS.map((count) => words.map(() => count))];
  // A number among words, in each place.
  for (let at = 0; at < arity && arity > 1; at++) {
    for (const count of COUNTS) sets.push(words.map((word, index) => index === at ? count : word));
  }
  return sets.map((values) => ({ values, said: attempt(message, values) }));
}

function attempt(message: (...values: unknown[]) => string, values: unknown[]): string | null {
  try {
    const said = message(...values);
    return said.includes("NaN") ? null : said;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Faults of a message, compared to English; an empty list if it is well. */
function faultsOf(own: Message, english: Message): string[] {
  if (typeof own !== typeof english) return [`is a ${typeof own}, not a ${typeof english}`];
  const arity = typeof english === "string" ? 0 : english.length;
  if (typeof own !== "string" && own.length !== arity) {
    return [`takes ${own.length} arguments, not ${arity}`];
  }
  const faults: string[] = [];
  const model = sayings(english, arity);
  for (const [index, { values, said }] of sayings(own, arity).entries()) {
    const expected = model[index]!.said;
    if (expected === null || said === null) {
      if (expected !== null) faults.push(`cannot say ${JSON.stringify(values)}`);
      continue;
    }
    if (said.trim() === "" && expected !== "") {
      faults.push(`says nothing for ${JSON.stringify(values)}`);
    }
    if (/\$\{|\{\w*\}|%[sd]\b|undefined|\[object/.test(said)) faults.push(`leaves a gap: ${said}`);
    for (const value of values) {
      const written = typeof value === "string" || DIGITS.includes(Number(value));
      if (written && expected.includes(String(value)) && !said.includes(String(value))) {
        faults.push(`does not say ${value}: ${said}`);
      }
    }
  }
  return faults;
}

/** Whether a message says something other than English does; where there are no words of its own that is all right, too. */
function isTranslated(language: Language, own: Message, english: Message): boolean {
  const arity = typeof english === "string" ? 0 : english.length;
  const model = sayings(english, arity);
  const script = SCRIPTS[language];
  return sayings(own, arity).every(({ values, said }, index) => {
    if (said === null || !hasWords(said, values)) return true;
    return said !== model[index]!.said && (script === undefined || script.test(said));
  });
}

/** Whether there are letters besides those that were given. */
function hasWords(said: string, values: readonly unknown[]): boolean {
  // The longest first: one may hold another.
  const given = values.map((value) => String(value).toLowerCase())
    .sort((a, b) => b.length - a.length);
  const rest = given.reduce((rest, value) => rest.replaceAll(value, ""), said.toLowerCase());
  return /\p{L}/u.test(rest);
}

for (const language of LANGUAGE_CODES) {
  const { tag, name } = LANGUAGES[language];

  Deno.test(`${name} has a text of the right kind for every key, and no others`, async () => {
    const [own, english] = await messagesOf(language);
    assertEquals([...own.keys()].sort(), [...english.keys()].sort());
    inLocale(tag, () => {
      const faults = [...own].flatMap(([key, message]) =>
        faultsOf(message, english.get(key)!).map((fault) => `${key} ${fault}`)
      );
      assertEquals(faults, []);
    });
  });

  if (language === "en") continue;

  Deno.test(`${name} is not English`, async () => {
    const [own, english] = await messagesOf(language);
    const allowed = [...SAME_EVERYWHERE, ...SAME[language]];
    inLocale(tag, () => {
      const same = [...own].filter(([key, message]) =>
        !allowed.includes(key) && !isTranslated(language, message, english.get(key)!)
      );
      assertEquals(same.map(([key]) => key), []);
    });
    for (const key of SAME[language]) assert(own.has(key), `${key} is no key of this language`);
  });

  Deno.test(`${name} has every form of a plural wherever it has one`, async () => {
    const rules = new Intl.PluralRules(tag);
    const forms = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
    const missing: string[] = [];
    const folder = new URL(`./${language}/`, import.meta.url);
    for (const { name: file } of Deno.readDirSync(folder)) {
      const source = await Deno.readTextFile(new URL(file, folder));
      for (
        const [call, record] of source.matchAll(
          /\bplural\(\s*[^{]*(\{(?:[^{}`]|`(?:[^`$]|\$\{[^}]*\}|\$)*`)*\})/g,
        )
      ) {
        for (const form of forms) {
          if (!new RegExp(`\\b${form}:`).test(record!)) missing.push(`${file}: ${form} of ${call}`);
        }
      }
    }
    assertEquals(missing, []);
  });
}

Deno.test("the checks find what is wrong", () => {
  const hello = (name: unknown) => `Hello ${name}`;
  assertEquals(faultsOf("", "a").length, 1);
  assertEquals(faultsOf("a", hello).length, 1);
  assertEquals(faultsOf((a, b) => `${a}${b}`, hello).length, 1);
  assert(faultsOf(() => "Salut", () => "Hello").length === 0);
  assert(faultsOf((_name: unknown) => "Salut", hello).length > 0);
  assert(faultsOf((name: unknown) => `Salut {name} ${name}`, hello).length > 0);
  assert(!isTranslated("fr", hello, hello));
  assert(!isTranslated("ar", "Salut", "Hello"));
  assert(isTranslated("fr", (name: unknown) => `Salut ${name}`, hello));
});

Deno.test("the language for development distorts every text, and keeps what it is given", () => {
  const english = flatten(enRoom, "room");
  const pseudo = flatten(distort(enRoom), "room");
  assertEquals([...pseudo.keys()], [...english.keys()]);
  const { product } = distort({ product: "Close" }) as { product: string };
  assertEquals(product, "Çłøšé··");
});
