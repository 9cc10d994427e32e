/**
 * How one will look and sound: camera and microphone before joining.
 * @module
 */
import { useComputed } from "@preact/signals";
import { type LucideIcon, Mic, MicOff, Video as VideoIcon, VideoOff, Volume2 } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { BackgroundChoice } from "../blur/background_choice.tsx";
import { useApp } from "../context.ts";
import type { Capture } from "../models/capture.ts";
import { canChooseSpeaker } from "../models/devices.ts";
import { text } from "../text.ts";
import { DeviceSelect } from "./device_select.tsx";
import { Switch } from "./fields.tsx";
import { LevelMeter } from "./level_meter.tsx";
import { Video } from "./video.tsx";

/** The picture, and a row for each device. Both are off until the person turns them on. */
export function Preview() {
  const { camera, microphone, meter } = useApp();
  return (
    <section class="preview" aria-label={text.join.preview}>
      <PreviewPicture />
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
        <LevelMeter level={meter.position} />
        <SpeakerRow />
      </DeviceRow>
      <p class="device-row hint">
        <a href="/doctor/" target="_blank" rel="noopener">{text.join.doctor}</a>
      </p>
    </section>
  );
}

function SpeakerRow() {
  if (!canChooseSpeaker) return null;
  return (
    <div class="device-head">
      <Volume2 class="icon" aria-hidden="true" />
      <span class="device-name" aria-hidden="true">{text.join.speaker}</span>
      <DeviceSelect kind="speaker" label={text.join.speaker} bare />
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
        ? <Video media={media.value} muted mirrored={settings.values.value.mirror} />
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
  const problem = capture.problem.value;
  return (
    <div class="device-row" data-on={on}>
      <div class="device-head">
        <Icon class="icon" aria-hidden="true" />
        <span class="device-name" aria-hidden="true">{label}</span>
        {on && <DeviceSelect kind={capture.kind} label={choiceLabel} bare />}
        <Switch
          label={label}
          checked={on || capture.starting.value}
          change={(wanted) => {
            if (wanted) void capture.start();
            else capture.stop();
          }}
        />
      </div>
      {on && children}
      {below}
      <div class="device-problem" role="alert">
        {problem !== null && <p class="problem">{text.device.problem[problem][capture.kind]}</p>}
      </div>
    </div>
  );
}
