/**
 * What findings mean: from what was measured to what a person is told.
 * @module
 */
import { endpoint, type ServerCandidate } from "./candidates.ts";
import type { Figures, Path } from "./figures.ts";
import { type Fact, type Outcome, outcome } from "./row.ts";
import { leftToRight } from "../languages/bidi.ts";
import { formatList, formatMs, formatRate, formatShare } from "../languages/format.ts";
import { text } from "./text.ts";

/** What a camera in good quality, and what a small one takes, in bits per second. */
const GOOD_BPS = 1_000_000;
const LOW_BPS = 250_000;

/** What comes back of a slow sender cannot be more: so much of it counts as all. */
const RETURNED = 0.8;

/** Above these, people notice. */
const MAX_LOSS = 0.02;
const MAX_JITTER_MS = 60;
const MAX_ROUND_TRIP_MS = 400;

/** What became of the attempt to get media through. */
export interface PathFindings {
  /** What the server announces. */
  readonly candidates: readonly ServerCandidate[];
  /** The way that media takes; null if none came about. */
  readonly path: Path | null;
  /** ICE found a way, but no encrypted connection came about on it. */
  readonly handshakeFailed: boolean;
  /** The visitor's address, as the server sees it; "" if unknown. */
  readonly seenAs: string;
  /** URLs of the relays that the server names, and whether one of them gave an address. */
  readonly relays: readonly string[];
  readonly relayReached: boolean;
}

/** How media gets to the server: over UDP, over TCP, through a relay. */
export function judgePath(findings: PathFindings): Record<"udp" | "tcp" | "turn", Outcome> {
  return { udp: judgeUdp(findings), tcp: judgeTcp(findings), turn: judgeRelay(findings) };
}

/** How much gets through: sending, receiving, and at which loss and pace. */
export function judgeFigures(
  figures: Figures,
): Record<"upload" | "download" | "stability", Outcome> {
  const { rate } = text;
  return {
    upload: figures.machineBusy && figures.upBps < GOOD_BPS
      ? outcome("trouble", rate.busy, "", [rateFact(figures.upBps)])
      : judgeRate(figures.upBps, [rate.upGood, rate.upLow, rate.upBad]),
    download: figures.downBps < GOOD_BPS && figures.downBps >= RETURNED * figures.upBps &&
        figures.downBps > 0
      ? outcome("good", rate.returned, "", [rateFact(figures.downBps)])
      : judgeRate(figures.downBps, [rate.downGood, rate.downLow, rate.downBad]),
    stability: judgeStability(figures),
  };
}

function judgeUdp({ candidates, path, handshakeFailed, seenAs }: PathFindings): Outcome {
  const { udp, facts: names } = text;
  const places = placesOf(candidates, "udp") || udp.noPlaces;
  const announced = { name: names.announced, value: places };
  const from = seenAs === "" ? "" : udp.fromAdvice(seenAs);
  const seen = seenAs === "" ? [] : [{ name: names.seen, value: seenAs }];
  const facts: Fact[] = [announced, ...seen];
  if (handshakeFailed) {
    return outcome("trouble", udp.broken, udp.brokenAdvice(places) + from, facts);
  }
  if (path === null) {
    return outcome("trouble", udp.blocked, udp.blockedAdvice(places) + from, facts);
  }
  facts.unshift({ name: names.way, value: `${leftToRight(path.remote)}, ${wayOf(path)}` });
  if (path.protocol === "udp" && !path.relayed) return outcome("good", udp.good, "", facts);
  return outcome("trouble", udp.bypassed, udp.blockedAdvice(places) + from, facts);
}

function judgeTcp({ candidates, path }: PathFindings): Outcome {
  const places = placesOf(candidates, "tcp");
  if (places === "") return outcome("absent", text.tcp.absent);
  const facts = [{ name: text.facts.announced, value: places }];
  if (path === null) return outcome("trouble", text.tcp.trouble, text.tcp.advice(places), facts);
  return path.protocol === "tcp" && !path.relayed
    ? outcome("good", text.tcp.good, "", facts)
    : outcome("skipped", text.tcp.unused, "", facts);
}

function judgeRelay({ relays, relayReached }: PathFindings): Outcome {
  const { turn } = text;
  if (relays.length === 0) return outcome("absent", turn.absent);
  const urls = formatList(relays.map(leftToRight), "or");
  const facts = [{ name: text.facts.announced, value: urls }];
  return relayReached
    ? outcome("good", turn.good, "", facts)
    : outcome("trouble", turn.trouble, turn.advice(urls), facts);
}

function judgeRate(
  bps: number,
  [good, low, bad]: readonly [good: string, low: string, bad: string],
): Outcome {
  const facts = [rateFact(bps)];
  if (bps >= GOOD_BPS) return outcome("good", `${good} ${text.rate.bound}`, "", facts);
  return outcome("trouble", bps >= LOW_BPS ? low : bad, text.rate.advice(formatRate(bps)), facts);
}

function rateFact(bps: number): Fact {
  return { name: text.facts.rate, value: formatRate(bps) };
}

function judgeStability(figures: Figures): Outcome {
  const { upLoss, downLoss, jitterMs, roundTripMs } = figures;
  const { stability, facts: names } = text;
  const facts = [
    fact(names.lossUp, upLoss, formatShare),
    fact(names.lossDown, downLoss, formatShare),
    fact(names.jitter, jitterMs, formatMs),
    fact(names.roundTrip, roundTripMs, formatMs),
  ].flat();
  const meaning = Math.max(upLoss ?? 0, downLoss ?? 0) > MAX_LOSS
    ? stability.loss
    : (jitterMs ?? 0) > MAX_JITTER_MS
    ? stability.jitter
    : (roundTripMs ?? 0) > MAX_ROUND_TRIP_MS
    ? stability.delay
    : null;
  return meaning === null
    ? outcome("good", stability.good, "", facts)
    : outcome("trouble", meaning, stability.advice, facts);
}

function fact(name: string, value: number | null, write: (value: number) => string): Fact[] {
  return value === null ? [] : [{ name, value: write(value) }];
}

function placesOf(candidates: readonly ServerCandidate[], transport: "udp" | "tcp"): string {
  const places = candidates.filter((candidate) => candidate.transport === transport);
  return formatList(places.map((place) => leftToRight(endpoint(place))), "or");
}

function wayOf({ localType, protocol }: Path): string {
  const name = Object.entries(text.paths).find(([type]) => type === localType)?.[1];
  return `${protocol.toUpperCase()}, ${name ?? localType}`;
}
