/**
 * What hosts teach with: the lobby, the timer, polls, subgroups and the attendance list.
 * @module
 */
import { ClipboardList, DoorClosed, DoorOpen, Network, Timer, Vote } from "lucide-preact";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";

const isHost = (app: App) => app.session.may("op");
const isHome = ({ session, group }: App) => session.group.value === group;

function open(type: "timer" | "poll" | "subgroups" | "attendance" | "lobby"): (app: App) => void {
  return ({ dialog }) => {
    dialog.value = { type };
  };
}

const openLobby: Command = {
  name: "lobby",
  area: "teaching",
  place: "menu",
  label: () => text.lobby.open,
  icon: () => DoorOpen,
  available: (app) =>
    isHost(app) && app.teaching.lobby.known.value && !app.teaching.lobby.open.value,
  look: "plain",
  perform: open("lobby"),
};

const closeLobby: Command = {
  name: "no-lobby",
  area: "teaching",
  place: "menu",
  label: () => text.lobby.close,
  icon: () => DoorClosed,
  available: (app) => isHost(app) && app.teaching.lobby.open.value,
  look: "plain",
  perform: ({ teaching }) => teaching.lobby.setOpen(false),
};

const timer: Command = {
  name: "timer",
  area: "teaching",
  place: "menu",
  label: () => text.timer.command,
  icon: () => Timer,
  slash: [{
    word: "timer",
    parameters: ["value?"],
    needs: "op",
    help: () => text.timer.slash,
    perform: ({ teaching }, rest) => {
      if (rest.trim() === "") {
        teaching.timer.end();
        return null;
      }
      const minutes = Number(rest.trim().replace(",", "."));
      if (!(minutes > 0 && minutes <= 600)) return text.timer.badMinutes;
      void teaching.timer.start(minutes * 60_000);
      return null;
    },
  }],
  available: isHost,
  look: "plain",
  perform: open("timer"),
};

const poll: Command = {
  name: "poll",
  area: "teaching",
  place: "menu",
  label: () => text.poll.command,
  icon: () => Vote,
  slash: [wordOf("poll", "op", () => text.poll.slash, open("poll"))],
  available: (app) => isHost(app) || app.teaching.polls.poll.value !== null,
  look: "plain",
  perform: open("poll"),
};

const subgroups: Command = {
  name: "people-in-subgroups",
  area: "teaching",
  place: "menu",
  label: () => text.subgroups.command,
  icon: () => Network,
  available: ({ teaching }) => teaching.subgroups.mayLead.value,
  look: "plain",
  perform: open("subgroups"),
};

const attendance: Command = {
  name: "attendance",
  area: "teaching",
  place: "menu",
  label: () => text.attendance.command,
  icon: () => ClipboardList,
  available: (app) => isHost(app) && isHome(app),
  look: "plain",
  perform: open("attendance"),
};

/** In the menu's order. */
export const CLASSROOM: readonly Command[] = [
  openLobby,
  closeLobby,
  timer,
  poll,
  subgroups,
  attendance,
];
