/**
 * Pictures of pages in the ways in which people look at them.
 * @module
 */
import type { Person } from "./meeting.ts";
import { setScheme } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_DEVICE_PICTURES");

/** How people look at a page. */
const WAYS = [
  { name: "light", width: 1280, height: 960, scheme: "light", direction: "ltr" },
  { name: "dark", width: 1280, height: 960, scheme: "dark", direction: "ltr" },
  { name: "phone", width: 390, height: 844, scheme: "light", direction: "ltr" },
  { name: "rtl", width: 1280, height: 960, scheme: "light", direction: "rtl" },
] as const;

/** Takes pictures of a page in each way. */
export async function shoot({ page }: Person, name: string): Promise<void> {
  if (!PICTURES) return;
  const turn = (direction: string) =>
    page.evaluate((direction) => {
      document.documentElement.dir = direction;
    }, direction);
  for (const { name: way, width, height, scheme, direction } of WAYS) {
    await page.setViewport({ width, height });
    await setScheme(page, scheme);
    await turn(direction);
    await page.screenshot({ path: `${PICTURES}/${name}-${way}.png` });
  }
  await turn("ltr");
  await page.setViewport({ width: 1280, height: 800 });
}
