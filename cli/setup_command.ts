/**
 * `lectern initial-setup`: an administrator for a new server, and the file by which commands know it.
 * @module
 */
import { passwordToJson } from "../groups/description_format.ts";
import { createHasher, hashPassword, MAX_BCRYPT_BYTES } from "../groups/password.ts";
import { Failure } from "./calls.ts";
import { type Command, OK, option, type Options } from "./command.ts";
import { accountPaths } from "./connection.ts";
import type { Terminal } from "./terminal.ts";

/** Dear enough for a password that opens everything; Galène's number. */
const ADMIN_COST = 12;

/** The command. */
export const SETUP_COMMAND: Command = {
  words: "initial-setup",
  operands: [],
  summary:
    "Name an administrator: writes config.json into the data folder, and the file by which " +
    "lectern's commands know server and administrator. Overwrites neither.",
  options: [
    { name: "data", argument: "DIR", help: "The server's data folder. Default ./data." },
    {
      name: "server",
      argument: "URL",
      help: "Where the server is to be reached. Default https://localhost:8443.",
    },
    { name: "admin-username", argument: "NAME", help: "The administrator. Default admin." },
    {
      name: "admin-password",
      argument: "PASSWORD",
      help: "The password, which others on this machine may see. Default: it is asked for; an " +
        "empty one is replaced by a random one.",
    },
    {
      name: "config",
      argument: "FILE",
      help: "The file for the commands. Default ~/.config/lectern/admin.json.",
    },
  ],
  administers: false,
  async run({ terminal, options }) {
    const username = option(options, "admin-username") ?? "admin";
    const password = await choosePassword(terminal, options);
    const hashed = await hashPassword(createHasher(), password, ADMIN_COST);
    if (hashed.type !== "hashed") {
      throw new Failure(`the password must have ${MAX_BCRYPT_BYTES} bytes at most: shorten it.`);
    }
    const configPath = `${option(options, "data") ?? "./data"}/config.json`;
    const accountPath = option(options, "config") ?? accountPaths()[0]!;
    const entry = { password: passwordToJson(hashed.password), permissions: "admin" };
    const config = { users: { [username]: entry }, writableGroups: true };
    const account = {
      server: option(options, "server") ?? "https://localhost:8443",
      "admin-username": username,
      "admin-password": password,
    };
    for (const path of [configPath, accountPath]) await mustBeAbsent(path);
    await writeNew(configPath, config);
    await writeNew(accountPath, account);
    terminal.print(
      `${configPath} names the administrator ${username}; a server that runs takes it over ` +
        `within seconds.\n${accountPath} holds the password in clear, for lectern's commands: ` +
        `keep it to yourself.\n`,
    );
    return OK;
  },
};

async function choosePassword(terminal: Terminal, options: Options): Promise<string> {
  const given = option(options, "admin-password") ??
    await terminal.readSecret("Password of the administrator (nothing for a random one)");
  if (given !== "") return given;
  return crypto.getRandomValues(new Uint8Array(18)).toBase64({ alphabet: "base64url" });
}

async function mustBeAbsent(path: string): Promise<void> {
  const isThere = await Deno.lstat(path).then(() => true, () => false);
  if (isThere) {
    throw new Failure(`${path} is there already: move it away, or edit it instead.`);
  }
}

async function writeNew(path: string, value: unknown): Promise<void> {
  const folder = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  try {
    if (path.includes("/")) await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await Deno.writeTextFile(path, JSON.stringify(value, null, 4) + "\n", {
      createNew: true,
      mode: 0o600,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error";
    throw new Failure(`${path} cannot be written: ${reason}.`);
  }
}
