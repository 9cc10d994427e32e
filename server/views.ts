/**
 * How receivers show streams, and how these play with them: what `lectern-1` adds to a down stream.
 * @module
 */
import type { Command } from "../media/worker/commands.ts";
import type { Client, DownStream, Hub } from "./client.ts";

/** How a receiver shows a video, and what layers of it are pinned. */
export type View = Extract<Command, { readonly type: "view" }>["view"];

/** Nobody has said anything. */
export const UNKNOWN_VIEW: View = {
  width: 0,
  height: 0,
  stage: false,
  hidden: false,
  spatial: -1,
  temporal: -1,
};

/** How many changes of view a client's worker takes at once: a large group's page is laid out anew. */
const VIEW_BURST = 300;
/** And how many per second in the long run. */
const VIEW_RATE = 20;

/** What is shown again has a picture by then. */
const RETURN_MS = 2000;

/** What a client has left of its changes of view. */
export interface ViewAllowance {
  left: number;
  /** Unix time in milliseconds of the last change. */
  atMs: number;
}

/** How a stream plays at its receiver. Sums are those since the stream began there. */
export interface Playback {
  readonly freezes: number;
  readonly freezeMs: number;
  readonly framesPerSecond: number;
}

/** A full allowance. */
export function createViewAllowance(nowMs: number): ViewAllowance {
  return { left: VIEW_BURST, atMs: nowMs };
}

/**
 * Notes how a client shows a stream, and has its worker know: at once, or, if there were very many changes, at the next
 * {@link postViews}, so that nothing is lost but what was overtaken.
 */
export function setView(hub: Hub, client: Client, down: DownStream, change: Partial<View>): void {
  const view = { ...down.view, ...change };
  if (isSameView(view, down.view)) return;
  if (view.hidden !== down.view.hidden) forgetPlayback(down, hub.clock.nowMs());
  down.view = view;
  down.viewIsNews = true;
  if (spendView(client.viewAllowance, hub.clock.nowMs())) postView(hub, down);
}

/** A picture that nobody saw stood still for no one's fault: sums of it count from its return, or a little later. */
function forgetPlayback(down: DownStream, nowMs: number): void {
  down.playback = null;
  down.playbackMs = nowMs + RETURN_MS;
  down.frozenShare = 0;
}

/** Tells workers of the views that had to wait. To be called every second or so. */
export function postViews(hub: Hub, client: Client): void {
  for (const down of client.down.values()) {
    if (!down.viewIsNews) continue;
    if (!spendView(client.viewAllowance, hub.clock.nowMs())) return;
    postView(hub, down);
  }
}

/** Tells the worker of a stream that has a new session how it is shown. */
export function postView(hub: Hub, down: DownStream): void {
  down.viewIsNews = false;
  hub.media.post({ type: "view", session: down.session, view: down.view });
}

function spendView(allowance: ViewAllowance, nowMs: number): boolean {
  const elapsedS = Math.max(0, nowMs - allowance.atMs) / 1000;
  allowance.atMs = nowMs;
  allowance.left = Math.min(VIEW_BURST, allowance.left + elapsedS * VIEW_RATE);
  if (allowance.left < 1) return false;
  allowance.left--;
  return true;
}

function isSameView(a: View, b: View): boolean {
  return a.width === b.width && a.height === b.height && a.stage === b.stage &&
    a.hidden === b.hidden && a.spatial === b.spatial && a.temporal === b.temporal;
}
