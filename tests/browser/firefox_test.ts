import type { Page } from "puppeteer-core";
import { assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { say } from "./handling.ts";
import { untilFirstFrame, untilMediaFlows } from "./media_stats.ts";
import {
  meet,
  type Person,
  press,
  receivedVideo,
  untilGone,
  untilShown,
  widthOf,
} from "./meeting.ts";
import { cutWires, mendWires, placesOf, withWires } from "./wires.ts";

Deno.test("Firefox and Chromium meet over TLS with the certificate made at the start", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", { browser: "chromium" });
    const ben = await enter("Ben", { browser: "firefox" });
    const toFirefoxMs = await untilFirstFrame(ben.page, "Ada");
    const inFirefox = await untilMediaFlows(ben.page, 1);
    const inChromium = await untilMediaFlows(ada.page, 1);
    print(
      `Firefox ↔ Chromium: ${inFirefox.framesDecoded} frames decoded in Firefox, ` +
        `${inChromium.framesDecoded} in Chromium`,
    );
    print(`Firefox: ${Math.round(toFirefoxMs)} ms from join to first frame`);
  }, { tls: true });
});

/**
 * Firefox without a window has no screen to share (`getDisplayMedia` rejects with `NotFoundError`, and its fake devices are cameras and
 * microphones alone): a canvas that changes all the time, 800 × 600, stands for one. All that comes after the choice is Firefox's own.
 */
async function withScreen(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    if (navigator.mediaDevices === undefined) return;
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 600 });
      const context = canvas.getContext("2d")!;
      let hue = 0;
      setInterval(() => {
        context.fillStyle = `hsl(${hue++} 60% 50%)`;
        context.fillRect(0, 0, canvas.width, canvas.height);
      }, 100);
      return Promise.resolve(canvas.captureStream(10));
    };
  });
}

async function untilPicture(person: Person, video: string): Promise<void> {
  await until(`a picture in ${video} for ${person.name}`, async () => {
    return await widthOf(person, video) > 0;
  }, STEP_TIMEOUT_MS);
}

Deno.test("from Firefox people share a screen, write, see a screen, and come back after a loss with all they send", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben", {
      browser: "firefox",
      prepare: async (page) => {
        await withScreen(page);
        await withWires(page);
      },
    });
    const screen = receivedVideo("Ben", "screenshare");
    await press(ben, "Share screen");
    await untilPicture(ada, screen);
    await press(ada, "Share screen");
    await untilPicture(ben, receivedVideo("Ada", "screenshare"));
    await press(ada, "Stop sharing");
    await untilGone(ben, receivedVideo("Ada", "screenshare"));

    await press(ada, "Chat");
    await press(ben, "Chat");
    await say(ben, "Grüße aus Firefox 🦊");
    await untilShown(ada, "Grüße aus Firefox 🦊");
    await say(ada, "and from <b>Chromium</b>");
    await untilShown(ben, "and from <b>Chromium</b>");

    const before = await placesOf(ben);
    await cutWires(ben);
    await untilShown(ben, "Still trying");
    await say(ada, "said meanwhile");
    await mendWires(ben);
    await untilShown(ben, "said meanwhile");
    await untilMediaFlows(ben.page, 1);
    await untilMediaFlows(ada.page, 2);
    await untilPicture(ada, screen);
    await until("everybody at the old places", async () => await placesOf(ben) === before);
    await press(ben, "Stop sharing");
    await untilGone(ada, screen);
    assertEquals(await ben.page.evaluate(() => lecternTest.errors), []);
  });
});
