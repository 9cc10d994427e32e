/**
 * What can be done to, or with, one other member.
 * @module
 */
import {
  ArrowRightLeft,
  Crown,
  Eraser,
  Hand,
  type LucideIcon,
  MapPin,
  MessageSquare,
  MessageSquareOff,
  MicOff,
  Paperclip,
  TriangleAlert,
  UserX,
  Video,
  VideoOff,
} from "lucide-preact";
import type { Member } from "../client/members.ts";
import type { MemberAction } from "../client/moderation.ts";
import type { App } from "../models/app.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";
import type { MemberCommand } from "./command.ts";
import { memberWord } from "./member_words.ts";

const isHost = (app: App) => app.session.may("op");

const write: MemberCommand = {
  name: "write",
  label: () => text.message.write,
  icon: MessageSquare,
  slash: [memberWord({
    word: "msg",
    more: ["text"],
    needs: "message",
    help: () => text.slash.msg,
    act: ({ chat }, member, message) => chat.say(message, "text", member),
  })],
  available: (app) => app.session.may("message"),
  perform: ({ chat, panel }, member) => {
    chat.recipient.value = member;
    panel.value = "chat";
  },
};

const mute: MemberCommand = {
  name: "mute",
  label: () => text.member.mute,
  icon: MicOff,
  slash: [memberWord({
    word: "mute",
    needs: "op",
    help: () => text.slash.mute,
    act: ({ moderation }, member) => moderation.mute(member),
  })],
  available: isHost,
  perform: ({ moderation, notices }, member) => {
    moderation.mute(member);
    notices.show("info", text.member.muted(nameOf(member)));
  },
};

/** A word to the server about a member, which is its name in the menu too. */
function action(
  kind: Exclude<MemberAction, "kick">,
  icon: LucideIcon,
  suits: (member: Member) => boolean,
): MemberCommand {
  const act = ({ moderation }: App, member: Member) => moderation.act(kind, member);
  return {
    name: kind,
    label: () => text.member[kind],
    icon,
    slash: [memberWord({ word: kind, needs: "op", help: () => text.slash[kind], act })],
    available: (app, member) => isHost(app) && suits(member),
    perform: act,
  };
}

const has = (right: string) => ({ permissions }: Member) => permissions.includes(right);
const lacks = (right: string) => ({ permissions }: Member) => !permissions.includes(right);

const warn: MemberCommand = {
  name: "warn",
  label: () => text.member.warn,
  icon: TriangleAlert,
  slash: [memberWord({
    word: "warn",
    more: ["text"],
    needs: "op",
    help: () => text.slash.warn,
    act: ({ moderation }, member, message) => moderation.warn(member, message),
  })],
  available: isHost,
  perform: ({ dialog }, member) => {
    dialog.value = { type: "warn", member };
  },
};

const handOver: MemberCommand = {
  name: "hand-over",
  label: () => text.handOver.command,
  icon: ArrowRightLeft,
  available: isHost,
  perform: ({ dialog }, member) => {
    dialog.value = { type: "hand-over", member };
  },
};

const clear: MemberCommand = {
  name: "clear",
  label: () => text.member.clear,
  icon: Eraser,
  available: isHost,
  perform: ({ moderation }, member) => moderation.clear(member.id),
};

const kick: MemberCommand = {
  name: "kick",
  label: () => text.member.kick,
  icon: UserX,
  danger: true,
  slash: [memberWord({
    word: "kick",
    more: ["text?"],
    needs: "op",
    help: () => text.slash.kick,
    act: ({ moderation }, member, reason) => {
      moderation.kick(member, { reason, minutes: 0, anyName: false });
    },
  })],
  available: isHost,
  perform: ({ dialog }, member) => {
    dialog.value = { type: "kick", member };
  },
};

const sendFile: MemberCommand = {
  name: "send-file",
  label: () => text.files.send,
  icon: Paperclip,
  slash: [memberWord({
    word: "sendfile",
    needs: "message",
    help: () => text.files.help,
    act: (app, member) => chooseFile(app, member),
  })],
  available: ({ files }, member) => files.maySend(member),
  perform: chooseFile,
};

function chooseFile({ dialog }: App, member: Member): void {
  dialog.value = { type: "send-files", member, files: [] };
}

const lowerHand: MemberCommand = {
  name: "lower-hand",
  label: () => text.hands.lowerShort,
  icon: Hand,
  available: (app, { id }) => isHost(app) && app.hands.placeOf(id) > 0,
  perform: ({ hands }, member) => hands.lowerOf(member),
};

/** In the menu's order. */
export const PEOPLE: readonly MemberCommand[] = [
  write,
  sendFile,
  lowerHand,
  mute,
  action("unpresent", VideoOff, has("present")),
  action("present", Video, lacks("present")),
  action("shutup", MessageSquareOff, has("message")),
  action("unshutup", MessageSquare, lacks("message")),
  action("unop", Crown, has("op")),
  action("op", Crown, lacks("op")),
  handOver,
  action("identify", MapPin, () => true),
  warn,
  clear,
  kick,
];
