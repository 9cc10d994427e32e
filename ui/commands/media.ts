/**
 * What one sends: microphone, camera, screens.
 * @module
 */
import { Mic, MicOff, MonitorUp, MonitorX, Video, VideoOff } from "lucide-preact";
import type { App } from "../models/app.ts";
import type { Capture } from "../models/capture.ts";
import { canShare } from "../models/screen.ts";
import { switchCamera, switchMicrophone } from "../models/switches.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";

const isOn = (capture: Capture) => capture.track.value !== null && !capture.muted.value;
const mayPresent = (app: App) => app.session.may("present");

const microphone: Command = {
  name: "microphone",
  area: "media",
  place: "bar",
  label: ({ microphone }) => isOn(microphone) ? text.command.mute : text.command.unmute,
  short: ({ microphone }) => isOn(microphone) ? text.command.muteShort : text.command.unmuteShort,
  icon: ({ microphone }) => isOn(microphone) ? Mic : MicOff,
  shortcut: { key: "m", help: () => text.keys.microphone },
  available: mayPresent,
  look: "device",
  active: ({ microphone }) => isOn(microphone),
  perform: (app) => void switchMicrophone(app),
};

const camera: Command = {
  name: "camera",
  area: "media",
  place: "bar",
  label: ({ camera }) => isOn(camera) ? text.command.cameraOff : text.command.cameraOn,
  short: () => text.command.cameraShort,
  icon: ({ camera }) => isOn(camera) ? Video : VideoOff,
  shortcut: { key: "v", help: () => text.keys.camera },
  available: mayPresent,
  look: "device",
  active: ({ camera }) => isOn(camera),
  perform: (app) => void switchCamera(app),
};

const share: Command = {
  name: "share",
  area: "media",
  place: "wide",
  label: () => text.command.share,
  short: () => text.command.shareShort,
  icon: () => MonitorUp,
  shortcut: { key: "s", help: () => text.keys.share },
  slash: [
    wordOf("sharescreen", "present", () => text.slash.share, (app) => void app.publishing.share()),
  ],
  available: (app) => canShare && mayPresent(app),
  look: "plain",
  perform: (app) => void app.publishing.share(),
};

const stopSharing: Command = {
  name: "stop-sharing",
  area: "media",
  place: "wide",
  label: () => text.command.stopSharing,
  short: () => text.command.stopShort,
  icon: () => MonitorX,
  slash: [
    wordOf("unsharescreen", "", () => text.slash.unshare, (app) => app.publishing.stopSharing()),
  ],
  available: (app) => app.publishing.sharing.value,
  look: "stop",
  perform: (app) => app.publishing.stopSharing(),
};

/** In the toolbar's order. */
export const MEDIA: readonly Command[] = [microphone, camera, share, stopSharing];
