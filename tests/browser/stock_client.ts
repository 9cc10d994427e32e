/**
 * Driving the stock web client of Galène: what its user would click.
 * @module
 */
import type { Browser, Page } from "puppeteer-core";
import { openPage } from "./browsers.ts";

/** Opens a group in the stock client and joins with camera and microphone. */
export async function joinWithStockClient(
  browser: Browser,
  groupUrl: string,
  name: string,
): Promise<Page> {
  const { page } = await openPage(browser);
  await page.goto(groupUrl);
  await page.locator("#username").fill(name);
  await page.locator("#presentboth").click();
  await page.locator("#connectbutton").click();
  return page;
}

/** Writes a line into its chat. */
export async function chatWithStockClient(page: Page, text: string): Promise<void> {
  await page.locator("#input").fill(text);
  await page.locator("#inputbutton").click();
}

/** Lets a page take its front end from another origin, while all else goes where it went. */
export async function takeFrontEndFrom(page: Page, origin: string): Promise<void> {
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith(".status") || !request.url().startsWith("http")) {
      return await request.continue();
    }
    const response = await fetch(origin + pathname);
    await request.respond({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    });
  });
}
