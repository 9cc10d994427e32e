/**
 * What a command is: its words, what follows them, and what it does. The table of all is in `commands.ts`; parsing, help and
 * completion are made of it.
 * @module
 */
import type { Send } from "./connection.ts";
import type { Terminal } from "./terminal.ts";

/** An option of a command. */
export interface Option {
  /** Without its dashes. */
  readonly name: string;
  /** What stands for its value in the help; null if it has none. */
  readonly argument: string | null;
  readonly help: string;
}

/** What a command is given. */
export interface Context {
  readonly terminal: Terminal;
  readonly operands: readonly string[];
  readonly options: Options;
}

/** The options that were given, in order; those without a value have "". */
export type Options = ReadonlyMap<string, readonly string[]>;

/** A command. */
export interface Command {
  /** One word or two, such as `group list`. */
  readonly words: string;
  /** Operands, in the words of the help: those in brackets may be left out, dots follow one that may be repeated. */
  readonly operands: readonly string[];
  readonly summary: string;
  readonly options: readonly Option[];
  /** Whether it speaks to a server, or works on its folders. */
  readonly administers: boolean;
  /**
   * Does it. Resolves to the exit status.
   * @param send for commands that administer
   */
  readonly run: (context: Context, send: Send) => Promise<number>;
}

/** Exit statuses. */
export const OK = 0;
/** It could not be done; why has been said. */
export const FAILED = 1;
/** The command line makes no sense. */
export const USAGE = 2;

/** Options of all commands that administer. */
export const CONNECTION_OPTIONS: readonly Option[] = [
  {
    name: "server",
    argument: "URL",
    help: "The server, such as https://meet.example.org:8443. Default: what the file of --config " +
      "says, or https://localhost:8443.",
  },
  { name: "admin-username", argument: "NAME", help: "Name of an administrator." },
  {
    name: "admin-password",
    argument: "PASSWORD",
    help:
      "The administrator's password. Others on this machine may see it: rather keep it in the " +
      "file of --config.",
  },
  { name: "admin-token", argument: "TOKEN", help: "A token with the permission admin, instead." },
  {
    name: "config",
    argument: "FILE",
    help: "Where server and administrator are written down, as initial-setup does. Default " +
      "~/.config/lectern/admin.json, or galenectl's file.",
  },
  {
    name: "insecure",
    argument: null,
    help: "Accept a certificate that nobody vouches for, such as one that the server has made " +
      "itself. Only on this machine.",
  },
  {
    name: "offline",
    argument: null,
    help: "Work on the folders themselves; a server that runs notices within a second.",
  },
  { name: "groups", argument: "DIR", help: "With --offline: the groups. Default ./groups." },
  { name: "data", argument: "DIR", help: "With --offline: the data. Default ./data." },
  { name: "json", argument: null, help: "Print JSON, for programs." },
];

/** The last value of an option; undefined if it was not given. */
export function option(options: Options, name: string): string | undefined {
  return options.get(name)?.at(-1);
}

/** Whether an option was given. */
export function has(options: Options, name: string): boolean {
  return options.has(name);
}
