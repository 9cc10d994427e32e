/**
 * The choice of a camera, a microphone or a speaker.
 * @module
 */
import { useId } from "preact/hooks";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import {
  askForSpeaker,
  canAskForSpeaker,
  canChooseSpeaker,
  type Device,
} from "../models/devices.ts";
import type { Preferences } from "../models/settings.ts";
import { text } from "../text.ts";
import { type Option, Select } from "./fields.tsx";

/** What is chosen, and what the choice is called; without a visible label where the place says it. */
export interface DeviceSelectProps {
  readonly kind: "camera" | "microphone" | "speaker";
  readonly label: string;
  readonly bare?: boolean;
}

/** A select that lists the system's default and all devices; changing it changes a device in use at once. */
export function DeviceSelect({ kind, label, bare }: DeviceSelectProps) {
  const app = useApp();
  const id = useId();
  if (kind === "speaker" && !canChooseSpeaker) return null;
  const devices = devicesOf(app, kind);
  if (kind === "speaker" && devices.length === 0 && canAskForSpeaker()) return <SpeakerButton />;
  const chosen = app.settings.values.value[`${kind}Id`];
  const value = devices.some((device) => device.id === chosen) ? chosen : "";
  const options = [{ value: "", name: text.device.systemDefault }, ...named(devices, kind)];
  const select = (
    <Select
      id={id}
      {...bare === true ? { label } : {}}
      options={options}
      value={value}
      change={(chosenId) => choose(app, kind, chosenId)}
    />
  );
  if (bare === true) return select;
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      {select}
    </div>
  );
}

/** For browsers that tell of speakers only after asking. */
function SpeakerButton() {
  const { settings, devices } = useApp();
  const ask = async () => {
    const speakerId = await askForSpeaker();
    if (speakerId === null) return;
    settings.change({ speakerId });
    await devices.refresh();
  };
  return (
    <button type="button" class="button small" onClick={() => void ask()}>
      {text.device.chooseSpeaker}
    </button>
  );
}

function devicesOf(app: App, kind: DeviceSelectProps["kind"]): readonly Device[] {
  const { cameras, microphones, speakers } = app.devices.list.value;
  return { camera: cameras, microphone: microphones, speaker: speakers }[kind];
}

function named(devices: readonly Device[], kind: DeviceSelectProps["kind"]): Option[] {
  return devices.map((device, index) => ({
    value: device.id,
    name: device.name || text.device.unnamed(text.device[kind], index + 1),
  }));
}

function choose(app: App, kind: DeviceSelectProps["kind"], id: string): void {
  // A device in use follows.
  const change: Partial<Preferences> = { [`${kind}Id`]: id };
  app.settings.change(change);
}
