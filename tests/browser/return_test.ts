import { assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { untilMediaFlows, untilTotals } from "./media_stats.ts";
import { joinRoom, meet, named, type Person, receivedVideo } from "./meeting.ts";

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
