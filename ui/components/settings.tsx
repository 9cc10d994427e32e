/**
 * The settings, in parts. What is changed holds at once.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Bell, Keyboard, Languages, type LucideIcon, Palette, Video, Wifi } from "lucide-preact";
import type { ComponentType } from "preact";
import { useId, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { direction } from "../languages/locale.ts";
import type { SettingsSection } from "../models/dialog.ts";
import { text } from "../text.ts";
import { DialogBox } from "./dialog.tsx";
import { KeyboardSettings } from "./keyboard_settings.tsx";
import { LanguageField } from "./language_choice.tsx";
import { placeOf } from "./roving.ts";
import { AppearanceSettings } from "./settings_appearance.tsx";
import { MediaSettings } from "./settings_media.tsx";
import { NotificationSettings } from "./settings_notifications.tsx";
import { NetworkSettings } from "./settings_network.tsx";

/** A part: its words are `text.settings.sections`. */
interface Section {
  readonly name: SettingsSection;
  readonly Icon: LucideIcon;
  readonly Content: ComponentType;
}

const SECTIONS: readonly Section[] = [
  { name: "media", Icon: Video, Content: MediaSettings },
  { name: "network", Icon: Wifi, Content: NetworkSettings },
  { name: "notifications", Icon: Bell, Content: NotificationSettings },
  { name: "appearance", Icon: Palette, Content: AppearanceSettings },
  { name: "language", Icon: Languages, Content: LanguageSettings },
  { name: "keyboard", Icon: Keyboard, Content: KeyboardSettings },
];

/** The dialogue, which begins with one of its parts. */
export function SettingsDialog({ section }: { readonly section: SettingsSection }) {
  const chosen = useSignal(section);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const at = Math.max(0, SECTIONS.findIndex(({ name }) => name === chosen.value));
  const { name, Content } = SECTIONS[at]!;

  const move = (event: KeyboardEvent) => {
    const next = placeOf(event.key, at, SECTIONS.length, direction.value === "rtl");
    const section = next === null ? undefined : SECTIONS[next];
    if (section === undefined) return;
    event.preventDefault();
    chosen.value = section.name;
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[SECTIONS.indexOf(section)]?.focus();
  };

  return (
    <DialogBox title={text.settings.title} closeLabel={text.settings.close} wide>
      {() => (
        <div class="settings">
          <div
            class="settings-tabs"
            role="tablist"
            ref={list}
            aria-label={text.settings.parts}
            onKeyDown={move}
          >
            {SECTIONS.map((section) => (
              <button
                key={section.name}
                type="button"
                class="settings-tab"
                role="tab"
                id={`${id}-${section.name}`}
                aria-selected={section.name === name}
                aria-controls={`${id}-panel`}
                tabIndex={section.name === name ? 0 : -1}
                onClick={() => {
                  chosen.value = section.name;
                }}
              >
                <section.Icon class="icon" aria-hidden="true" />
                {text.settings.sections[section.name]}
              </button>
            ))}
          </div>
          <div
            class="dialog-body settings-panel"
            role="tabpanel"
            id={`${id}-panel`}
            key={name}
            aria-labelledby={`${id}-${name}`}
            tabIndex={0}
          >
            <Content />
          </div>
        </div>
      )}
    </DialogBox>
  );
}

function LanguageSettings() {
  const { settings } = useApp();
  return (
    <section class="settings-section">
      <LanguageField settings={settings} />
    </section>
  );
}
