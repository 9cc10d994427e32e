/**
 * The product's name above pages outside of a room, and the choices of language and of light or dark.
 * @module
 */
import { Moon, Sun } from "lucide-preact";
import type { Settings } from "../models/settings.ts";
import { text } from "../text.ts";
import { isDark, useSettings } from "../theme.ts";
import { LanguageButton } from "./language_choice.tsx";

/** The head of a page; its name leads home. */
export function Brand() {
  const settings = useSettings();
  return (
    <header class="brand">
      <a class="brand-link" href="/">
        <img class="brand-mark" src="/assets/icon.svg" alt="" width="28" height="28" />
        {text.product}
      </a>
      <LanguageButton settings={settings} />
      <ThemeButton settings={settings} />
    </header>
  );
}

function ThemeButton({ settings }: { readonly settings: Settings }) {
  const dark = isDark(settings.values.value.theme);
  const label = dark ? text.settings.lighter : text.settings.darker;
  const Icon = dark ? Sun : Moon;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => settings.change({ theme: dark ? "light" : "dark" })}
    >
      <Icon class="icon" aria-hidden="true" />
    </button>
  );
}
