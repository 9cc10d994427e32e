/**
 * A tile, and the room, in a window over all others; and names that are no trouble to their neighbours.
 */
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { meet, named, type Person, press, receivedVideo, untilGone } from "./meeting.ts";
import { SIZES, takePictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_STAGE_SCREENSHOTS");

const ADA = 'article.tile[data-username="Ada"]';

async function chooseOfTile({ page }: Person, tile: string, item: string): Promise<void> {
  await page.locator(tile).hover();
  await page.locator(`${tile} .tile-options`).click();
  await page.locator(named(item, "menuitem")).click();
}

/** What is in the room's small window; null if none is open. */
async function smallWindow({ page }: Person) {
  return await page.evaluate(() => {
    const pip = Reflect.get(globalThis, "documentPictureInPicture") as { window: Window | null };
    if (pip.window === null) return null;
    const { document } = pip.window;
    return {
      name: document.querySelector(".nameplate")?.textContent ?? "",
      buttons: [...document.querySelectorAll("button")].map((button) => button.ariaLabel ?? ""),
      plays: (document.querySelector("video")?.videoWidth ?? 0) > 0,
      styled: getComputedStyle(document.querySelector(".room-pip")!).position === "fixed",
    };
  });
}

async function pressThere({ page }: Person, label: string): Promise<void> {
  await page.evaluate((label) => {
    const pip = Reflect.get(globalThis, "documentPictureInPicture") as { window: Window | null };
    pip.window?.document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
  }, label);
}

Deno.test("a tile goes into a window of its own and comes back, or ends there with its stream", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", { microphone: false });
    const ben = await enter("Ben", { camera: false, microphone: false });
    await ben.page.waitForSelector(receivedVideo("Ada"));
    await until(
      "a picture",
      () =>
        ben.page.$eval(receivedVideo("Ada"), (video) => (video as HTMLVideoElement).videoWidth > 0),
    );
    const isApart = () => ben.page.evaluate(() => document.pictureInPictureElement !== null);
    await chooseOfTile(ben, ADA, "Picture in picture");
    await until("the small window", isApart, STEP_TIMEOUT_MS);
    await chooseOfTile(ben, ADA, "Close picture in picture");
    await until("it to be closed", async () => !await isApart(), STEP_TIMEOUT_MS);
    assertEquals(await ben.page.$(".pip-video"), null);
    await chooseOfTile(ben, ADA, "Picture in picture");
    await until("the small window", isApart, STEP_TIMEOUT_MS);
    await press(ada, "Leave");
    await untilGone(ben, ADA);
    await until("it to be closed", async () => !await isApart(), STEP_TIMEOUT_MS);
    assertEquals(await ben.page.evaluate(() => lecternTest.errors), []);
  });
});

Deno.test("the room goes into a small window with whom one sees and what one needs, and closes cleanly", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada", { microphone: false });
    const ben = await enter("Ben", { camera: false });
    await ben.page.waitForSelector(receivedVideo("Ada"));
    const open = async () => {
      await press(ben, "More");
      await ben.page.locator(named("Room in a small window", "menuitem")).click();
      await until("Ada in the small window", async () => {
        const shown = await smallWindow(ben);
        return shown !== null && shown.name.includes("Ada") && shown.plays && shown.styled;
      }, STEP_TIMEOUT_MS);
    };
    await open();
    const shown = await smallWindow(ben);
    for (const label of ["Mute microphone", "Turn camera on", "Leave", "Back to the room"]) {
      assert(shown!.buttons.includes(label), `${label} in ${shown!.buttons}`);
    }
    await pressThere(ben, "Mute microphone");
    await ben.page.waitForSelector(named("Unmute microphone"));
    await pressThere(ben, "Back to the room");
    await until("it to be closed", async () => await smallWindow(ben) === null, STEP_TIMEOUT_MS);
    await open();
    await pressThere(ben, "Leave");
    await ben.page.waitForSelector(named("Join"));
    await until("it to be closed", async () => await smallWindow(ben) === null, STEP_TIMEOUT_MS);
    assertEquals(await ben.page.evaluate(() => lecternTest.errors), []);
  });
});

Deno.test("names of any length and direction stay on their tiles, from left to right and from right to left", async () => {
  await meet(async ({ enter }) => {
    for (const name of ["\u202eevE", "ليلى بنت عبد الله", "N".repeat(400)]) {
      await enter(name, { microphone: false });
    }
    const ben = await enter("Ben", { camera: false, microphone: false });
    const { page } = ben;
    await page.setViewport(SIZES.desk);
    const inOrder = async () => {
      await until("three tiles", async () => (await page.$$("article.tile")).length === 3);
      return await page.$$eval("article.tile", (tiles) =>
        tiles.map((tile) => {
          const plate = tile.querySelector(".nameplate")!.getBoundingClientRect();
          const box = tile.getBoundingClientRect();
          const stage = tile.closest(".stage")!.getBoundingClientRect();
          return {
            shown: tile.querySelector(".nameplate-name")!.textContent!.slice(0, 4),
            fits: plate.left >= box.left && plate.right <= box.right && plate.top >= box.top &&
              box.left >= stage.left - 1 && box.right <= stage.right + 1,
          };
        }));
    };
    const left = await inOrder();
    assert(left.every(({ fits }) => fits), JSON.stringify(left));
    assert(left.some(({ shown }) => shown === "evE"), "the override is gone");
    await takePictures(page, PICTURES, "names", "desk");
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    const right = await inOrder();
    assert(right.every(({ fits }) => fits), JSON.stringify(right));
    await takePictures(page, PICTURES, "names-rtl", "desk");
  });
});
