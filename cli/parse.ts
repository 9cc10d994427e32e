/**
 * A command line read against the table of commands.
 * @module
 */
import { suggest } from "../groups/suggest.ts";
import type { Command, Options } from "./command.ts";

/** What a command line asks for. `message` is one sentence for people. */
export type Parsed =
  | {
    readonly type: "run";
    readonly command: Command;
    readonly operands: readonly string[];
    readonly options: Options;
  }
  /** Help about a command, or about those whose first word is `topic`. */
  | { readonly type: "help"; readonly command: Command | null; readonly topic: string }
  | { readonly type: "error"; readonly message: string };

/** Reads a command line that begins with the first word of some command. */
export function parse(commands: readonly Command[], args: readonly string[]): Parsed {
  const [first = "", second = ""] = args;
  const command = commands.find(({ words }) => words === `${first} ${second}`) ??
    commands.find(({ words }) => words === first);
  if (command === undefined) return parseTopic(commands, args);
  const rest = args.slice(command.words.split(" ").length);
  return parseRest(command, rest);
}

/** `lectern group`, with no second word or an unknown one. */
function parseTopic(commands: readonly Command[], args: readonly string[]): Parsed {
  const [topic = "", word = ""] = args;
  const words = commands.flatMap(({ words }) => {
    const [first, second] = words.split(" ");
    return first === topic && second !== undefined ? [second] : [];
  });
  if (isHelp(word)) return { type: "help", command: null, topic };
  if (word === "" || word.startsWith("-")) {
    return error(`${topic} what? Say one of ${words.join(", ")}.`);
  }
  const meant = suggest(word, words);
  const remedy = meant === null ? `say one of ${words.join(", ")}` : `did you mean ${meant}?`;
  return error(`${topic} ${word} is no command: ${remedy}${meant === null ? "." : ""}`);
}

function parseRest(command: Command, args: readonly string[]): Parsed {
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  let onlyOperands = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (onlyOperands || !arg.startsWith("-") || arg === "-") {
      operands.push(arg);
      continue;
    }
    if (arg === "--") {
      onlyOperands = true;
      continue;
    }
    if (isHelp(arg)) return { type: "help", command, topic: "" };
    const [, name = "", , written] = /^--?([^=]*)(=(.*))?$/s.exec(arg) ?? [];
    const known = command.options.find((option) => option.name === name);
    if (known === undefined) return unknownOption(command, name);
    let value = written;
    if (known.argument === null) {
      if (value !== undefined) return error(`--${name} takes no value: leave ${value} out.`);
      value = "";
    } else if (value === undefined) {
      value = args[++i];
      if (value === undefined) return error(`--${name} needs a value: ${known.argument}.`);
    }
    options.set(name, [...options.get(name) ?? [], value]);
  }
  const complaint = countProblem(command, operands.length);
  return complaint === null ? { type: "run", command, operands, options } : error(complaint);
}

function countProblem(command: Command, count: number): string | null {
  const least = command.operands.filter((name) => !name.startsWith("[")).length;
  if (count >= least && count <= command.operands.length) return null;
  const usage = `lectern ${[command.words, ...command.operands].join(" ")}`;
  return count < least
    ? `something is missing: the command is ${usage}.`
    : `there is too much: the command is ${usage}.`;
}

function unknownOption(command: Command, name: string): Parsed {
  const meant = suggest(name, command.options.map((option) => option.name));
  const remedy = meant === null
    ? `lectern ${command.words} --help lists all.`
    : `did you mean --${meant}?`;
  return error(`the option --${name} is unknown: ${remedy}`);
}

function isHelp(arg: string): boolean {
  return ["--help", "-help", "-h"].includes(arg);
}

function error(message: string): Parsed {
  return { type: "error", message };
}
