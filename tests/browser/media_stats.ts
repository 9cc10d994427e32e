/**
 * What a page's peer connections say of the media that they carry, added up.
 * @module
 */
import type { Page } from "puppeteer-core";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";

/** What flows through a page, summed over its open connections. */
export interface MediaTotals {
  readonly framesDecoded: number;
  readonly framesEncoded: number;
  /** As in webrtc-stats: the integral of squared audio level over time, of what was received. */
  readonly audioEnergy: number;
  /** The largest width, in pixels, of any picture that is received. */
  readonly frameWidth: number;
  /** For how long pictures have stood still, in milliseconds. */
  readonly freezeMs: number;
  /** How many inbound video streams have decoded something. */
  readonly videosIn: number;
  readonly audiosIn: number;
}

/** Reads the totals of a page. */
export async function readTotals(page: Page): Promise<MediaTotals> {
  return await page.evaluate(async () => {
    const totals = {
      framesDecoded: 0,
      framesEncoded: 0,
      audioEnergy: 0,
      frameWidth: 0,
      freezeMs: 0,
      videosIn: 0,
      audiosIn: 0,
    };
    for (const connection of lecternTest.connections) {
      if (connection.connectionState === "closed") continue;
      // deno-lint-ignore no-explicit-any -- the records of webrtc-stats are typed by their `type` field alone
      for (const stat of ((await connection.getStats()) as any).values()) {
        if (stat.type === "inbound-rtp" && stat.kind === "video" && stat.framesDecoded > 0) {
          totals.framesDecoded += stat.framesDecoded;
          totals.frameWidth = Math.max(totals.frameWidth, stat.frameWidth ?? 0);
          totals.freezeMs += Math.round((stat.totalFreezesDuration ?? 0) * 1000);
          totals.videosIn++;
        } else if (stat.type === "inbound-rtp" && stat.kind === "audio") {
          totals.audioEnergy += stat.totalAudioEnergy ?? 0;
          if (stat.packetsReceived > 0) totals.audiosIn++;
        } else if (stat.type === "outbound-rtp" && stat.kind === "video") {
          totals.framesEncoded += stat.framesEncoded ?? 0;
        }
      }
    }
    return totals;
  });
}

/**
 * Waits until a page decodes `videos` pictures and hears somebody, both still growing; returns the totals at the end.
 */
export async function untilMediaFlows(page: Page, videos: number): Promise<MediaTotals> {
  const before = await untilTotals(
    page,
    `${videos} video(s) and sound`,
    // A stream that is being replaced still counts: with 0 it must be gone, or its frames would be missed later.
    (now) => (videos === 0 ? now.videosIn === 0 : now.videosIn >= videos) && now.audioEnergy > 0,
  );
  return await untilTotals(
    page,
    `more frames and more sound than ${JSON.stringify(before)}`,
    (now) =>
      now.framesDecoded >= before.framesDecoded + 10 * videos &&
      now.audioEnergy > before.audioEnergy,
  );
}

/** Waits until the totals of a page are as they should be. */
export async function untilTotals(
  page: Page,
  what: string,
  holds: (totals: MediaTotals) => boolean,
): Promise<MediaTotals> {
  let totals: MediaTotals | null = null;
  try {
    return await until(what, async () => {
      totals = await readTotals(page);
      return holds(totals) && totals;
    }, STEP_TIMEOUT_MS);
  } catch (error) {
    throw new Error(`the page has ${JSON.stringify(totals)}`, { cause: error });
  }
}

/** The time in milliseconds from the last join of a page to the first frame that it shows of somebody. */
export async function untilFirstFrame(page: Page, from: string): Promise<number> {
  return await until(`a first picture of ${from}`, async () => {
    return await page.evaluate((from) => {
      const shown = lecternTest.firstFrames.find((frame) => frame.from === from);
      return shown ? Math.max(1, shown.atMs - lecternTest.joinedAtMs) : null;
    }, from);
  }, STEP_TIMEOUT_MS);
}
