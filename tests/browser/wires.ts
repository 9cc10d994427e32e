/**
 * Connections to the server that a test cuts, and mends.
 * @module
 */
import type { Page } from "puppeteer-core";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { named, type Person } from "./meeting.ts";

/** What `withWires` leaves on `globalThis` of a page. */
interface Wires {
  /** While it holds no socket can be opened. */
  cut: boolean;
  readonly sockets: WebSocket[];
}

declare global {
  // A page has them if they were planted.
  var wires: Wires;
}

/** Prepares a page so that its connection can be cut. */
export async function withWires(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const wires: Wires = { cut: false, sockets: [] };
    globalThis.wires = wires;
    const Native = globalThis.WebSocket;
    globalThis.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        // Nobody listens at the port for discarding.
        super(wires.cut ? "ws://127.0.0.1:9/" : url, protocols);
        wires.sockets.push(this);
      }
    };
  });
}

/** Cuts somebody's connection; it stays so until it is mended. */
export async function cutWires({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    wires.cut = true;
    for (const socket of wires.sockets) socket.close();
  });
}

/** Lets somebody connect again, and waits until that person is back, with new peer connections. */
export async function mendWires({ page }: Person): Promise<void> {
  const connections = await page.evaluate(() => {
    wires.cut = false;
    return lecternTest.connections.length;
  });
  await until("a try at once", async () => {
    const button = await page.$(named("Try now"));
    await button?.click().catch(() => {});
    await button?.dispose();
    return await page.$(".banner-line .spinning") === null;
  }, STEP_TIMEOUT_MS);
  await until("new connections", async () => {
    return await page.evaluate(() => lecternTest.connections.length) > connections;
  }, STEP_TIMEOUT_MS);
}

/** Who stands where on somebody's stage. */
export async function placesOf({ page }: Person): Promise<string> {
  return await page.$$eval(
    "article.tile",
    (tiles) =>
      tiles.map(({ dataset, style }) => `${dataset["username"]} ${style.cssText}`).sort()
        .join("\n"),
  );
}
