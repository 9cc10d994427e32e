/**
 * All commands but `serve`, which is the server itself.
 * @module
 */
import { serveOptions } from "../server/config.ts";
import { CHECK_COMMAND } from "./check_command.ts";
import type { Command } from "./command.ts";
import { completionScript, isShell, SHELLS } from "./completion.ts";
import { OK, USAGE } from "./command.ts";
import { GROUP_COMMANDS } from "./group_commands.ts";
import { HASH_COMMAND } from "./passwords.ts";
import { SETUP_COMMAND } from "./setup_command.ts";
import { TOKEN_COMMANDS } from "./token_commands.ts";
import { USER_COMMANDS } from "./user_commands.ts";

const COMPLETION_COMMAND: Command = {
  words: "completion",
  operands: ["SHELL"],
  summary: "Print a script that completes lectern's commands, for bash, zsh or fish: source it " +
    "from the shell's own start file.",
  options: [],
  administers: false,
  run({ terminal, operands: [shell = ""] }) {
    if (!isShell(shell)) {
      terminal.complain(`the shell ${shell} is unknown: say one of ${SHELLS.join(", ")}.`);
      return Promise.resolve(USAGE);
    }
    terminal.print(completionScript(shell, COMMANDS, serveOptions()));
    return Promise.resolve(OK);
  },
};

/** The table. */
export const COMMANDS: readonly Command[] = [
  ...GROUP_COMMANDS,
  ...USER_COMMANDS,
  ...TOKEN_COMMANDS,
  HASH_COMMAND,
  SETUP_COMMAND,
  CHECK_COMMAND,
  COMPLETION_COMMAND,
];

/** Whether a command line begins with the first word of a command. */
export function isCommand(word: string): boolean {
  return COMMANDS.some(({ words }) => words.split(" ")[0] === word);
}
