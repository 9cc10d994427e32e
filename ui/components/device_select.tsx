/**
 * The choice of a camera, a microphone or a speaker.
 * @module
 */
import { useId } from "preact/hooks";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { canChooseSpeaker, type Device } from "../models/devices.ts";
import type { Preferences } from "../models/settings.ts";
import { text } from "../text.ts";

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
  const chosen = app.settings.values.value[`${kind}Id`];
  const value = devices.some((device) => device.id === chosen) ? chosen : "";
  const options = [{ id: "", name: text.device.systemDefault }, ...named(devices, kind)];
  return (
    <div class={bare === true ? "field bare" : "field"}>
      {bare !== true && <label class="field-label" for={id}>{label}</label>}
      <select
        id={id}
        class="input select"
        aria-label={bare === true ? label : undefined}
        value={value}
        onChange={(event) => choose(app, kind, event.currentTarget.value)}
      >
        {options.map((device) => (
          <option key={device.id} value={device.id} selected={device.id === value}>
            {device.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function devicesOf(app: App, kind: DeviceSelectProps["kind"]): readonly Device[] {
  const { cameras, microphones, speakers } = app.devices.list.value;
  return { camera: cameras, microphone: microphones, speaker: speakers }[kind];
}

function named(devices: readonly Device[], kind: DeviceSelectProps["kind"]): Device[] {
  return devices.map((device, index) => ({
    id: device.id,
    name: device.name || text.device.unnamed(text.device[kind], index + 1),
  }));
}

function choose(app: App, kind: DeviceSelectProps["kind"], id: string): void {
  const change: Partial<Preferences> = { [`${kind}Id`]: id };
  app.settings.change(change);
  if (kind === "speaker") return;
  const capture = app[kind];
  if (capture.track.peek() !== null) void capture.start();
}
