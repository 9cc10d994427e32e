/**
 * Media to the server and back: which way it takes, and how much gets through at which loss and pace.
 * @module
 */
import { serverCandidates } from "./candidates.ts";
import { awaitSome, pause } from "./clock.ts";
import {
  answerEcho,
  type Answered,
  askTerms,
  type Echo,
  type EchoProblem,
  type EchoTerms,
  endEcho,
  openEcho,
} from "./echo_client.ts";
import { figuresOf, pathOf, readSample, type Report, type Sample } from "./figures.ts";
import { type CheckId, type Outcome, outcome } from "./row.ts";
import { createTestMedia, FRAMES_PER_SECOND, TEST_BPS } from "./test_media.ts";
import { text } from "./text.ts";
import { judgeFigures, judgePath } from "./verdicts.ts";

/** How long a connection may take, and how long media is measured. */
const CONNECT_LIMIT_MS = 12_000;
const MEASURE_S = 8;

/** How long a relay may take to give an address. */
const GATHER_LIMIT_MS = 5000;

/** The rows that this check fills in. */
export const MEDIA_CHECKS = [
  "udp",
  "tcp",
  "turn",
  "upload",
  "download",
  "stability",
] as const satisfies readonly CheckId[];

/** What it tells while it goes on. */
export interface MediaNews {
  settled(id: typeof MEDIA_CHECKS[number], found: Outcome): void;
  /** The measurement takes so many more seconds. */
  remaining(seconds: number): void;
}

/** Both ends of an echo on our side. */
interface Ends {
  readonly up: RTCPeerConnection;
  readonly down: RTCPeerConnection;
  /** One of the relays has given an address. */
  relayReached: boolean;
}

/** Sends test media to the server, has it sent back, and says what became of it. */
export async function checkMedia(
  site: string,
  signal: AbortSignal,
  news: MediaNews,
): Promise<void> {
  const settleAll = (found: Outcome) => MEDIA_CHECKS.forEach((id) => news.settled(id, found));
  const terms = await askTerms(signal);
  if ("problem" in terms) return settleAll(explain(terms.problem, site));
  const media = createTestMedia();
  const ends = createEnds(terms);
  let echo: Answered<Echo> | null = null;
  try {
    echo = await connect(ends, media.tracks, signal);
    if ("problem" in echo) return settleAll(explain(echo.problem, site));
    await examine(ends, terms, echo, signal, news);
  } catch {
    // A browser that cannot do what every other can.
    settleAll(outcome("trouble", text.media.impossible));
  } finally {
    ends.up.close();
    ends.down.close();
    media.dispose();
    if (echo !== null && !("problem" in echo)) endEcho(echo.id);
  }
}

function explain(problem: EchoProblem, site: string): Outcome {
  const { media } = text;
  switch (problem.type) {
    case "off":
      return outcome("absent", media.off);
    case "busy":
      return outcome("skipped", media.busy(problem.seconds));
    case "refused":
      return outcome("trouble", media.refused(problem.reason));
    case "unreachable":
      return outcome("trouble", media.unreachable, media.unreachableAdvice(site));
  }
}

function createEnds({ rtcConfiguration }: EchoTerms): Ends {
  const { iceServers = [], iceTransportPolicy = "all" } = rtcConfiguration;
  const configuration: RTCConfiguration = {
    iceServers: iceServers.map(({ urls, username = "", credential = "" }) => ({
      urls: [...urls],
      username,
      credential,
    })),
    iceTransportPolicy,
  };
  const up = new RTCPeerConnection(configuration);
  const down = new RTCPeerConnection(configuration);
  const ends: Ends = { up, down, relayReached: false };
  up.onicecandidate = ({ candidate }) => {
    if (candidate?.type === "relay") ends.relayReached = true;
  };
  return ends;
}

/** Negotiates both directions. The server learns our addresses from our checks, so that no candidates are sent. */
async function connect(
  { up, down }: Ends,
  tracks: readonly MediaStreamTrack[],
  signal: AbortSignal,
): Promise<Answered<Echo>> {
  for (const track of tracks) {
    const sendEncodings = track.kind === "video" ? [{ maxBitrate: TEST_BPS }] : [];
    up.addTransceiver(track, { direction: "sendonly", sendEncodings });
  }
  await up.setLocalDescription(await up.createOffer());
  const echo = await openEcho(up.localDescription?.sdp ?? "", signal);
  if ("problem" in echo) return echo;
  await up.setRemoteDescription({ type: "answer", sdp: echo.answer });
  await down.setRemoteDescription({ type: "offer", sdp: echo.offer });
  await down.setLocalDescription(await down.createAnswer());
  const taken = await answerEcho(echo.id, down.localDescription?.sdp ?? "", signal);
  return taken ? echo : { problem: { type: "unreachable" } };
}

async function examine(
  ends: Ends,
  terms: EchoTerms,
  echo: Echo,
  signal: AbortSignal,
  news: MediaNews,
): Promise<void> {
  const connected = await awaitSome(() => stateOf(ends), CONNECT_LIMIT_MS, signal) === "connected";
  const relays = (terms.rtcConfiguration.iceServers ?? []).flatMap(({ urls }) => urls)
    .filter((url) => /^turns?:/i.test(url));
  if (relays.length > 0) await awaitSome(() => ends.relayReached || null, GATHER_LIMIT_MS, signal);
  if (signal.aborted) return;
  const found = judgePath({
    candidates: serverCandidates(echo.answer),
    path: connected ? pathOf(await reportsOf(ends.up)) : null,
    handshakeFailed: !connected && iceIsUp(ends.up),
    seenAs: terms.address,
    relays,
    relayReached: ends.relayReached,
  });
  for (const id of ["udp", "tcp", "turn"] as const) news.settled(id, found[id]);
  const measured = connected
    ? judgeFigures(figuresOf(await measure(ends, signal, news), FRAMES_PER_SECOND))
    : null;
  if (signal.aborted) return;
  for (const id of ["upload", "download", "stability"] as const) {
    news.settled(id, measured?.[id] ?? outcome("skipped", text.media.unconnected));
  }
}

/** What both connections have come to; null while they are under way. */
function stateOf({ up, down }: Ends): "connected" | "failed" | null {
  const states = [up.connectionState, down.connectionState];
  if (states.includes("failed")) return "failed";
  return states.every((state) => state === "connected") ? "connected" : null;
}

function iceIsUp({ iceConnectionState }: RTCPeerConnection): boolean {
  return iceConnectionState === "connected" || iceConnectionState === "completed";
}

async function measure(
  ends: Ends,
  signal: AbortSignal,
  news: MediaNews,
): Promise<readonly Sample[]> {
  const samples = [await sample(ends)];
  for (let left = MEASURE_S; left > 0 && !signal.aborted; left--) {
    news.remaining(left);
    await pause(1000, signal);
    samples.push(await sample(ends));
  }
  return samples;
}

async function sample({ up, down }: Ends): Promise<Sample> {
  return readSample(
    await reportsOf(up),
    await reportsOf(down),
    performance.now(),
  );
}

async function reportsOf(connection: RTCPeerConnection): Promise<Report[]> {
  return [...(await connection.getStats()).values()];
}
