/**
 * The menus of the room as data: what can be done to a member, to a message and to the group, by whoever looks at them.
 * @module
 */
import {
  Ban,
  Crown,
  Eraser,
  KeyRound,
  ListTree,
  Lock,
  LockOpen,
  MapPin,
  Megaphone,
  MessageSquare,
  MessageSquareOff,
  MicOff,
  Trash,
  TriangleAlert,
  UserPlus,
  UserX,
  Video,
  VideoOff,
} from "lucide-preact";
import type { App } from "./models/app.ts";
import type { ChatLine } from "./models/chat_log.ts";
import type { MenuItem } from "./models/floating.ts";
import type { Member } from "./client/members.ts";
import type { MemberAction } from "./client/moderation.ts";
import { text } from "./text.ts";

/** What an operator can do to another member. Nothing to oneself: that would only be an accident. */
export function memberItems(app: App, member: Member): MenuItem[] {
  const { session, moderation, notices, dialog } = app;
  if (!session.may("op") || member.id === session.self.value.id) return [];
  const name = nameOf(member);
  const has = (permission: string) => member.permissions.includes(permission);
  const act = (kind: MemberAction) => () => moderation.act(kind, member);
  return [
    {
      label: text.member.mute,
      icon: MicOff,
      perform: () => {
        moderation.mute(member);
        notices.show("info", text.member.muted(name));
      },
    },
    has("present")
      ? { label: text.member.unpresent, icon: VideoOff, perform: act("unpresent") }
      : { label: text.member.present, icon: Video, perform: act("present") },
    has("message")
      ? { label: text.member.shutup, icon: MessageSquareOff, perform: act("shutup") }
      : { label: text.member.unshutup, icon: MessageSquare, perform: act("unshutup") },
    has("op")
      ? { label: text.member.unop, icon: Crown, perform: act("unop") }
      : { label: text.member.op, icon: Crown, perform: act("op") },
    { label: text.member.identify, icon: MapPin, perform: act("identify") },
    {
      label: text.member.warn,
      icon: TriangleAlert,
      perform: () => {
        dialog.value = { type: "warn", member };
      },
    },
    { label: text.member.clear, icon: Eraser, perform: () => moderation.clear(member.id) },
    {
      label: text.member.kick,
      icon: UserX,
      danger: true,
      perform: () => {
        dialog.value = { type: "kick", member };
      },
    },
  ];
}

/** What an operator can do about a message: to it, and to its author who is still there. */
export function lineItems(app: App, line: ChatLine): MenuItem[] {
  const { session, moderation, chat, dialog } = app;
  if (!session.may("op") || line.source === "" || line.privateTo !== null) return [];
  const author = session.members.value.get(line.source);
  const name = line.username || text.room.anonymous;
  const items: MenuItem[] = [
    {
      label: text.message.clear,
      icon: Trash,
      perform: () => moderation.clear(line.source, line.id),
    },
    {
      label: text.message.clearAll(name),
      icon: Eraser,
      perform: () => moderation.clear(line.source),
    },
  ];
  if (author === undefined || line.mine) return items;
  return [
    {
      label: text.message.write,
      icon: MessageSquare,
      perform: () => {
        chat.recipient.value = author;
      },
    },
    ...items,
    {
      label: text.member.kick,
      icon: Ban,
      danger: true,
      perform: () => {
        dialog.value = { type: "kick", member: author };
      },
    },
  ];
}

/** What can be done to the group, and to one's own account in it. */
export function groupItems(app: App): MenuItem[] {
  const { session } = app;
  const items: MenuItem[] = [];
  const open = (type: "invitations" | "password") => () => {
    app.dialog.value = { type };
  };
  if (session.may("token")) {
    items.push({ label: text.group.invite, icon: UserPlus, perform: open("invitations") });
  }
  if (session.may("op")) items.push(...operatorItems(app));
  if (session.status.value?.canChangePassword === true) {
    items.push({ label: text.group.password, icon: KeyRound, perform: open("password") });
  }
  return items;
}

function operatorItems({ session, moderation, notices, dialog, panel }: App): MenuItem[] {
  const open = (type: "lock" | "announce" | "clear") => () => {
    dialog.value = { type };
  };
  return [
    session.status.value?.locked === true
      ? { label: text.group.unlock, icon: LockOpen, perform: () => moderation.group("unlock") }
      : { label: text.group.lock, icon: Lock, perform: open("lock") },
    {
      label: text.group.muteAll,
      icon: MicOff,
      perform: () => {
        moderation.mute(null);
        notices.show("info", text.group.mutedAll);
      },
    },
    { label: text.group.announce, icon: Megaphone, perform: open("announce") },
    {
      label: text.group.subgroups,
      icon: ListTree,
      perform: () => {
        // The answer is a line of chat.
        moderation.group("subgroups");
        panel.value = "chat";
      },
    },
    { label: text.group.clearChat, icon: Trash, danger: true, perform: open("clear") },
  ];
}

/** What to call a member. */
export function nameOf({ username }: Pick<Member, "username">): string {
  return username || text.room.anonymous;
}
