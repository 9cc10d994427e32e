/**
 * One client that receives. It may have many sessions, one for each publisher that it follows, but they share one network path:
 * so one estimate, one pacer, and one allocation of what fits.
 * @module
 */
import { addPath, createEstimator, type Estimator, removePath } from "../bandwidth/estimator.ts";
import { createPacer, type Pacer } from "../bandwidth/pacer.ts";
import { createDownSession, type DownSession } from "./down_session.ts";
import type { DownTrack } from "./down_track.ts";
import { createRepairAllowance, type RepairAllowance } from "./resend.ts";
import { createShareState, type ShareState } from "./grants.ts";

/** A client that receives. Made with its first session, gone with its last. */
export interface Viewer {
  readonly id: number;
  readonly estimator: Estimator;
  readonly pacer: Pacer<DownTrack>;
  readonly downs: DownSession[];
  /** When the estimate is to be shared anew among the tracks; 0 for at once, Infinity for not before something changes. */
  allocateUs: number;
  readonly share: ShareState;
  /** When the estimator was last given time. */
  estimatedUs: number;
  /** The estimate that was shared last; 0 if none was. */
  sharedBps: number;
  /** What its receivers may have sent again. */
  readonly repairs: RepairAllowance;
}

/** Which encodings of a publisher's media are wanted by somebody, and which by nobody. */
export interface WantedEncodings {
  readonly session: number;
  readonly mid: string;
  readonly encodings: readonly {
    readonly rid: string;
    readonly ssrc: number;
    readonly wanted: boolean;
  }[];
}

function createViewer(id: number, nowUs: number): Viewer {
  return {
    id,
    estimator: createEstimator(nowUs),
    pacer: createPacer(nowUs),
    downs: [],
    allocateUs: Infinity,
    share: createShareState(),
    estimatedUs: -Infinity,
    sharedBps: 0,
    repairs: createRepairAllowance(),
  };
}

/** Makes a session of the viewer with the number `id`, who is made with the first. */
export function joinViewer(
  viewers: Map<number, Viewer>,
  id: number,
  session: number,
  upSession: number,
  nowUs: number,
): DownSession {
  const viewer = viewers.get(id) ?? createViewer(id, nowUs);
  viewers.set(id, viewer);
  const path = addPath(viewer.estimator, nowUs);
  const down = createDownSession(session, upSession, viewer, path);
  viewer.downs.push(down);
  viewer.allocateUs = nowUs;
  return down;
}

/** Takes a session out of its viewer, who is forgotten with the last. */
export function leaveViewer(viewers: Map<number, Viewer>, down: DownSession): void {
  const { viewer } = down;
  removePath(viewer.estimator, down.path);
  viewer.downs.splice(viewer.downs.indexOf(down), 1);
  viewer.allocateUs = 0;
  if (viewer.downs.length === 0) viewers.delete(viewer.id);
}
