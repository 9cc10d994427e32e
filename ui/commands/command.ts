/**
 * What a person can do in the room, as records: the toolbar, the menus, the keyboard, the sheet of shortcuts and the
 * chat's slash words are all made of them. One file beside this one for each area; `table.ts` puts them together.
 * @module
 */
import type { LucideIcon } from "lucide-preact";
import type { Member } from "../client/members.ts";
import type { App } from "../models/app.ts";
import type { MenuItem } from "../models/floating.ts";

/** The headings under which commands stand in the menu and in the sheet of shortcuts, in this order. */
export const AREAS = ["media", "part", "view", "teaching", "group", "trouble", "help"] as const;

/** One of the headings; its words are `text.areas`. */
export type Area = typeof AREAS[number];

/** A right in a group, by Galène's name for it; "" where none is needed. */
export type Right = "" | "message" | "op" | "present" | "record" | "token";

/** What a slash word takes; its words are `text.slash.parameters`. */
export type ParameterKind = "name" | "text" | "time" | "link" | "setting" | "value";

/** What may be left out ends with a question mark. */
export type Parameter = ParameterKind | `${ParameterKind}?`;

/** A word behind a slash in the chat. */
export interface SlashWord {
  readonly word: string;
  /** What stands behind the word, in this order. */
  readonly parameters: readonly Parameter[];
  readonly needs: Right;
  help(): string;
  /** Does it. A text says why that was impossible; then what was typed stays in the field. */
  perform(app: App, rest: string): string | null;
}

/** A key that performs a command while nothing takes text. */
export interface Shortcut {
  /** What `KeyboardEvent.key` says, in small letters. */
  readonly key: string;
  /** What it does, whatever the state: `Microphone on or off`. */
  help(): string;
}

/** A thing that the person can do in the room. */
export interface Command {
  /** Stays the same over all states and languages; it is the `data-command` of a button. */
  readonly name: string;
  readonly area: Area;
  /** A button of the toolbar always, or where there is room for it, else (or only) an entry of the menu. */
  readonly place: "bar" | "wide" | "menu";
  /** What it does now, for the menu, tooltips and screen readers. */
  label(app: App): string;
  /** The same in a word, below the icon; without it the label stands there. */
  short?(app: App): string;
  icon(app: App): LucideIcon;
  readonly shortcut?: Shortcut;
  /** Galène's words for it first. */
  readonly slash?: readonly SlashWord[];
  /** Whether it makes sense at all now. */
  available(app: App): boolean;
  /** Which button it is: those of devices show whether they are on, those of panels whether they are open. */
  readonly look: "device" | "panel" | "plain" | "stop" | "danger";
  /** The device is on, the panel open, or the thing going on. */
  active?(app: App): boolean;
  /** A menu that opens instead of performing. */
  items?(app: App): readonly MenuItem[];
  perform(app: App): void;
}

/** A thing that the person can do to, or with, another member: an entry of the member's menu. */
export interface MemberCommand {
  readonly name: string;
  label(app: App, member: Member): string;
  readonly icon: LucideIcon;
  /** It cannot be undone, or somebody suffers by it. */
  readonly danger?: boolean;
  readonly slash?: readonly SlashWord[];
  /** Whether it makes sense now. The member is never oneself. */
  available(app: App, member: Member): boolean;
  perform(app: App, member: Member): void;
}

/** Whether the person has a right. */
export function hasRight({ session }: App, right: Right): boolean {
  return right === "" || session.may(right);
}

/** A slash word without parameters that does the same as its command. */
export function wordOf(
  word: string,
  needs: Right,
  help: () => string,
  perform: (app: App) => void,
): SlashWord {
  return {
    word,
    parameters: [],
    needs,
    help,
    perform: (app) => {
      perform(app);
      return null;
    },
  };
}
