/**
 * Echoes: for somebody who tests a connection, a media worker sends back what it receives. An echo is an up session and a
 * down session that follows it, both of one visitor, in no group: nobody else can see or hear it, and nothing is kept.
 * Anybody may ask for one, so that they are few, short, and not to be had over and over again.
 * @module
 */
import type { SessionId, ViewerId } from "../media/worker/commands.ts";
import { hostOf } from "./address.ts";
import type { MediaPort, SessionEvent } from "./media_client.ts";

/** How long an echo lives, in milliseconds. A test takes some 20 seconds. */
export const ECHO_LIFE_MS = 30_000;

/** How many echoes may begin within a minute, in all and from one address. */
export const MAX_STARTS = 120;
export const MAX_STARTS_FROM_ONE = 12;

const MINUTE_MS = 60_000;

/** What the test needs: sound, and a video that every browser can send. */
const CODECS = ["opus", "vp8"];

/** What echoes are made with. */
export interface EchoOptions {
  readonly media: MediaPort;
  /** Most at a time; 0 for none at all. */
  readonly most: number;
  /** A number for one who receives, that nobody else has. */
  readonly newViewer: () => ViewerId;
  /** A new id, hard to guess. */
  readonly randomId: () => string;
  /** Time in milliseconds. */
  readonly nowMs: () => number;
  /** Calls back once, after `delayMs`; the result cancels that. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/** What became of the wish for an echo. */
export type EchoOutcome =
  /** `answer` is for the visitor's own offer, `offer` of what comes back. */
  | { readonly type: "open"; readonly id: string; readonly answer: string; readonly offer: string }
  | { readonly type: "off" }
  /** Too many at a time, or too many from this address: another try may succeed after so many seconds. */
  | { readonly type: "busy"; readonly seconds: number }
  /** The offer is of no use, or the worker has failed. */
  | { readonly type: "refused"; readonly reason: string };

/** The echoes of a server. */
export interface Echoes {
  /** Opens an echo for the visitor at `address`, by the offer of what the visitor sends. */
  open(offer: string, address: string): Promise<EchoOutcome>;
  /** Takes the visitor's answer; false if there is no such echo. */
  answer(id: string, sdp: string): boolean;
  /** Ends an echo; one that is not there has ended already. */
  end(id: string): void;
  /** Ends all. */
  close(): void;
  /** How many there are. */
  count(): number;
}

interface Echo {
  readonly id: string;
  readonly host: string;
  readonly up: SessionId;
  down: SessionId | null;
  readonly answered: PromiseWithResolvers<EchoOutcome>;
  cancelEnd: () => void;
}

interface Core {
  readonly options: EchoOptions;
  readonly echoes: Map<string, Echo>;
  /** Who began when, within the last minute. */
  starts: { readonly host: string; readonly atMs: number }[];
}

/** Makes the record of echoes, of which there are none. */
export function createEchoes(options: EchoOptions): Echoes {
  const core: Core = { options, echoes: new Map(), starts: [] };
  return {
    open: (offer, address) => openEcho(core, offer, hostOf(address)),
    answer(id, sdp) {
      const down = core.echoes.get(id)?.down ?? null;
      if (down === null) return false;
      options.media.post({ type: "answer", session: down, sdp });
      return true;
    },
    end(id) {
      const echo = core.echoes.get(id);
      if (echo !== undefined) endEcho(core, echo, "the test was ended");
    },
    close() {
      for (const echo of [...core.echoes.values()]) endEcho(core, echo, "the server ends");
    },
    count: () => core.echoes.size,
  };
}

async function openEcho(core: Core, offer: string, host: string): Promise<EchoOutcome> {
  const { most, media, randomId, after } = core.options;
  if (most === 0) return { type: "off" };
  const seconds = secondsUntilFree(core, host);
  if (seconds > 0) return { type: "busy", seconds };
  core.starts.push({ host, atMs: core.options.nowMs() });

  const id = randomId();
  const echo: Echo = {
    id,
    host,
    up: media.open(placeOf(id), null, (event) => handleUp(core, echo, event)),
    down: null,
    answered: Promise.withResolvers(),
    cancelEnd: () => {},
  };
  core.echoes.set(id, echo);
  echo.cancelEnd = after(ECHO_LIFE_MS, () => endEcho(core, echo, "the time is over"));
  media.post({ type: "publish", session: echo.up, group: placeOf(id), sdp: offer, codecs: CODECS });
  return await echo.answered.promise;
}

/** How long a visitor has to wait, in seconds; 0 if there is room. No address may take more than half of what there is. */
function secondsUntilFree(core: Core, host: string): number {
  const { most, nowMs } = core.options;
  const atMs = nowMs();
  core.starts = core.starts.filter((start) => atMs - start.atMs < MINUTE_MS);
  const own = core.starts.filter((start) => start.host === host);
  if (core.starts.length >= MAX_STARTS) return secondsLeft(core.starts[0]!.atMs, atMs);
  if (own.length >= MAX_STARTS_FROM_ONE) return secondsLeft(own[0]!.atMs, atMs);
  const running = [...core.echoes.values()].filter((echo) => echo.host === host).length;
  const isFull = core.echoes.size >= most || running >= Math.ceil(most / 2);
  return isFull ? ECHO_LIFE_MS / 1000 : 0;
}

function secondsLeft(sinceMs: number, nowMs: number): number {
  return Math.max(1, Math.ceil((sinceMs + MINUTE_MS - nowMs) / 1000));
}

/** No group has such a name: those of groups do not begin with a slash. */
function placeOf(id: string): string {
  return `/echo/${id}`;
}

function handleUp(core: Core, echo: Echo, event: SessionEvent): void {
  if (event.type === "refused") return endEcho(core, echo, event.reason);
  // A second answer belongs to a second offer, which nobody here makes.
  if (event.type !== "answered" || echo.down !== null) return;
  const { media, newViewer } = core.options;
  const { sdp: answer } = event;
  const viewer = newViewer();
  const down = media.open(
    placeOf(echo.id),
    viewer,
    (event) => handleDown(core, echo, answer, event),
  );
  echo.down = down;
  const want = { audio: true, video: "high" } as const;
  media.post({ type: "subscribe", session: down, up: echo.up, viewer, want });
}

function handleDown(core: Core, echo: Echo, answer: string, event: SessionEvent): void {
  if (event.type === "refused") endEcho(core, echo, event.reason);
  else if (event.type === "offer") {
    echo.answered.resolve({ type: "open", id: echo.id, answer, offer: event.sdp });
  }
}

function endEcho(core: Core, echo: Echo, reason: string): void {
  if (core.echoes.get(echo.id) !== echo) return;
  core.echoes.delete(echo.id);
  echo.cancelEnd();
  const { media } = core.options;
  media.post({ type: "close", session: echo.up });
  if (echo.down !== null) media.post({ type: "close", session: echo.down });
  // Without effect where the visitor has been answered.
  echo.answered.resolve({ type: "refused", reason });
}
