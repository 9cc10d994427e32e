/**
 * Starts Lectern.
 * @module
 */
import { runLectern } from "./cli/lectern.ts";

Deno.exit(await runLectern(Deno.args));
