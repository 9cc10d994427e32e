/**
 * The menus of members and messages, by whoever looks at them.
 * @module
 */
import { Ban, Copy, CornerUpLeft, Eraser, MessageSquare, Trash } from "lucide-preact";
import type { Member } from "./client/members.ts";
import { copyMessage } from "./clipboard.ts";
import { MEMBER_COMMANDS } from "./commands/table.ts";
import type { App } from "./models/app.ts";
import type { ChatLine } from "./models/chat_log.ts";
import type { MenuItem } from "./models/floating.ts";
import { text } from "./text.ts";

/** What can be done to, or with, another member. Nothing to oneself: that would only be an accident. */
export function memberItems(app: App, member: Member): MenuItem[] {
  if (member.id === app.session.self.value.id) return [];
  return MEMBER_COMMANDS.filter((command) => command.available(app, member)).map((command) => ({
    label: command.label(app, member),
    icon: command.icon,
    danger: command.danger ?? false,
    perform: () => command.perform(app, member),
  }));
}

/** What can be done with a message: answer it, copy it, and for operators delete it or put its author out. */
export function lineItems(app: App, line: ChatLine): MenuItem[] {
  const { session, moderation, chat, dialog, notices } = app;
  const author = session.members.value.get(line.source);
  const name = line.username || text.room.anonymous;
  const items: MenuItem[] = [{
    label: text.chat.copy,
    icon: Copy,
    perform: () => void copyMessage(line.text, notices),
  }];
  if (line.kind === "server") return items;
  if (session.may("message")) {
    items.unshift({
      label: text.chat.answer,
      icon: CornerUpLeft,
      perform: () => chat.answer(line),
    });
    if (author !== undefined && !line.mine) {
      items.push({
        label: text.message.write,
        icon: MessageSquare,
        perform: () => {
          chat.recipient.value = author;
        },
      });
    }
  }
  if (!session.may("op") || line.source === "" || line.privateTo !== null) return items;
  items.push(
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
  );
  if (author === undefined || line.mine) return items;
  return [...items, {
    label: text.member.kick,
    icon: Ban,
    danger: true,
    perform: () => {
      dialog.value = { type: "kick", member: author };
    },
  }];
}
