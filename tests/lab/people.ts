/**
 * Real browsers at the seats of the laboratory: each a Chromium of its own in its seat's network namespace.
 * @module
 */
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { requireProgram } from "../machine.ts";
import { until } from "../until.ts";
import { GO_FIRST, type Seat } from "./network.ts";
import { type PageSample, PICTURES_PER_SECOND, plantClient } from "./page.ts";
import { ENCODINGS } from "./scenes.ts";

/** How long a browser may take over one step. */
const STEP_TIMEOUT_MS = 30_000;

/** Somebody in a browser. */
export interface Person {
  readonly name: string;
  /** All readings of the page so far. */
  readonly readSamples: () => Promise<readonly PageSample[]>;
  readonly leave: () => Promise<void>;
}

/** Opens a browser at a seat and joins the group there. Publishers publish, the others receive all there is. */
export async function enter(
  seat: Seat,
  port: number,
  group: string,
  publishes: boolean,
): Promise<Person> {
  const script = await Deno.makeTempFile({ prefix: "chromium-", suffix: ".sh" });
  const command = [...seat.enter, requireProgram("chromium")].join(" ");
  await Deno.writeTextFile(script, `#!/bin/sh\n${GO_FIRST}\nexec ${command} "$@"\n`);
  await Deno.chmod(script, 0o700);
  const browser = await launch(script).finally(() => Deno.remove(script));
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
    await page.setBypassCSP(true);
    await page.goto(`http://${seat.serverAddress}:${port}/healthz`);
    await page.evaluate(plantClient);
    await page.evaluate((group, name) => labClient.join(group, name), group, seat.name);
    if (publishes) {
      await page.evaluate(
        (encodings, picturesPerSecond) => labClient.publish(encodings, picturesPerSecond),
        ENCODINGS,
        PICTURES_PER_SECOND,
      );
    }
    await (publishes ? untilSending(page) : untilReceiving(page));
    return {
      name: seat.name,
      readSamples: () => page.evaluate(() => labClient.samples()),
      leave: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** DevTools over a pipe: a socket would be in the namespace, out of reach. */
async function launch(script: string): Promise<Browser> {
  return await puppeteer.launch({
    browser: "chrome",
    executablePath: script,
    pipe: true,
    headless: true,
    protocolTimeout: STEP_TIMEOUT_MS,
    args: [
      // Chromium's own sandbox refuses to run as root, which everybody is in the laboratory.
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--autoplay-policy=no-user-gesture-required",
      "--disable-backgrounding-occluded-windows",
      "--disable-background-timer-throttling",
      "--disable-renderer-backgrounding",
      "--mute-audio",
    ],
  });
}

/** Publishers begin low and rise: wait until all encodings are sent. */
async function untilSending(page: Page): Promise<void> {
  await until("all encodings to be sent", async () => {
    const sample = await page.evaluate(() => labClient.latest());
    return sample !== null &&
      ENCODINGS.every(({ rid }) => (sample.encodings[rid]?.frames ?? 0) > 10);
  }, STEP_TIMEOUT_MS);
}

async function untilReceiving(page: Page): Promise<void> {
  await until("pictures and sound", async () => {
    const sample = await page.evaluate(() => labClient.latest());
    return sample !== null && sample.framesDecoded > 10 && sample.audioSamples > 0;
  }, STEP_TIMEOUT_MS);
}
