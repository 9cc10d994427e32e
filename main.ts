/**
 * Starts Lectern.
 * @module
 */
import { runProgram } from "./server/program.ts";

Deno.exit(await runProgram(Deno.args));
