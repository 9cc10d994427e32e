/**
 * The links between media workers, over which publishers' sessions are lent: a message channel for what changes seldom, and a
 * queue in shared memory for packets. Two workers share one link; each may lend over it, and borrow.
 * @module
 */
import {
  borrow,
  createLoan,
  describeLent,
  forwardLent,
  giveBack,
  lend,
  type LentSession,
  type Loan,
  noteLentReport,
  takeBack,
  wantLentKeyframe,
} from "../forward/lending.ts";
import { createLendQueue, type LendQueue, mustWake, openLendQueue } from "../forward/lend_queue.ts";
import type { UpSession } from "../forward/up_session.ts";
import type { ReportedTime } from "../forward/up_track.ts";
import { wantLentEncoding } from "../forward/wanted.ts";
import type { SessionId } from "./commands.ts";
import { followUp } from "./down_peer.ts";
import type { Peers } from "./peers.ts";

/** What workers say to each other. */
export type LinkMessage =
  /** The first message: where the sender will tell of packets that it lends. */
  | { readonly type: "queue"; readonly memory: SharedArrayBuffer }
  /** There is news in the queue. */
  | { readonly type: "wake" }
  /** Lender: a session that you may follow, or what has become of it. */
  | { readonly type: "lent"; readonly lent: LentSession }
  /** Lender: the publisher's newest clock. */
  | { readonly type: "report"; readonly track: number; readonly report: ReportedTime }
  /** Lender: the session is over, or no longer lent. */
  | { readonly type: "ended"; readonly session: SessionId }
  /** Borrower: a key frame is lacking. */
  | { readonly type: "keyframe"; readonly session: SessionId; readonly track: number }
  /** Borrower: an encoding has receivers here, or may have. */
  | { readonly type: "encoding"; readonly session: SessionId; readonly track: number };

/** The part of `MessagePort` that is used here. */
export interface LinkPort {
  postMessage(message: LinkMessage): void;
  onmessage: ((event: MessageEvent<LinkMessage>) => void) | null;
  close(): void;
}

/** A link to another worker. */
export interface Link {
  readonly port: LinkPort;
  /** Where we tell of packets. */
  readonly queue: LendQueue;
  /** What we lend, with what was told of it last. */
  readonly lent: Map<SessionId, Told>;
  /** What we borrow; null until the other worker has said where its queue is. */
  loan: Loan | null;
  /** Sessions that we borrow. */
  readonly borrowed: Set<SessionId>;
}

/** Something that is wished of a borrowed track. */
interface TrackWish {
  readonly session: SessionId;
  readonly track: number;
}

interface Told {
  revision: number;
  readonly reports: Map<number, ReportedTime>;
}

/** The links of one worker, by the number of the other. */
export type Links = Map<number, Link>;

/** Runs an action as a turn of the loop. */
type Turn = (action: (nowUs: number) => void) => void;

/** Joins this worker with another. A link to a worker of that number that has died is replaced, and what it lent is given up. */
export function connectLink(
  peers: Peers,
  links: Links,
  worker: number,
  port: LinkPort,
  turn: Turn,
): void {
  const old = links.get(worker);
  if (old !== undefined) endLink(peers, old);
  const link: Link = {
    port,
    queue: createLendQueue(),
    lent: new Map(),
    loan: null,
    borrowed: new Set(),
  };
  links.set(worker, link);
  port.onmessage = ({ data }) => turn((nowUs) => handleMessage(peers, link, data, nowUs));
  port.postMessage({ type: "queue", memory: link.queue.memory });
}

/** Lends a session to the worker at the other end. */
export function lendTo(peers: Peers, link: Link, session: SessionId): void {
  if (!lend(peers.router, session, link.queue)) {
    link.port.postMessage({ type: "ended", session });
  } else if (!link.lent.has(session)) {
    link.lent.set(session, { revision: -1, reports: new Map() });
  }
}

/** Takes a session back, since nobody follows it there any more. */
export function takeBackFrom(peers: Peers, link: Link, session: SessionId): void {
  if (!link.lent.delete(session)) return;
  takeBack(peers.router, session, link.queue);
  link.port.postMessage({ type: "ended", session });
}

/** Tells the other workers what a turn has brought. */
export function tellLinks(peers: Peers, links: Links): void {
  if (links.size === 0) return;
  for (const link of links.values()) {
    for (const [session, told] of link.lent) tellLent(peers, link, session, told);
    if (mustWake(link.queue)) link.port.postMessage({ type: "wake" });
  }
  tellLenders(links, "keyframe", peers.router.wishes);
  tellLenders(links, "encoding", peers.router.encodingWishes);
}

/** Tells lenders what is wished of their tracks, and empties the list. */
function tellLenders(links: Links, type: "keyframe" | "encoding", wishes: TrackWish[]): void {
  for (const { session, track } of wishes.splice(0)) {
    for (const link of links.values()) {
      if (link.borrowed.has(session)) link.port.postMessage({ type, session, track });
    }
  }
}

/** Closes all links, so that the worker can end. */
export function closeLinks(peers: Peers, links: Links): void {
  for (const link of links.values()) endLink(peers, link);
  links.clear();
}

/** How many sessions are lent or borrowed over them. */
export function countLoans(links: Links): number {
  let count = 0;
  for (const { lent, borrowed } of links.values()) count += lent.size + borrowed.size;
  return count;
}

function endLink(peers: Peers, link: Link): void {
  link.port.close();
  for (const session of link.lent.keys()) takeBack(peers.router, session, link.queue);
  link.lent.clear();
  for (const session of link.borrowed) {
    if (link.loan !== null) giveBack(peers.router, link.loan, session);
  }
  link.borrowed.clear();
}

function tellLent(peers: Peers, link: Link, session: SessionId, told: Told): void {
  const up = peers.router.ups.get(session);
  if (up === undefined) {
    link.lent.delete(session);
    link.port.postMessage({ type: "ended", session });
    return;
  }
  if (up.revision !== told.revision) {
    told.revision = up.revision;
    told.reports.clear();
    link.port.postMessage({ type: "lent", lent: describeLent(up) });
  }
  tellReports(link, up, told);
}

function tellReports(link: Link, up: UpSession, told: Told): void {
  for (const { encodings } of up.media) {
    for (const { id, report } of encodings) {
      if (report === null || told.reports.get(id) === report) continue;
      told.reports.set(id, report);
      link.port.postMessage({ type: "report", track: id, report });
    }
  }
}

function handleMessage(peers: Peers, link: Link, message: LinkMessage, nowUs: number): void {
  if (message.type === "queue") {
    link.loan = createLoan(openLendQueue(message.memory));
    return;
  }
  if (message.type === "keyframe") {
    return wantLentKeyframe(peers.router, message.session, message.track, nowUs);
  }
  if (message.type === "encoding") {
    return wantLentEncoding(peers.router.ups.get(message.session), message.track, nowUs);
  }
  const { loan } = link;
  if (loan === null) return;
  switch (message.type) {
    case "wake":
      return forwardLent(peers.router, loan, nowUs, peers.out);
    case "lent":
      link.borrowed.add(message.lent.session);
      borrow(peers.router, loan, message.lent, nowUs, peers.out);
      return followUp(peers, message.lent.session, nowUs);
    case "report":
      return noteLentReport(loan, message.track, message.report);
    case "ended":
      link.borrowed.delete(message.session);
      return giveBack(peers.router, loan, message.session);
  }
}
