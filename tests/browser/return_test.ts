import { assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { say } from "./handling.ts";
import { untilMediaFlows, untilTotals } from "./media_stats.ts";
import { joinRoom, meet, named, type Person, press, receivedVideo, untilShown } from "./meeting.ts";
import { cutWires, mendWires, placesOf, withWires } from "./wires.ts";

/** Waits until a person's connections are new ones that carry media. */
async function untilBack(person: Person, videos: number): Promise<void> {
  await until(`${person.name} to be in the room`, async () => {
    return await person.page.$(named("Leave")) !== null;
  }, STEP_TIMEOUT_MS);
  await untilMediaFlows(person.page, videos);
}

Deno.test("who reloads the page comes back, and is seen again", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben");
    await untilMediaFlows(ada.page, 1);
    await untilMediaFlows(ben.page, 1);
    await ben.page.reload();
    const field = await ben.page.waitForSelector(named("Your name", "textbox"));
    assertEquals(await field!.evaluate((input) => (input as HTMLInputElement).value), "Ben");
    await field!.dispose();
    await joinRoom(ben);
    await untilBack(ben, 1);
    await untilMediaFlows(ada.page, 1);
    await ada.page.waitForSelector(receivedVideo("Ben"));
  });
});

Deno.test("when the server starts again, everybody comes back by themselves", async () => {
  await meet(async ({ server, enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben");
    await untilMediaFlows(ada.page, 1);
    await untilMediaFlows(ben.page, 1);
    const before = await ben.page.evaluate(() => lecternTest.connections.length);
    await server.stop();
    await server.start();
    await until("new connections", async () => {
      return await ben.page.evaluate(() => lecternTest.connections.length) > before;
    }, STEP_TIMEOUT_MS);
    for (const person of [ada, ben]) {
      await untilTotals(person.page, "one picture", (now) => now.videosIn === 1);
      await untilBack(person, 1);
    }
  });
});

/** How far somebody has scrolled in the chat, in CSS pixels, and what stands at the upper edge. */
async function chatInSight({ page }: Person): Promise<{ readonly top: number; line: string }> {
  return await page.$eval(".chat-lines", (list) => {
    const edge = list.getBoundingClientRect().top;
    const line = [...list.querySelectorAll(".chat-line")]
      .find((line) => line.getBoundingClientRect().bottom > edge);
    return { top: list.scrollTop, line: line?.textContent ?? "" };
  });
}

Deno.test("after a loss the chat stands where it was scrolled to, and everybody on the stage where they were", async () => {
  await meet(async ({ enter }) => {
    const still = { microphone: false };
    const ada = await enter("Ada", still);
    const eve = await enter("Eve", still);
    const ben = await enter("Ben", { camera: false, prepare: withWires });
    await untilTotals(ben.page, "two pictures", (now) => now.videosIn === 2);
    // Ada comes back to her place, although her stream is the newer one now.
    await press(ada, "Turn camera off");
    await untilTotals(ben.page, "one picture", (now) => now.videosIn === 1);
    await press(ada, "Turn camera on");
    await untilTotals(ben.page, "two pictures", (now) => now.videosIn === 2);
    await press(ada, "Chat");
    await press(ben, "Chat");
    for (let page = 1; page <= 3; page++) await say(ada, `page ${page}` + "\nline".repeat(25));
    await untilShown(ben, "page 3");
    await ben.page.$eval(".chat-lines", (list) => list.scrollTo({ top: 300 }));
    await untilShown(ben, "To the latest messages");

    const [places, chat] = [await placesOf(ben), await chatInSight(ben)];
    assertEquals(chat.top, 300);
    await cutWires(ben);
    await untilShown(ben, "Still trying");
    await say(ada, "said meanwhile");
    await mendWires(ben);
    await untilShown(ben, "said meanwhile");
    await untilTotals(ben.page, "two pictures", (now) => now.videosIn === 2);
    await until("everybody at the old places", async () => await placesOf(ben) === places);
    assertEquals(await chatInSight(ben), chat);
    const said = await ben.page.$$eval(".chat-line", (lines) => lines.length);
    assertEquals(said, 4, "what was there before is there once");
    await eve.page.waitForSelector(receivedVideo("Ada"));
  });
});
