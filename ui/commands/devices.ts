/**
 * What one sends besides the usual, and how much goes over the network.
 * @module
 */
import { Clapperboard, Presentation, SwitchCamera, Wifi, WifiHigh, WifiLow } from "lucide-preact";
import type { App } from "../models/app.ts";
import { chooseMediaFiles } from "../models/choose_file.ts";
import { worstOf } from "../client/quality.ts";
import { toggled } from "../models/floating.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";

const mayPresent = (app: App) => app.session.may("present");

const isBoard = ({ settings }: App) => settings.values.value.cameraMode === "board";

const board: Command = {
  name: "board",
  area: "media",
  place: "menu",
  label: () => text.board.on,
  icon: () => Presentation,
  slash: [wordOf("blackboard", "present", () => text.board.slash, toggleBoard)],
  available: mayPresent,
  look: "plain",
  active: isBoard,
  perform: toggleBoard,
};

/** For phones, which have one camera on each side. */
const switchCamera: Command = {
  name: "switch-camera",
  area: "media",
  place: "menu",
  label: () => text.board.switchCamera,
  icon: () => SwitchCamera,
  available: ({ camera, devices }) =>
    camera.track.value !== null && devices.list.value.cameras.length > 1,
  look: "plain",
  perform: ({ devices, settings }) => {
    const { cameras } = devices.list.peek();
    const { cameraId } = settings.values.peek();
    // The default one is the first.
    const at = Math.max(0, cameras.findIndex(({ id }) => id === cameraId));
    const next = cameras[(at + 1) % cameras.length];
    if (next !== undefined) settings.change({ cameraId: next.id });
  },
};

const playFile: Command = {
  name: "play-file",
  area: "media",
  place: "menu",
  label: () => text.mediaFile.play,
  icon: () => Clapperboard,
  slash: [wordOf("presentfile", "present", () => text.mediaFile.slash, playFiles)],
  available: mayPresent,
  look: "plain",
  perform: playFiles,
};

const SIGNS = { good: Wifi, weak: WifiHigh, bad: WifiLow };

const network: Command = {
  name: "network",
  area: "view",
  place: "wide",
  label: () => text.connection.open,
  short: () => text.connection.short,
  icon: ({ network }) => SIGNS[worstOf(network.own.value)],
  shortcut: { key: "n", help: () => text.connection.shortcut },
  available: () => true,
  look: "panel",
  active: ({ floating }) => floating.value?.type === "network",
  perform: ({ floating }) => {
    const anchor = document.querySelector<HTMLElement>('[data-command="network"]') ??
      document.querySelector<HTMLElement>('[data-command="more"]');
    if (anchor === null) return;
    floating.value = toggled(floating.peek(), { type: "network", anchor });
  },
};

/** What one may send, in the menu's order. */
export const SENDING: readonly Command[] = [switchCamera, board, playFile];

/** The network. */
export const NETWORK: readonly Command[] = [network];

function toggleBoard({ settings, notices }: App): void {
  const on = settings.values.peek().cameraMode !== "board";
  settings.change({ cameraMode: on ? "board" : "standard" });
  notices.show("info", on ? text.board.started : text.board.ended);
}

function playFiles(app: App): void {
  chooseMediaFiles((file) => void app.mediaFiles.play(file));
}
