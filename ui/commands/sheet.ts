/**
 * All keys and words, for the sheet that lists them.
 * @module
 */
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { AREAS, hasRight, type SlashWord } from "./command.ts";
import { SLASH_WORDS } from "./slash_words.ts";
import { COMMANDS, MEMBER_COMMANDS } from "./table.ts";
import { usageOf } from "./usage.ts";

/** A line of the sheet: what it does, and how one says that. */
export interface SheetRow {
  readonly help: string;
  /** Keys, each by its name; or a word with its parameters. */
  readonly keys: readonly string[];
  readonly kind: "key" | "word";
}

/** Lines below one heading. */
export interface SheetSection {
  readonly heading: string;
  readonly rows: readonly SheetRow[];
}

/** The sections with those lines that have all words of `query` in them. */
export function sheetOf(app: App, query: string): SheetSection[] {
  const wanted = query.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const matches = (heading: string) => ({ help, keys }: SheetRow) => {
    const words = `${heading} ${help} ${keys.join(" ")}`.toLowerCase();
    return wanted.every((word) => words.includes(word));
  };
  return allSections(app)
    .map(({ heading, rows }) => ({ heading, rows: rows.filter(matches(heading)) }))
    .filter(({ rows }) => rows.length > 0);
}

function allSections(app: App): SheetSection[] {
  const rowsOf = (words: readonly SlashWord[]) =>
    words.filter(({ needs }) => hasRight(app, needs)).map(wordRow);
  const areas = AREAS.map((area) => {
    const commands = COMMANDS.filter((command) => command.area === area);
    const keys = commands.flatMap(({ shortcut }) =>
      shortcut === undefined ? [] : [keyRow(shortcut.help(), shortcut.key.toUpperCase())]
    );
    const unique = keys.filter((row, at) =>
      keys.findIndex((other) => other.keys[0] === row.keys[0]) === at
    );
    return {
      heading: text.areas[area],
      rows: [...unique, ...rowsOf(commands.flatMap(({ slash = [] }) => slash))],
    };
  });
  const help = SLASH_WORDS.slice(0, 1);
  return [
    { heading: text.keys.general, rows: [...generalRows(app), ...rowsOf(help)] },
    ...areas,
    {
      heading: text.keys.people,
      rows: rowsOf(MEMBER_COMMANDS.flatMap(({ slash = [] }) => slash)),
    },
  ];
}

function generalRows({ settings }: App): SheetRow[] {
  const { spaceKey } = settings.values.value;
  return [
    keyRow(text.keys.hold[spaceKey], text.keys.space),
    keyRow(text.keys.regions, "F6"),
    keyRow(text.keys.arrows, "↑", "↓", "←", "→"),
    keyRow(text.keys.escape, "Esc"),
  ];
}

function keyRow(help: string, ...keys: readonly string[]): SheetRow {
  return { help, keys, kind: "key" };
}

function wordRow(word: SlashWord): SheetRow {
  return { help: word.help(), keys: [`/${usageOf(word)}`], kind: "word" };
}
