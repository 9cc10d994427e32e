/**
 * Passwords on the command line: asked for, and hashed here.
 * @module
 */
import {
  createHasher,
  createPassword,
  derivePbkdf2,
  hashPassword,
  MAX_BCRYPT_BYTES,
  type Password,
} from "../groups/password.ts";
import { passwordToJson } from "../groups/description_format.ts";
import { Failure } from "./calls.ts";
import { type Command, type Context, OK, type Option, option, type Options } from "./command.ts";

/** Options about the form of a password. */
export const PASSWORD_OPTIONS: readonly Option[] = [
  {
    name: "type",
    argument: "TYPE",
    help: "bcrypt (the default), pbkdf2, plain, or wildcard for one that anything matches.",
  },
  { name: "cost", argument: "N", help: "Of bcrypt: 4 to 16. Default 10." },
  { name: "iterations", argument: "N", help: "Of pbkdf2: 1000 to 10000000. Default 600000." },
  {
    name: "password",
    argument: "PASSWORD",
    help: "The password itself, which others on this machine may see.",
  },
];

const DEFAULT_COST = 10;
const DEFAULT_ITERATIONS = 600_000;

/** `lectern hash-password`. */
export const HASH_COMMAND: Command = {
  words: "hash-password",
  operands: [],
  summary: "Print a password as group files and config.json keep it.",
  options: PASSWORD_OPTIONS,
  administers: false,
  async run(context) {
    const password = await makePassword(await readPassword(context), context.options);
    context.terminal.print(JSON.stringify(passwordToJson(password)) + "\n");
    return OK;
  },
};

/** The password that is meant: of the option, typed, or read. */
export async function readPassword({ terminal, options }: Context): Promise<string> {
  if (option(options, "type") === "wildcard") return "";
  const given = option(options, "password");
  return given ?? await terminal.readSecret("Password");
}

/** Makes what is stored of a password. */
export async function makePassword(text: string, options: Options): Promise<Password> {
  const type = option(options, "type") ?? "bcrypt";
  switch (type) {
    case "plain":
      return createPassword({ type, key: text });
    case "wildcard":
      return createPassword({ type });
    case "pbkdf2": {
      const iterations = numberOf(options, "iterations", DEFAULT_ITERATIONS, 1000, 10_000_000);
      return await derivePbkdf2(text, crypto.getRandomValues(new Uint8Array(16)), iterations);
    }
    case "bcrypt": {
      const cost = numberOf(options, "cost", DEFAULT_COST, 4, 16);
      const outcome = await hashPassword(createHasher(), text, cost);
      if (outcome.type === "hashed") return outcome.password;
      throw new Failure(`bcrypt takes passwords of up to ${MAX_BCRYPT_BYTES} bytes: shorten it.`);
    }
    default:
      throw new Failure(`the type ${type} is unknown: use bcrypt, pbkdf2, plain or wildcard.`);
  }
}

function numberOf(
  options: Options,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = option(options, name);
  if (text === undefined) return fallback;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new Failure(`--${name} must be a number from ${least} to ${most}, not ${text}.`);
}
