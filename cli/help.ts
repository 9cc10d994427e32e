/**
 * Help on commands, made of their table.
 * @module
 */
import type { Command, Option } from "./command.ts";

const WIDTH = 80;
/** Where explanations begin. */
const COLUMN = 24;

/** Help on one command. */
export function commandHelp(command: Command): string {
  const { words, operands, summary, options } = command;
  const usage = ["lectern", words, ...operands, ...options.length > 0 ? ["[option…]"] : []];
  const lines = [`Usage: ${usage.join(" ")}`, "", ...wrap(summary, 0)];
  if (options.length > 0) lines.push("", "Options:", ...options.flatMap(optionLines));
  return lines.join("\n") + "\n";
}

/** Help on all commands with that first word; on all there are for "". */
export function commandList(commands: readonly Command[], topic = ""): string {
  const listed = commands.filter(({ words }) => topic === "" || words.split(" ")[0] === topic);
  const lines = listed.flatMap(({ words, summary }) => entry(words, summary));
  return [...lines, ""].join("\n");
}

function optionLines({ name, argument, help }: Option): string[] {
  return entry(argument === null ? `--${name}` : `--${name} ${argument}`, help);
}

/** A term and its explanation, beside it or below where it is long. */
function entry(term: string, text: string): string[] {
  const lines = wrap(text, COLUMN);
  const head = `  ${term}`;
  if (head.length + 2 > COLUMN) return [head, ...lines];
  return [head.padEnd(COLUMN) + (lines[0] ?? "").trimStart(), ...lines.slice(1)];
}

function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(" ".repeat(indent) + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, " ".repeat(indent) + line];
}
