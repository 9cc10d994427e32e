/**
 * The whole command line of the program: the server, unless the first word is a command's.
 * @module
 */
import { suggest } from "../groups/suggest.ts";
import { helpText } from "../server/config.ts";
import { runProgram } from "../server/program.ts";
import { runCommand } from "./cli.ts";
import { OK, USAGE } from "./command.ts";
import { COMMANDS, isCommand } from "./commands.ts";
import { commandList } from "./help.ts";
import { createTerminal, type Terminal } from "./terminal.ts";

/** Runs the program. Resolves to its exit status. */
export async function runLectern(
  args: readonly string[],
  terminal: Terminal = createTerminal(),
): Promise<number> {
  const [first = "", ...rest] = args;
  if (first === "serve") return await runProgram(rest);
  if (first === "help" && rest.length > 0) {
    return await runCommand([...rest, "--help"], terminal);
  }
  if (["help", "--help", "-help", "-h"].includes(first)) {
    terminal.print(`${helpText()}\nCommands:\n${commandList(COMMANDS)}`);
    return OK;
  }
  if (isCommand(first)) return await runCommand(args, terminal);
  if (first !== "" && !first.startsWith("-")) {
    const words = ["serve", "help", ...COMMANDS.map(({ words }) => words.split(" ")[0]!)];
    const meant = suggest(first, words);
    const remedy = meant === null ? "lectern --help lists all." : `did you mean ${meant}?`;
    terminal.complain(`${first} is no command: ${remedy}`);
    return USAGE;
  }
  return await runProgram(args);
}
