/**
 * How one will look and sound: camera, microphone and speaker before joining.
 * @module
 */
import { useComputed } from "@preact/signals";
import {
  type LucideIcon,
  Mic,
  MicOff,
  Sparkles,
  Video as VideoIcon,
  VideoOff,
  Volume2,
} from "lucide-preact";
import type { ComponentChildren } from "preact";
import { BackgroundChoice } from "../blur/background_choice.tsx";
import { useApp } from "../context.ts";
import type { Capture } from "../models/capture.ts";
import { isMirrored } from "../models/constraints.ts";
import { canChooseSpeaker } from "../models/devices.ts";
import { text } from "../text.ts";
import { CaptureHelp } from "./capture_help.tsx";
import { DeviceSelect } from "./device_select.tsx";
import { Switch } from "./fields.tsx";
import { LevelMeter } from "./level_meter.tsx";
import { SpeakerTest, VoiceTest } from "./sound_tests.tsx";
import { Video } from "./video.tsx";

/** The picture, and a row for each device. Camera and microphone are off until the person turns them on. */
export function Preview() {
  const { camera, microphone, meter } = useApp();
  return (
    <section class="preview" aria-label={text.join.preview}>
      <PreviewPicture />
      <Suggestion />
      <DeviceRow
        capture={camera}
        label={text.join.camera}
        choiceLabel={text.join.chooseCamera}
        Icon={camera.track.value !== null ? VideoIcon : VideoOff}
        below={<BackgroundChoice />}
      />
      <DeviceRow
        capture={microphone}
        label={text.join.microphone}
        choiceLabel={text.join.chooseMicrophone}
        Icon={microphone.track.value !== null ? Mic : MicOff}
      >
        <div class="device-test">
          <LevelMeter level={meter.position} />
          <VoiceTest capture={microphone} />
        </div>
      </DeviceRow>
      <SpeakerRow />
      <p class="device-row hint">
        <a href="/doctor/" target="_blank" rel="noopener">{text.join.doctor}</a>
      </p>
    </section>
  );
}

/** What the group would like, as long as that is not so. */
function Suggestion() {
  const { suggestions } = useApp();
  const wanted = suggestions.open.value;
  if (wanted.length === 0) return null;
  const [first] = wanted;
  const sentence = wanted.length > 1 ? text.device.suggestion.both : text.device.suggestion[first!];
  return (
    <div class="device-row">
      <div class="join-suggestion" role="status">
        <Sparkles class="icon" aria-hidden="true" />
        <p>{sentence}</p>
        <button type="button" class="button small" onClick={() => suggestions.follow()}>
          {text.device.follow}
        </button>
      </div>
    </div>
  );
}

function SpeakerRow() {
  return (
    <div class="device-row" data-on="true">
      <div class="device-head">
        <Volume2 class="icon" aria-hidden="true" />
        <span class="device-name" aria-hidden="true">{text.join.speaker}</span>
        <SpeakerTest />
        {canChooseSpeaker && <DeviceSelect kind="speaker" label={text.join.speaker} bare />}
      </div>
    </div>
  );
}

function PreviewPicture() {
  const { camera, settings } = useApp();
  const track = camera.track;
  const media = useComputed(() => track.value === null ? null : new MediaStream([track.value]));
  return (
    <div class="preview-picture">
      {media.value !== null
        ? <Video media={media.value} mirrored={isMirrored("camera", settings.values.value)} />
        : (
          <div class="preview-off">
            <VideoOff class="empty-icon" aria-hidden="true" />
            <p>{camera.starting.value ? text.join.cameraStarting : text.join.cameraOff}</p>
          </div>
        )}
    </div>
  );
}

interface DeviceRowProps {
  readonly capture: Capture;
  readonly label: string;
  readonly choiceLabel: string;
  readonly Icon: LucideIcon;
  /** What is shown while the device is on, and what is shown always. */
  readonly children?: ComponentChildren;
  readonly below?: ComponentChildren;
}

function DeviceRow({ capture, label, choiceLabel, Icon, children, below }: DeviceRowProps) {
  const on = capture.track.value !== null;
  return (
    <div class="device-row" data-on={on}>
      <div class="device-head">
        <Icon class="icon" aria-hidden="true" />
        <span class="device-name" aria-hidden="true">{label}</span>
        <Switch
          label={label}
          checked={on || capture.starting.value}
          change={(wanted) => {
            if (wanted) void capture.start();
            else capture.stop();
          }}
        />
        {on && <DeviceSelect kind={capture.kind} label={choiceLabel} bare />}
      </div>
      {on && children}
      {below}
      <CaptureHelp capture={capture} />
    </div>
  );
}
