/**
 * The same load on this server, with its fast and its portable backends, and on others: Janus, werift, Galène. See README.md.
 * @module
 */
import { parseArgs } from "node:util";
import { galeneSubject } from "./galene_server.ts";
import { janusSubject } from "./janus_server.ts";
import { lecternSubject } from "./lectern_server.ts";
import { PEER_CASES } from "./load_cases.ts";
import { plotPeers, writePlots } from "./plots.ts";
import { describeMachine, formatMarkdown, formatTable } from "./report.ts";
import { print, runAll, selectByName } from "./run_all.ts";
import type { Subject } from "./subject.ts";
import { WERIFT } from "./werift_server.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    cases: { type: "string", default: "" },
    servers: { type: "string", default: "" },
    json: { type: "string" },
    markdown: { type: "string" },
    plots: { type: "string" },
  },
});

const galene = Deno.env.get("GALENE_BINARY");
const all: readonly Subject[] = [
  lecternSubject("Lectern", { flags: [] }),
  lecternSubject("Lectern, portable SRTP", { flags: ["--crypto", "portable"] }),
  lecternSubject("Lectern, portable UDP", { flags: ["--udp-backend", "portable"] }),
  lecternSubject("Lectern, all portable", {
    flags: ["--crypto", "portable", "--udp-backend", "portable"],
  }),
  janusSubject(null),
  janusSubject(2),
  WERIFT,
  ...(galene ? [galeneSubject(galene)] : []),
];
const subjects = selectByName(all, values.servers);
const cases = selectByName(PEER_CASES, values.cases);
print(describeMachine());
if (!galene) print("Galène is left out: GALENE_BINARY names no program");
const results = await runAll(subjects, cases, Number(values.seconds));
print("\n" + formatTable(results));
if (values.json) await Deno.writeTextFile(values.json, JSON.stringify(results, null, 1) + "\n");
if (values.markdown) await Deno.writeTextFile(values.markdown, formatMarkdown(results) + "\n");
if (values.plots) await writePlots(values.plots, plotPeers(results));
Deno.exit(results.length === subjects.length * cases.length ? 0 : 1);
