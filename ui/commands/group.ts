/**
 * The group and one's own place in it.
 * @module
 */
import { KeyRound, LogOut, UserPlus } from "lucide-preact";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";
import { INVITATION_WORDS } from "./invitations.ts";

const invite: Command = {
  name: "invite",
  area: "group",
  place: "menu",
  label: () => text.group.invite,
  icon: () => UserPlus,
  slash: INVITATION_WORDS,
  // Invitations are made where one is, and meant for the group of the page.
  available: ({ session, group }) => session.may("token") && session.group.value === group,
  look: "plain",
  perform: ({ dialog }) => {
    dialog.value = { type: "invitations" };
  },
};

const password: Command = {
  name: "password",
  area: "group",
  place: "menu",
  label: () => text.group.password,
  icon: () => KeyRound,
  available: ({ session }) => session.status.value?.canChangePassword === true,
  look: "plain",
  perform: ({ dialog }) => {
    dialog.value = { type: "password" };
  },
};

/** In the menu's order. */
export const GROUP: readonly Command[] = [invite, password];

/** The way out, last of all. */
export const LEAVE: Command = {
  name: "leave",
  area: "group",
  place: "bar",
  label: () => text.command.leave,
  icon: () => LogOut,
  slash: [wordOf("leave", "", () => text.slash.leave, leaveGroup)],
  available: () => true,
  look: "danger",
  perform: leaveGroup,
};

function leaveGroup({ session }: App): void {
  session.leave(null);
}
