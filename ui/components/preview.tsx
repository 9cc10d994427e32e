/**
 * How one will look and sound: camera and microphone before joining.
 * @module
 */
import { useComputed } from "@preact/signals";
import { Mic, MicOff, Video as VideoIcon, VideoOff } from "lucide-preact";
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
  const { camera, microphone } = useApp();
  const microphoneOn = microphone.track.value !== null;
  return (
    <section class="preview" aria-label={text.join.preview}>
      <PreviewPicture />
      <DeviceRow
        capture={microphone}
        label={text.join.microphone}
        Icon={microphoneOn ? Mic : MicOff}
      >
        <DeviceSelect kind="microphone" label={text.join.chooseMicrophone} bare />
        <LevelMeter />
        {canChooseSpeaker && <DeviceSelect kind="speaker" label={text.join.speaker} />}
      </DeviceRow>
      <DeviceRow
        capture={camera}
        label={text.join.camera}
        Icon={camera.track.value !== null ? VideoIcon : VideoOff}
      >
        <DeviceSelect kind="camera" label={text.join.chooseCamera} bare />
      </DeviceRow>
    </section>
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
  readonly Icon: typeof Mic;
  readonly children: preact.ComponentChildren;
}

function DeviceRow({ capture, label, Icon, children }: DeviceRowProps) {
  const on = capture.track.value !== null;
  const problem = capture.problem.value;
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
      </div>
      {on && <div class="device-body">{children}</div>}
      <div role="alert">
        {problem !== null && <p class="problem">{text.device.problem[problem][capture.kind]}</p>}
      </div>
    </div>
  );
}
