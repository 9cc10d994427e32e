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

/** Takes a picture of a page as it stands; `quality` is that of WebP, up to 100. */
export async function capture(
  page: Page,
  path: string,
  how: { readonly format: "png" } | { readonly format: "webp"; readonly quality: number },
): Promise<void> {
  // A screenshot of puppeteer's would go back to the window that it knows of.
  const { data } = await (await sessionOf(page)).send("Page.captureScreenshot", how);
  await Deno.writeFile(path, decodeBase64(data));
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
    await capture(page, `${folder}/${name}-${size}-${scheme}.png`, { format: "png" });
  }
}

/**
 * Takes pictures of a page at a desk and on a phone, in each theme, and written from right to left. Then it is as before,
 * at a desk.
 */
export async function takeAllPictures(
  page: Page,
  folder: string | undefined,
  name: string,
): Promise<void> {
  if (!folder) return;
  const turn = (direction: string) =>
    page.evaluate((direction) => {
      document.documentElement.dir = direction;
    }, direction);
  for (const size of ["desk", "phone"] as const) {
    // Whatever else makes a phone loads the page anew.
    const { width, height } = SIZES[size];
    await page.setViewport({ width, height });
    await takePictures(page, folder, name, size);
    await turn("rtl");
    await takePictures(page, folder, `${name}-rtl`, size, ["light"]);
    await turn("ltr");
  }
  await page.setViewport({ width: 1280, height: 800 });
}

/** What the system would say of light and dark. */
export async function setScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}
