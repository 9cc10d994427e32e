/**
 * The languages of the interface, and which of them suits a person.
 * @module
 */

/** The languages with texts of their own. */
export type Language = "en" | "fr" | "de" | "es" | "zh" | "ar";

/** What a language is called by those who speak it, how it is marked (BCP 47), and how it is written. */
export interface LanguageFacts {
  readonly name: string;
  readonly tag: string;
  readonly direction: "ltr" | "rtl";
}

/** In the order in which they are offered. */
export const LANGUAGES: Readonly<Record<Language, LanguageFacts>> = {
  en: { name: "English", tag: "en", direction: "ltr" },
  fr: { name: "Français", tag: "fr", direction: "ltr" },
  de: { name: "Deutsch", tag: "de", direction: "ltr" },
  es: { name: "Español", tag: "es", direction: "ltr" },
  zh: { name: "简体中文", tag: "zh-Hans", direction: "ltr" },
  // With the digits that people also meet in addresses, codes and rates: a page has one kind of digits.
  ar: { name: "العربية", tag: "ar-u-nu-latn", direction: "rtl" },
};

/** All languages, in the order in which they are offered. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[];

/** The language that a code or a tag such as `fr-CA` means. */
export function languageOf(tag: string): Language | null {
  const primary = tag.toLowerCase().split("-")[0];
  return LANGUAGE_CODES.find((code) => code === primary) ?? null;
}

/** What the person has chosen, else the first of the browser's languages that there is, else English. */
export function chooseLanguage(chosen: string, preferred: readonly string[]): Language {
  for (const tag of [chosen, ...preferred]) {
    const language = languageOf(tag);
    if (language !== null) return language;
  }
  return "en";
}

/** The tag by which to format: that of the language, with the region that the browser names for it. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  const { tag } = LANGUAGES[language];
  const similar = preferred.find((candidate) => languageOf(candidate) === language);
  try {
    const region = similar === undefined ? undefined : new Intl.Locale(similar).region;
    return region === undefined ? tag : new Intl.Locale(tag, { region }).toString();
  } catch {
    // Browsers can be told to prefer what is no tag at all.
    return tag;
  }
}
