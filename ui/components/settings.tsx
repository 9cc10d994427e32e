/**
 * Devices and preferences.
 * @module
 */
import { X } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { shortcutHint } from "../commands.ts";
import { useApp } from "../context.ts";
import type { ReceiveWish, SendLevel, Theme } from "../models/settings.ts";
import { text } from "../text.ts";
import { DeviceSelect } from "./device_select.tsx";
import { Choice, SwitchRow } from "./fields.tsx";

/** A dialogue over the room. */
export function SettingsDialog() {
  const app = useApp();
  const ref = useRef<HTMLDialogElement>(null);
  const open = app.settingsOpen.value;

  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);

  const close = () => {
    app.settingsOpen.value = false;
  };
  return (
    <dialog
      class="dialog"
      ref={ref}
      aria-labelledby="settings-title"
      onClose={close}
      onClick={(event) => {
        // A click on the dialogue's own box is one on the backdrop: the content fills the rest.
        if (event.target === event.currentTarget) close();
      }}
    >
      {open && (
        <div class="dialog-content">
          <header class="panel-head">
            <h2 id="settings-title">{text.settings.title}</h2>
            <button
              type="button"
              class="icon-button"
              aria-label={text.settings.close}
              onClick={close}
            >
              <X class="icon" aria-hidden="true" />
            </button>
          </header>
          <div class="dialog-body">
            <DeviceSettings />
            <QualitySettings />
            <AppearanceSettings />
          </div>
        </div>
      )}
    </dialog>
  );
}

function DeviceSettings() {
  return (
    <section class="settings-section">
      <h3>{text.settings.devices}</h3>
      <DeviceSelect kind="camera" label={text.device.camera} />
      <DeviceSelect kind="microphone" label={text.device.microphone} />
      <DeviceSelect kind="speaker" label={text.device.speaker} />
    </section>
  );
}

function QualitySettings() {
  const { settings } = useApp();
  const { send, receive } = settings.values.value;
  return (
    <section class="settings-section">
      <h3>{text.settings.quality}</h3>
      <Choice<SendLevel>
        label={text.settings.send}
        hint={text.settings.sendHint}
        options={text.settings.sendLevels}
        order={["unlimited", "normal", "low", "lowest"]}
        value={send}
        change={(value) => settings.change({ send: value })}
      />
      <Choice<ReceiveWish>
        label={text.settings.receive}
        hint={text.settings.receiveHint}
        options={text.settings.receiveWishes}
        order={["everything", "everything-low", "screenshare", "audio", ""]}
        value={receive}
        change={(value) => settings.change({ receive: value })}
      />
    </section>
  );
}

function AppearanceSettings() {
  const { settings } = useApp();
  const { theme, mirror, shortcuts } = settings.values.value;
  return (
    <section class="settings-section">
      <h3>{text.settings.appearance}</h3>
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
      <SwitchRow
        label={text.settings.shortcuts}
        hint={text.settings.shortcutsHint(shortcutHint())}
        checked={shortcuts}
        change={(value) => settings.change({ shortcuts: value })}
      />
    </section>
  );
}
