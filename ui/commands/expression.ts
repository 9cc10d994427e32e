/**
 * Reactions and captions.
 * @module
 */
import { Captions, CaptionsOff, type LucideIcon, SmilePlus } from "lucide-preact";
import { h } from "preact";
import type { App } from "../models/app.ts";
import type { MenuItem } from "../models/floating.ts";
import { REACTION_NAMES, type ReactionName, REACTIONS } from "../models/reactions.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";

/** The sign in place of an icon. */
function iconOf(name: ReactionName): LucideIcon {
  return () => h("span", { class: "icon emoji-icon", "aria-hidden": "true" }, REACTIONS[name]);
}

const ICONS = new Map(REACTION_NAMES.map((name) => [name, iconOf(name)]));

function send({ reactions, notices }: App, name: ReactionName): void {
  if (!reactions.send(name)) notices.show("info", text.reactions.tooMany);
}

/** The reaction that is meant by a name in the person's language, by the name on the wire, or by the sign itself. */
function reactionOf(words: string): ReactionName | null {
  const wanted = words.trim().toLowerCase();
  return REACTION_NAMES.find((name) =>
    wanted === name || wanted === REACTIONS[name] ||
    wanted === text.reactions.names[name].toLowerCase()
  ) ?? null;
}

const react: Command = {
  name: "react",
  area: "part",
  place: "wide",
  label: () => text.reactions.react,
  icon: () => SmilePlus,
  slash: [{
    word: "react",
    parameters: ["text"],
    needs: "message",
    help: () => text.reactions.help,
    perform: (app, rest) => {
      const name = reactionOf(rest);
      if (name === null) {
        return text.reactions.unknown(Object.values(text.reactions.names).join(", "));
      }
      send(app, name);
      return null;
    },
  }],
  available: (app) => app.session.may("message"),
  look: "plain",
  items: (app) =>
    REACTION_NAMES.map((name): MenuItem => ({
      label: text.reactions.names[name],
      icon: ICONS.get(name)!,
      perform: () => send(app, name),
    })),
  perform: () => {},
};

const captions: Command = {
  name: "captions",
  area: "view",
  place: "menu",
  label: ({ settings }) => settings.values.value.captions ? text.captions.hide : text.captions.show,
  icon: ({ settings }) => settings.values.value.captions ? CaptionsOff : Captions,
  // Of what nobody sends there is nothing to say.
  available: (app) => app.captions.known.value,
  look: "plain",
  active: ({ settings }) => settings.values.value.captions,
  slash: [wordOf("captions", "", () => text.captions.toggle, toggle)],
  perform: toggle,
};

function toggle({ settings }: App): void {
  settings.change({ captions: !settings.values.peek().captions });
}

/** In the toolbar's order. */
export const EXPRESSION: readonly Command[] = [react, captions];
