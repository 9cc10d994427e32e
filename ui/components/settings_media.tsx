/**
 * Camera, microphone and speaker, with a look and an ear at each.
 * @module
 */
import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { BackgroundChoice } from "../blur/background_choice.tsx";
import { useApp } from "../context.ts";
import type { Capture } from "../models/capture.ts";
import { isMirrored } from "../models/constraints.ts";
import { canChooseSpeaker } from "../models/devices.ts";
import type { CameraMode, ScreenHint, Turn } from "../models/settings.ts";
import { canShare } from "../models/screen.ts";
import { createTrial, type Trial } from "../models/trial.ts";
import { text } from "../text.ts";
import { CaptureHelp } from "./capture_help.tsx";
import { DeviceSelect } from "./device_select.tsx";
import { Choice, SwitchRow } from "./fields.tsx";
import { LevelMeter } from "./level_meter.tsx";
import { SpeakerTest, VoiceTest } from "./sound_tests.tsx";
import { Video } from "./video.tsx";

/** Devices that are off can be tried here without anybody else seeing or hearing it. */
export function MediaSettings() {
  const app = useApp();
  const trial = useMemo(() => createTrial(app), []);
  useEffect(() => trial.dispose, []);
  return (
    <>
      <CameraSettings trial={trial} />
      <MicrophoneSettings trial={trial} />
      <SpeakerSettings />
      {canShare && <ScreenSettings />}
    </>
  );
}

interface TrialProps {
  readonly trial: Trial;
}

function CameraSettings({ trial }: TrialProps) {
  const { settings } = useApp();
  const { cameraMode, turn, flip } = settings.values.value;
  return (
    <section class="settings-section">
      <h3>{text.settings.camera}</h3>
      <TrialPicture trial={trial} />
      <DeviceSelect kind="camera" label={text.device.camera} />
      <BackgroundChoice />
      <Choice<CameraMode>
        label={text.settings.cameraMode}
        options={text.settings.cameraModes}
        order={["small", "standard", "hd", "board"]}
        value={cameraMode}
        change={(value) => settings.change({ cameraMode: value })}
      />
      <Choice<Turn>
        label={text.settings.turn}
        options={text.settings.turns}
        order={["0", "90", "180", "270"]}
        value={turn}
        change={(value) => settings.change({ turn: value })}
      />
      <SwitchRow
        label={text.settings.flip}
        hint={text.settings.flipHint}
        checked={flip}
        change={(value) => settings.change({ flip: value })}
      />
    </section>
  );
}

function TrialPicture({ trial }: TrialProps) {
  const { settings } = useApp();
  const { used, own } = trial.camera;
  const track = used.value.track;
  const media = useComputed(() => track.value === null ? null : new MediaStream([track.value]));
  return (
    <>
      {media.value !== null && (
        <div class="trial-picture">
          <Video media={media.value} mirrored={isMirrored("camera", settings.values.value)} />
        </div>
      )}
      <TrialSwitch
        capture={own}
        inUse={used.value !== own}
        label={text.settings.tryCamera}
        hint={text.settings.tryCameraHint}
      />
    </>
  );
}

function MicrophoneSettings({ trial }: TrialProps) {
  const { settings } = useApp();
  const { used, own } = trial.microphone;
  const { echoCancellation, noiseSuppression, autoGainControl } = settings.values.value;
  return (
    <section class="settings-section">
      <h3>{text.settings.microphone}</h3>
      <DeviceSelect kind="microphone" label={text.device.microphone} />
      <TrialSwitch
        capture={own}
        inUse={used.value !== own}
        label={text.settings.tryMicrophone}
        hint={text.settings.tryMicrophoneHint}
      />
      {used.value.track.value !== null && (
        <>
          <LevelMeter level={trial.level} />
          <VoiceTest capture={used.value} />
        </>
      )}
      <SwitchRow
        label={text.settings.echoCancellation}
        hint={text.settings.echoCancellationHint}
        checked={echoCancellation}
        change={(value) => settings.change({ echoCancellation: value })}
      />
      <SwitchRow
        label={text.settings.noiseSuppression}
        hint={text.settings.noiseSuppressionHint}
        checked={noiseSuppression}
        change={(value) => settings.change({ noiseSuppression: value })}
      />
      <SwitchRow
        label={text.settings.autoGainControl}
        hint={text.settings.autoGainControlHint}
        checked={autoGainControl}
        change={(value) => settings.change({ autoGainControl: value })}
      />
    </section>
  );
}

interface TrialSwitchProps {
  readonly capture: Capture;
  /** The device is on in the room: there is nothing to try. */
  readonly inUse: boolean;
  readonly label: string;
  readonly hint: string;
}

function TrialSwitch({ capture, inUse, label, hint }: TrialSwitchProps) {
  return (
    <>
      {!inUse && (
        <SwitchRow
          label={label}
          hint={hint}
          checked={capture.track.value !== null || capture.starting.value}
          change={(wanted) => {
            if (wanted) void capture.start();
            else capture.stop();
          }}
        />
      )}
      <CaptureHelp capture={capture} />
    </>
  );
}

function SpeakerSettings() {
  return (
    <section class="settings-section">
      <h3>{text.settings.speaker}</h3>
      {canChooseSpeaker && <DeviceSelect kind="speaker" label={text.device.speaker} />}
      <SpeakerTest />
    </section>
  );
}

function ScreenSettings() {
  const { settings } = useApp();
  return (
    <section class="settings-section">
      <h3>{text.settings.screen}</h3>
      <Choice<ScreenHint>
        label={text.settings.screenHint}
        options={text.settings.screenHints}
        order={["detail", "motion"]}
        value={settings.values.value.screenHint}
        change={(value) => settings.change({ screenHint: value })}
      />
    </section>
  );
}
