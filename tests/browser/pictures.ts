/**
 * Pictures of pages, for people to look at: in light and dark, on phones, tablets and desks, and written from right to left.
 * @module
 */
import { decodeBase64 } from "@std/encoding";
import type { CDPSession, Page } from "puppeteer-core";

/** The windows that pages are looked at in, in CSS pixels. */
export const SIZES = {
  phone: { width: 390, height: 844, isMobile: true, hasTouch: true },
  "phone-wide": { width: 844, height: 390, isMobile: true, hasTouch: true },
  tablet: { width: 768, height: 1024, isMobile: true, hasTouch: true },
  small: { width: 320, height: 640, isMobile: true, hasTouch: true },
  desk: { width: 1440, height: 900 },
} as const;

/** One of the windows. */
export type SizeName = keyof typeof SIZES;

/** What is emulated lasts as long as the session that asked for it. */
const sessions = new WeakMap<Page, CDPSession>();

async function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? await page.createCDPSession();
  sessions.set(page, session);
  return session;
}

/** Gives a page of Chromium another window without loading it anew, as turning a phone does. */
export async function setSize(page: Page, name: SizeName): Promise<void> {
  const { width, height, ...phone } = SIZES[name];
  const mobile = "isMobile" in phone;
  const session = await sessionOf(page);
  await session.send("Emulation.setDeviceMetricsOverride", {
    width,
    height,
    mobile,
    deviceScaleFactor: 1,
    screenOrientation: width > height
      ? { type: "landscapePrimary", angle: 90 }
      : { type: "portraitPrimary", angle: 0 },
  });
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: mobile });
  // Two frames later all is laid out.
  await page.evaluate(() =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  );
}

/** Takes a picture of a window of that size in each theme into `folder`; none if there is no folder. */
export async function takePictures(
  page: Page,
  folder: string | undefined,
  name: string,
  size: SizeName,
  schemes: readonly ("light" | "dark")[] = ["light", "dark"],
): Promise<void> {
  if (!folder) return;
  for (const scheme of schemes) {
    await setScheme(page, scheme);
    // A screenshot of puppeteer's would go back to the window that it knows of.
    const { data } = await sessionOf(page).then((session) =>
      session.send("Page.captureScreenshot", { format: "png" })
    );
    await Deno.writeFile(`${folder}/${name}-${size}-${scheme}.png`, decodeBase64(data));
  }
}

/** What the system would say of light and dark. */
export async function setScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}
