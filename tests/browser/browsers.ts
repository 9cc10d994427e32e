/**
 * Starting real browsers with a camera and a microphone that need no hardware.
 * @module
 */
import puppeteer, { type Browser, type BrowserContext, type Page } from "puppeteer-core";
import { requireProgram } from "../machine.ts";
import { plantHooks } from "./page_hooks.ts";

/** Which browser. */
export type BrowserName = "chromium" | "firefox";

/** How long a browser may take over one step, in milliseconds. */
export const STEP_TIMEOUT_MS = 45_000;

/** Starts a browser without a window that asks for pages in English. Its fake camera shows a moving picture, its microphone beeps. */
export async function launchBrowser(name: BrowserName): Promise<Browser> {
  return name === "chromium" ? await launchChromium() : await launchFirefox();
}

async function launchChromium(): Promise<Browser> {
  return await puppeteer.launch({
    browser: "chrome",
    executablePath: requireProgram("chromium"),
    headless: true,
    acceptInsecureCerts: true,
    protocolTimeout: STEP_TIMEOUT_MS * 2,
    args: [
      // Chromium's own sandbox refuses to run as root, which containers often are.
      ...(Deno.uid() === 0 ? ["--no-sandbox"] : []),
      "--disable-dev-shm-usage",
      // Half the usual frames: three people who encode two layers each share this machine.
      "--use-fake-device-for-media-stream=fps=15",
      "--use-fake-ui-for-media-stream",
      "--autoplay-policy=no-user-gesture-required",
      "--allow-loopback-in-peer-connection",
      "--disable-backgrounding-occluded-windows",
      "--disable-background-timer-throttling",
      "--disable-renderer-backgrounding",
      // A front end lent by another server (in the test of the stock client) counts as far away otherwise.
      "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
      "--accept-lang=en-US",
      "--mute-audio",
      "--force-prefers-reduced-motion",
    ],
  });
}

async function launchFirefox(): Promise<Browser> {
  return await puppeteer.launch({
    browser: "firefox",
    executablePath: requireProgram("firefox"),
    headless: true,
    acceptInsecureCerts: true,
    protocolTimeout: STEP_TIMEOUT_MS * 2,
    extraPrefsFirefox: {
      "intl.accept_languages": "en-US",
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      "media.peerconnection.ice.loopback": true,
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      "media.volume_scale": "0",
    },
  });
}

/** Opens a page of its own profile, with the hooks planted. Closing the context closes it. */
export async function openPage(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(plantHooks);
  return { context, page };
}
