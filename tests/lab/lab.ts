/**
 * The laboratory: a server, real browsers and bad networks. Prints what was to be reached and what was, and draws it.
 * Names of roles (`scenes.ts`) as arguments play only the acts that have them; `--plots FOLDER` says where the plots go. The status is 0
 * if all figures were reached, 1 if not, and 2 if this machine cannot be a laboratory.
 * @module
 */
import { parseArgs } from "node:util";
import type { GroupStatistics } from "../../server/statistics.ts";
import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { ensurePrograms } from "../machine.ts";
import { print } from "../print.ts";
import { type Figure, figuresOf } from "./figures.ts";
import { createNetwork, enterLaboratory, isInside, whatIsMissing } from "./network.ts";
import { plotTracks } from "./plots.ts";
import { PICTURES_PER_SECOND } from "./page.ts";
import { groupName, record, type Subject } from "./record.ts";
import { type Act, ACTS, ENCODINGS } from "./scenes.ts";
import type { Track } from "./track.ts";

const PLOTS = new URL("../../docs/plots", import.meta.url).pathname;

const ADMIN = { name: "root", password: "laboratory" };

async function main(): Promise<number> {
  if (isInside()) return await runInside();
  const missing = await ensurePrograms(["chromium"]) ?? await whatIsMissing();
  if (missing !== null) {
    print(missing);
    return 2;
  }
  return await enterLaboratory(new URL(import.meta.url).pathname);
}

async function runInside(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    options: {
      plots: { type: "string", default: PLOTS },
      records: { type: "string" },
    },
    allowPositionals: true,
  });
  const wanted = (act: Act) =>
    positionals.length === 0 || act.calls.flat().some(({ name }) => positionals.includes(name));
  const acts = ACTS.filter(wanted);
  const tracks = await play(acts);
  if (values.records !== undefined) {
    await Deno.writeTextFile(values.records, JSON.stringify([...tracks.values()]));
  }
  const figures = figuresOf(tracks);
  printTable(figures);
  for (const track of tracks.values()) printStalls(track);
  await Deno.mkdir(values.plots, { recursive: true });
  for (const [name, svg] of plotTracks(tracks)) {
    await Deno.writeTextFile(`${values.plots}/${name}`, svg);
  }
  print(`plots are in ${values.plots}`);
  return figures.every(({ holds }) => holds) ? 0 : 1;
}

/** Plays acts one after another. */
async function play(acts: readonly Act[]): Promise<Map<string, Track>> {
  const names = acts.flatMap((act) => act.calls.flat()).map(({ name }) => name);
  const network = await createNetwork(names);
  const groups = acts.flatMap((act, place) => act.calls.map((_, call) => groupName(place, call)));
  const server = await startLectern({
    groups: Object.fromEntries(groups.map((name) => [name, OPEN_GROUP])),
    config: {
      users: {
        [ADMIN.name]: { password: { type: "plain", key: ADMIN.password }, permissions: "admin" },
      },
    },
    listen: "0.0.0.0",
  });
  const subject: Subject = {
    port: Number(new URL(server.origin).port),
    readStatistics: () => readStatistics(server.origin),
  };
  const seats = new Map(network.seats.map((seat) => [seat.name, seat]));
  const tracks = new Map<string, Track>();
  try {
    for (const [place, act] of acts.entries()) {
      const roles = act.calls.flat().map(({ name }) => name);
      print(`${act.seconds} s with ${roles.join(", ")} …`);
      for (const track of await record(act, place, seats, subject)) {
        tracks.set(track.role.name, track);
      }
    }
  } catch (error) {
    print(`--- server\n${server.log().trimEnd()}\n---`);
    throw error;
  } finally {
    await server.dispose();
    await network.dispose();
  }
  return tracks;
}

async function readStatistics(origin: string): Promise<readonly GroupStatistics[]> {
  const authorization = "Basic " + btoa(`${ADMIN.name}:${ADMIN.password}`);
  const response = await fetch(`${origin}/galene-api/v0/.stats`, { headers: { authorization } });
  if (!response.ok) throw new Error(`statistics: ${response.status}`);
  return await response.json();
}

/** A publisher that makes fewer of its pictures than this share had to wait for the processor. */
const BUSY_SHARE = 0.85;

/** A machine that is too busy to encode all pictures shows in every figure. */
function printStalls({ role, publisher, endMs, startMs }: Track): void {
  const { rid } = ENCODINGS[0];
  const sent = (publisher.at(-1)?.encodings[rid]?.frames ?? 0) -
    (publisher[0]?.encodings[rid]?.frames ?? 0);
  const perSecond = sent * 1000 / (endMs - startMs);
  if (!role.publishes || perSecond > PICTURES_PER_SECOND * BUSY_SHARE) return;
  const share = `${perSecond.toFixed(1)} of ${PICTURES_PER_SECOND} pictures a second`;
  print(`${role.name} sent ${share}: this machine was busy, and the figures of its call suffer`);
}

function printTable(figures: readonly Figure[]): void {
  const rows = [
    ["case", "figure", "reached", "wanted", ""],
    ...figures.map((each) => [
      each.case,
      each.what,
      each.reached,
      each.wanted,
      each.holds ? "" : "MISSED",
    ]),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  for (const row of rows) print(row.map((cell, i) => cell.padEnd(widths[i]!)).join("  ").trimEnd());
}

if (import.meta.main) Deno.exit(await main());
