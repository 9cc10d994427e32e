/**
 * Loads a real server with synthetic clients over real sockets, and prints what forwarding costs. See README.md.
 * @module
 */
import { parseArgs } from "node:util";
import { lecternSubject } from "./lectern_server.ts";
import { LOAD_CASES } from "./load_cases.ts";
import { plotLoad, writePlots } from "./plots.ts";
import { describeMachine, formatMarkdown, formatTable } from "./report.ts";
import { print, runAll, selectByName } from "./run_all.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    cases: { type: "string", default: "" },
    seconds: { type: "string", default: "10" },
    flags: { type: "string", default: "" },
    "v8-flags": { type: "string", default: "" },
    json: { type: "string" },
    markdown: { type: "string" },
    plots: { type: "string" },
  },
});

const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");
const cases = selectByName(LOAD_CASES, values.cases)
  .filter((each) => values.cases !== "" || each.quick || !values.quick);
const subject = lecternSubject("Lectern", {
  flags: words(values.flags),
  v8Flags: words(values["v8-flags"]),
});
print(describeMachine());
const results = await runAll([subject], cases, values.quick ? 4 : Number(values.seconds));
print("\n" + formatTable(results));
if (values.json) await Deno.writeTextFile(values.json, JSON.stringify(results, null, 1) + "\n");
if (values.markdown) await Deno.writeTextFile(values.markdown, formatMarkdown(results) + "\n");
if (values.plots) await writePlots(values.plots, plotLoad(results));
Deno.exit(results.length === cases.length ? 0 : 1);
