/**
 * Runs one command: a command line in, an exit status out.
 * @module
 */
import { Failure } from "./calls.ts";
import { FAILED, OK, USAGE } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { connect, type Send } from "./connection.ts";
import { commandHelp, commandList } from "./help.ts";
import { parse } from "./parse.ts";
import type { Terminal } from "./terminal.ts";

/** Runs the command that the arguments name. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parse(COMMANDS, args);
  if (parsed.type === "error") {
    terminal.complain(parsed.message);
    return USAGE;
  }
  if (parsed.type === "help") {
    const { command, topic } = parsed;
    terminal.print(command === null ? commandList(COMMANDS, topic) : commandHelp(command));
    return OK;
  }
  const { command, operands, options } = parsed;
  let send: Send = () => Promise.reject(new Error("there is no connection"));
  if (command.administers) {
    const connection = await connect(options, (sentence) => terminal.complain(sentence));
    if (connection.type === "error") {
      terminal.complain(connection.message);
      return USAGE;
    }
    send = connection.send;
  }
  try {
    return await command.run({ terminal, operands, options }, send);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.complain(error.message);
    return FAILED;
  }
}
