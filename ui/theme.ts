/**
 * Light or dark: the system's choice, unless the person has made another.
 * @module
 */
import { effect, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Settings, Theme } from "./models/settings.ts";

const query = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
const systemIsDark = signal(query?.matches ?? false);
query?.addEventListener("change", () => {
  systemIsDark.value = query.matches;
});

/** Whether the page is dark now. */
export function isDark(theme: Theme): boolean {
  return theme === "system" ? systemIsDark.value : theme === "dark";
}

/** Marks the document, so that the style sheet's colours follow. */
export function applyTheme(settings: Settings): void {
  effect(() => {
    const { theme } = settings.values.value;
    document.documentElement.dataset["theme"] = theme;
  });
}

/** Holds the settings, for pages inside and outside of a group. */
export const SettingsContext = createContext<Settings | null>(null);

/** The settings of this browser. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (settings === null) throw new Error("useSettings is for components below SettingsContext");
  return settings;
}
