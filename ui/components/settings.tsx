/**
 * Devices and preferences.
 * @module
 */
import { BackgroundChoice } from "../blur/background_choice.tsx";
import { shortcutHint } from "../commands/keyboard.ts";
import { useApp } from "../context.ts";
import type { ReceiveWish } from "../client/requests.ts";
import type { SendLevel, Theme } from "../models/settings.ts";
import { text } from "../text.ts";
import { DeviceSelect } from "./device_select.tsx";
import { DialogBox } from "./dialog.tsx";
import { Choice, SwitchRow } from "./fields.tsx";
import { LanguageField } from "./language_choice.tsx";

/** Changes hold at once. */
export function SettingsDialog() {
  return (
    <DialogBox title={text.settings.title} closeLabel={text.settings.close}>
      {() => (
        <div class="dialog-body">
          <DeviceSettings />
          <QualitySettings />
          <AppearanceSettings />
        </div>
      )}
    </DialogBox>
  );
}

function DeviceSettings() {
  return (
    <section class="settings-section">
      <h3>{text.settings.devices}</h3>
      <DeviceSelect kind="camera" label={text.device.camera} />
      <DeviceSelect kind="microphone" label={text.device.microphone} />
      <DeviceSelect kind="speaker" label={text.device.speaker} />
      <BackgroundChoice />
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
      <LanguageField settings={settings} />
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
