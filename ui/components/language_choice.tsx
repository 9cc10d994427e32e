/**
 * The choice of the page's language: each is called what its speakers call it.
 * @module
 */
import { Languages } from "lucide-preact";
import { type Language, LANGUAGE_CODES, LANGUAGES } from "../languages/languages.ts";
import type { Settings } from "../models/settings.ts";
import { text } from "../text.ts";
import { Choice } from "./fields.tsx";

/** A labelled field. */
export function LanguageField({ settings }: { readonly settings: Settings }) {
  const { en, fr, de, es, zh, ar } = LANGUAGES;
  const options: Record<Language | "", string> = {
    "": text.settings.languageOfBrowser,
    en: en.name,
    fr: fr.name,
    de: de.name,
    es: es.name,
    zh: zh.name,
    ar: ar.name,
  };
  return (
    <Choice<Language | "">
      label={text.settings.language}
      options={options}
      order={["", ...LANGUAGE_CODES]}
      value={settings.values.value.language}
      change={(language) => settings.change({ language })}
    />
  );
}

/** Small, for the head of a page: whoever cannot read the page finds it by its sign. */
export function LanguageButton({ settings }: { readonly settings: Settings }) {
  const { language } = settings.values.value;
  const label = text.settings.language;
  return (
    <span class="language-button icon-button">
      <Languages class="icon" aria-hidden="true" />
      <select
        aria-label={label}
        title={label}
        value={language}
        onChange={({ currentTarget: { value } }) => {
          settings.change({ language: LANGUAGE_CODES.find((code) => code === value) ?? "" });
        }}
      >
        <option value="" selected={language === ""}>{text.settings.languageOfBrowser}</option>
        {LANGUAGE_CODES.map((code) => (
          <option key={code} value={code} lang={code} selected={language === code}>
            {LANGUAGES[code].name}
          </option>
        ))}
      </select>
    </span>
  );
}
