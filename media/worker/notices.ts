/**
 * What a worker tells of its own accord: what its router has found out since the last turn, and from time to time how publishers
 * and viewers do.
 * @module
 */
import { speakersOf } from "../forward/speakers.ts";
import type { UpSession } from "../forward/up_session.ts";
import type { Viewer } from "../forward/viewer.ts";
import type {
  MediaEvent,
  SessionId,
  SessionQuality,
  SpeakingChange,
  WantedEncoding,
} from "./commands.ts";
import type { Router } from "../forward/router.ts";
import type { Session } from "../transport/session.ts";

/** What there is to tell of, and where to. */
export interface NoticeSource {
  readonly sessions: ReadonlyMap<SessionId, Pick<Session, "state">>;
  readonly router: Router;
  readonly post: (event: MediaEvent) => void;
}

/** How often quality is told. */
export const QUALITY_INTERVAL_US = 2_000_000;

/** Posts what the router has put into its queues, and empties them. Cheap where there is nothing. */
export function postNotices({ router, post }: NoticeSource): void {
  const { wanted, slowLinks, speakers } = router;
  if (speakers.changes.length > 0) {
    const told = speakers.changes.splice(0).map(({ session }) => session);
    post({ type: "speaking", changes: rankSpeakers(router, told) });
  }
  if (wanted.length > 0) {
    for (const session of new Set(wanted.splice(0).map((change) => change.session))) {
      const up = router.ups.get(session);
      const encodings = up === undefined ? [] : wantedEncodings(up);
      if (encodings.length > 0) post({ type: "encodings", session, wanted: encodings });
    }
  }
  if (slowLinks.length > 0) {
    // Of several words about one publisher, the last is true.
    const shares = new Map(slowLinks.splice(0).map((each) => [each.session, each.lossShare]));
    for (const [session, lossShare] of shares) post({ type: "slowlink", session, lossShare });
  }
}

/** Posts how publishers and viewers do, if anybody is connected. */
export function postQuality({ sessions, router, post }: NoticeSource): void {
  const isConnected = (id: SessionId) => sessions.get(id)?.state === "connected";
  const ups = [...router.ups.values()].filter((up) => !up.borrowed && isConnected(up.session));
  const reports = [
    ...ups.map(qualityOfUp),
    ...[...router.viewers.values()].flatMap((viewer) => {
      const down = viewer.downs.find(({ session }) => isConnected(session));
      return down === undefined ? [] : [qualityOfViewer(viewer, down.session)];
    }),
  ];
  if (reports.length > 0) post({ type: "quality", reports });
}

/** Where everybody stands who speaks in the groups of some sessions, and those sessions themselves. */
function rankSpeakers(router: Router, told: readonly SessionId[]): SpeakingChange[] {
  const ranks = new Map<SessionId, number>();
  const groups = new Set<string>();
  for (const session of told) {
    ranks.set(session, -1);
    const up = router.ups.get(session);
    if (up !== undefined) groups.add(up.groupName);
  }
  for (const group of groups) {
    speakersOf(router.speakers, group).forEach((session, rank) => {
      // A borrowed one is told of by the worker that receives it.
      if (router.ups.get(session)?.borrowed === false) ranks.set(session, rank);
    });
  }
  return [...ranks].map(([session, rank]) => ({ session, rank }));
}

/** What the publisher is to know of its encodings, by their names: those without one cannot be spoken of. */
function wantedEncodings(up: UpSession): WantedEncoding[] {
  const active = new Map<string, boolean>();
  for (const { encodings } of up.media) {
    for (const { rid, toldWanted } of encodings) {
      if (rid !== "") active.set(rid, toldWanted || active.get(rid) === true);
    }
  }
  return [...active].map(([rid, active]) => ({ rid, active }));
}

function qualityOfUp(up: UpSession): SessionQuality {
  const timed = up.media.flatMap(({ encodings }) => encodings)
    .filter(({ repaired }) => repaired > 0)
    .map(({ rttUs }) => rttUs / 1000);
  return {
    direction: "up",
    session: up.session,
    lossShare: up.uplink.lossShare,
    rttMs: Math.max(0, ...timed),
  };
}

function qualityOfViewer({ estimator }: Viewer, session: SessionId): SessionQuality {
  const { known, reason, bps, lossShare, rttUs, wantedBps } = estimator;
  return {
    direction: "down",
    session,
    lossShare,
    rttMs: rttUs / 1000,
    // At its start the estimate says nothing of the network yet.
    estimateBps: known && reason !== "start" ? bps : 0,
    wantedBps,
  };
}
