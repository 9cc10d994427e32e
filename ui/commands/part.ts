/**
 * Taking part: the raised hand, the chat.
 * @module
 */
import { Hand, MessageSquare, Smile, Users } from "lucide-preact";
import type { App, Panel } from "../models/app.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";
import { EXPRESSION } from "./expression.ts";
import { compose, say } from "./say.ts";

const raise: Command = {
  name: "raise",
  area: "part",
  place: "bar",
  label: () => text.command.raise,
  short: () => text.command.raiseShort,
  icon: () => Hand,
  shortcut: { key: "h", help: () => text.keys.raise },
  slash: [wordOf("raise", "", () => text.slash.raise, ({ hands }) => hands.raise())],
  available: ({ hands }) => !hands.own.value,
  look: "plain",
  perform: ({ hands }) => hands.raise(),
};

const unraise: Command = {
  name: "unraise",
  area: "part",
  place: "bar",
  label: () => text.command.unraise,
  short: () => text.command.unraiseShort,
  icon: () => Hand,
  shortcut: { key: "h", help: () => text.keys.raise },
  slash: [wordOf("unraise", "", () => text.slash.unraise, ({ hands }) => hands.lower())],
  available: ({ hands }) => hands.own.value,
  look: "stop",
  perform: ({ hands }) => hands.lower(),
};

const chat: Command = {
  name: "chat",
  area: "part",
  place: "bar",
  label: () => text.command.chat,
  icon: () => MessageSquare,
  shortcut: { key: "c", help: () => text.keys.chat },
  available: () => true,
  look: "panel",
  active: (app) => app.panel.value === "chat",
  perform: (app) => togglePanel(app, "chat"),
};

const members: Command = {
  name: "members",
  area: "part",
  place: "wide",
  label: () => text.command.members,
  icon: () => Users,
  shortcut: { key: "p", help: () => text.keys.members },
  available: () => true,
  look: "panel",
  active: (app) => app.panel.value === "members",
  perform: (app) => togglePanel(app, "members"),
};

const me: Command = {
  name: "me",
  area: "part",
  place: "menu",
  label: () => text.command.me,
  icon: () => Smile,
  slash: [{
    word: "me",
    parameters: ["text"],
    needs: "message",
    help: () => text.slash.me,
    perform: (app, rest) => {
      say(app, rest, "me");
      return null;
    },
  }],
  available: (app) => app.session.may("message"),
  look: "plain",
  perform: (app) => compose(app, "/me "),
};

/** In the toolbar's order. */
export const PART: readonly Command[] = [raise, unraise, ...EXPRESSION, chat, members, me];

function togglePanel(app: App, panel: Panel): void {
  app.panel.value = app.panel.peek() === panel ? null : panel;
}
