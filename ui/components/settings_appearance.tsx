/**
 * How the page looks.
 * @module
 */
import { useApp } from "../context.ts";
import type { Theme } from "../models/settings.ts";
import { text } from "../text.ts";
import { Choice, SwitchRow } from "./fields.tsx";

/** Light or dark, and the own picture. */
export function AppearanceSettings() {
  const { settings } = useApp();
  const { theme, mirror } = settings.values.value;
  return (
    <section class="settings-section">
      <Choice<Theme>
        label={text.settings.theme}
        options={text.settings.themes}
        order={["system", "light", "dark"]}
        value={theme}
        change={(value) => settings.change({ theme: value })}
      />
      <SwitchRow
        label={text.settings.mirror}
        hint={text.settings.mirrorHint}
        checked={mirror}
        change={(value) => settings.change({ mirror: value })}
      />
    </section>
  );
}
