import type { Page } from "puppeteer-core";
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { GROUP, meet, type Person, untilGone, untilShown } from "./meeting.ts";
import { setSize, type SizeName, SIZES, takePictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_PHONE_SCREENSHOTS");

const HOSTED = {
  "users": {
    "Chair": {
      "password": { "type": "plain", "key": "secret" },
      "permissions": ["op", "present", "message", "token", "record"],
    },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
} as const;

const OPTIONS = { groups: { [GROUP]: HOSTED } };

/** Touches a place of the page. */
async function tap(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.tap(selector);
}

/** Moves a finger downwards from the middle of something. */
async function pullDown(page: Page, selector: string, by: number): Promise<void> {
  const element = await page.waitForSelector(selector);
  const box = await element!.boundingBox();
  assert(box !== null);
  const x = box.x + box.width / 3;
  const y = box.y + box.height / 2;
  const touch = await page.touchscreen.touchStart(x, y);
  for (let step = 1; step <= 8; step++) await touch.move(x, y + by * step / 8);
  await touch.end();
  await element!.dispose();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(page: Page, selector: string): Promise<Box> {
  return await page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  });
}

/** Whether the room is as wide and high as the window, and the buttons are where they can be touched. */
async function checkControls(page: Page, size: SizeName): Promise<void> {
  const { width, height } = SIZES[size];
  const buttons = await page.$$eval(".toolbar button", (all) =>
    all.map((button) => {
      const { left, top, right, bottom } = button.getBoundingClientRect();
      return { left, top, right, bottom };
    }));
  assert(buttons.length <= 6, `${buttons.length} buttons`);
  for (const { left, top, right, bottom } of buttons) {
    assert(right - left >= 44 && bottom - top >= 44, `${right - left}×${bottom - top}`);
    assert(left >= 0 && top >= 0 && right <= width && bottom <= height, "a button is out of sight");
  }
}

Deno.test("on a phone, menus and panels are sheets that a finger or the back button closes, and controls go by a tap", async () => {
  await meet(async ({ enter }) => {
    await enter("Ben", { microphone: false });
    const chair = await enter("Chair", { password: "secret", microphone: false });
    const { page } = chair;
    await page.waitForSelector('article.tile[data-direction="down"] video');
    await setSize(page, "phone");
    await until("a narrow toolbar", async () => (await page.$$(".toolbar button")).length <= 6);
    await checkControls(page, "phone");
    await takePictures(page, PICTURES, "room", "phone");

    await tapPictures(chair);
    await untilHidden(page, ".toolbar");
    await takePictures(page, PICTURES, "bare", "phone");
    await tapPictures(chair);
    await page.waitForSelector(".toolbar", { visible: true });

    await tap(page, '[data-command="more"]');
    await page.waitForSelector("[role=menu]");
    const menu = await boxOf(page, ".floating");
    assertEquals([menu.x, Math.round(menu.width)], [0, 390]);
    assert(Math.abs(menu.y + menu.height - 844) < 1, "the menu comes up from below");
    await takePictures(page, PICTURES, "more", "phone");
    await page.goBack();
    await untilGone(chair, "[role=menu]");
    assert(page.url().endsWith(`/group/${GROUP}/`), "we are still there");

    await tap(page, '[data-command="chat"]');
    await page.waitForSelector("#panel-chat");
    const panel = await boxOf(page, "#panel-chat");
    assertEquals([panel.x, panel.y, panel.width, panel.height], [0, 0, 390, 844]);
    assertEquals(await page.$eval(".toolbar", (toolbar) => (toolbar as HTMLElement).inert), true);
    await takePictures(page, PICTURES, "chat", "phone");
    await pullDown(page, "#panel-chat .panel-head", 20);
    assert(await page.$("#panel-chat") !== null, "a short way is not meant");
    await pullDown(page, "#panel-chat .panel-head", 300);
    await untilGone(chair, "#panel-chat");
    assertEquals(await page.$eval(".toolbar", (toolbar) => (toolbar as HTMLElement).inert), false);
    // Chromium makes no click of the first touch after a fast one that it was sent like this.
    await page.click('[data-command="chat"]');
    await page.waitForSelector("#panel-chat");
    await page.goBack();
    await untilGone(chair, "#panel-chat");
    await page.waitForSelector('[data-command="leave"]');
  }, OPTIONS);
});

async function tapPictures({ page }: Person): Promise<void> {
  const { x, y, width, height } = await boxOf(page, ".stage");
  await page.touchscreen.tap(x + width / 2, y + height / 3);
}

async function untilHidden(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { hidden: true });
}

Deno.test("turned on its side a phone has its controls beside the pictures; a keyboard covers no field", async () => {
  await meet(async ({ enter }) => {
    await enter("Ben", { microphone: false });
    const chair = await enter("Chair", { password: "secret", microphone: false });
    const { page } = chair;
    await page.waitForSelector('article.tile[data-direction="down"] video');
    for (const size of ["phone-wide", "tablet", "desk"] as const) {
      await setSize(page, size);
      await page.waitForSelector('[data-command="more"]');
      if (size === "phone-wide") {
        await until("a narrow toolbar", async () => (await page.$$(".toolbar button")).length <= 6);
        await checkControls(page, size);
        const toolbar = await boxOf(page, ".toolbar");
        const stage = await boxOf(page, ".stage");
        assert(toolbar.x >= stage.x + stage.width, "beside, not below");
        assert(toolbar.height > toolbar.width);
      }
      await takePictures(page, PICTURES, "room", size);
      await page.click('[data-command="chat"]');
      await page.waitForSelector("#panel-chat");
      await takePictures(page, PICTURES, "chat", size);
      await page.keyboard.press("Escape");
      await untilGone(chair, "#panel-chat");
    }

    // As Safari tells of its keyboard, which makes no page smaller.
    await setSize(page, "phone");
    await page.click('[data-command="chat"]');
    await untilShown(chair, "Chat");
    await page.evaluate(() => {
      Object.defineProperty(visualViewport, "height", { get: () => innerHeight - 300 });
      visualViewport!.dispatchEvent(new Event("resize"));
    });
    await until("the field above the keyboard", async () => {
      const { y, height } = await boxOf(page, "#panel-chat textarea");
      return y + height <= 844 - 300;
    }, STEP_TIMEOUT_MS);
    await takePictures(page, PICTURES, "chat-keyboard", "phone", ["light"]);
  }, OPTIONS);
});
