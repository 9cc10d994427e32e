/**
 * Whether a WebSocket to the server opens, passes messages in both directions, and speaks the protocol of meetings.
 * @module
 */
import { createId } from "../client/connection.ts";
import { type Outcome, outcome } from "./row.ts";
import { formatMs } from "../languages/format.ts";
import { text } from "./text.ts";

/** The version of the protocol that rooms speak. */
const VERSION = "2";

/** How long the whole check may take, and how many round trips are measured. */
const LIMIT_MS = 10_000;
const ROUND_TRIPS = 3;

/** What there was when the check ended. */
interface Progress {
  opened: boolean;
  answered: boolean;
  strange: boolean;
  readonly roundTripsMs: number[];
}

/** Opens a WebSocket to `url` as a room does, shakes hands, asks for signs of life, and closes it. */
export async function checkSocket(
  url: string,
  site: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const { socket, facts: names } = text;
  const progress = await converse(url, signal);
  const facts = [{ name: names.address, value: url }];
  if (!progress.opened) return outcome("trouble", socket.closed, socket.closedAdvice(site), facts);
  if (progress.strange) return outcome("trouble", socket.strange, "", facts);
  if (!progress.answered || progress.roundTripsMs.length === 0) {
    return outcome("trouble", socket.mute, socket.muteAdvice(site), facts);
  }
  const bestMs = Math.min(...progress.roundTripsMs);
  return outcome("good", socket.good, "", [
    ...facts,
    { name: names.roundTrip, value: formatMs(bestMs) },
  ]);
}

function converse(url: string, signal: AbortSignal): Promise<Progress> {
  return new Promise((resolve) => {
    const progress: Progress = {
      opened: false,
      answered: false,
      strange: false,
      roundTripsMs: [],
    };
    const socket = new WebSocket(url);
    let askedMs = 0;
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      socket.onmessage = null;
      socket.close();
      resolve(progress);
    };
    const ask = () => {
      askedMs = performance.now();
      socket.send(JSON.stringify({ type: "ping" }));
    };
    const timer = setTimeout(finish, LIMIT_MS);
    signal.addEventListener("abort", finish);
    socket.onopen = () => {
      progress.opened = true;
      const id = createId(Math.random);
      socket.send(JSON.stringify({ type: "handshake", version: [VERSION], id }));
    };
    socket.onclose = finish;
    socket.onmessage = ({ data }) => {
      const type = typeOf(data);
      if (!progress.answered) {
        progress.answered = type === "handshake" && String(data).includes(`"${VERSION}"`);
        progress.strange = !progress.answered;
        if (progress.strange) finish();
        else ask();
      } else if (type === "pong") {
        progress.roundTripsMs.push(performance.now() - askedMs);
        if (progress.roundTripsMs.length < ROUND_TRIPS) ask();
        else finish();
      }
    };
  });
}

function typeOf(data: unknown): unknown {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === "object" && message !== null && "type" in message
      ? message.type
      : null;
  } catch {
    return null;
  }
}
