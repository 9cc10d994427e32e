/**
 * What makes the person aware of things: sounds, notifications, captions.
 * @module
 */
import { Play } from "lucide-preact";
import { useApp } from "../context.ts";
import { askForAlerts } from "../models/alerts.ts";
import type { CaptionSize } from "../models/settings.ts";
import { SOUND_KINDS, SOUND_SETTINGS, type SoundKind } from "../models/sounds.ts";
import { playSound } from "../play_sound.ts";
import { text } from "../text.ts";
import { Choice, SwitchRow } from "./fields.tsx";

/** A switch for each. */
export function NotificationSettings() {
  return (
    <>
      <section class="settings-section">
        <h3>{text.sounds.sounds}</h3>
        {SOUND_KINDS.map((kind) => <SoundRow key={kind} kind={kind} />)}
      </section>
      <section class="settings-section">
        <h3>{text.settings.sections.notifications}</h3>
        <AlertRow />
      </section>
      <CaptionSettings />
    </>
  );
}

function SoundRow({ kind }: { readonly kind: SoundKind }) {
  const { settings, devices } = useApp();
  const checked = settings.values.value[SOUND_SETTINGS[kind]];
  const label = text.sounds.kinds[kind];
  const hint = text.sounds.hints[kind];
  return (
    <div class="sound-row">
      <button
        type="button"
        class="icon-button"
        aria-label={text.sounds.try(label)}
        title={text.sounds.try(label)}
        onClick={() => playSound(kind, devices.speakerId.peek())}
      >
        <Play class="icon" aria-hidden="true" />
      </button>
      <SwitchRow
        label={label}
        {...hint === "" ? {} : { hint }}
        checked={checked}
        change={(value) => settings.change({ [SOUND_SETTINGS[kind]]: value })}
      />
    </div>
  );
}

function AlertRow() {
  const { settings, notices } = useApp();
  const change = async (wanted: boolean) => {
    const granted = wanted && await askForAlerts();
    settings.change({ notifications: granted });
    if (wanted && !granted) notices.show("warning", text.sounds.refused);
  };
  return (
    <SwitchRow
      label={text.sounds.notifications}
      hint={text.sounds.notificationsHint}
      checked={settings.values.value.notifications}
      change={(wanted) => void change(wanted)}
    />
  );
}

function CaptionSettings() {
  const { settings } = useApp();
  const { captions, captionSize, captionsSpoken } = settings.values.value;
  return (
    <section class="settings-section">
      <h3>{text.captions.title}</h3>
      <SwitchRow
        label={text.captions.show}
        hint={text.captions.hint}
        checked={captions}
        change={(value) => settings.change({ captions: value })}
      />
      <Choice<CaptionSize>
        label={text.captions.size}
        options={text.captions.sizes}
        order={["small", "medium", "large"]}
        value={captionSize}
        change={(value) => settings.change({ captionSize: value })}
      />
      <SwitchRow
        label={text.captions.spoken}
        hint={text.captions.spokenHint}
        checked={captionsSpoken}
        change={(value) => settings.change({ captionsSpoken: value })}
      />
    </section>
  );
}
