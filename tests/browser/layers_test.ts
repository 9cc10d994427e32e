import { assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { meet, named, type Person, press, receivedVideo, widthOf } from "./meeting.ts";

/** Chooses what to receive in the settings. */
async function receive(person: Person, what: string): Promise<void> {
  await press(person, "Settings");
  const select = await person.page.waitForSelector(named("Receive", "combobox"));
  await select!.select(what);
  await select!.dispose();
  await person.page.keyboard.press("Escape");
}

Deno.test("asking for low quality halves the received width in place, and back", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben");
    const eve = await enter("Eve");
    for (const person of [ada, ben, eve]) await untilMediaFlows(person.page, 2);
    const video = receivedVideo("Ada");
    const fullWidth = await until("Ada's own width", () => widthOf(ada, OWN_CAMERA));
    const untilWidth = (width: number) =>
      until(
        `${width} pixels`,
        async () => await widthOf(eve, video) === width,
        STEP_TIMEOUT_MS,
      );
    await untilWidth(fullWidth);
    const sectionsBefore = await mediaSections(eve);
    await receive(eve, "low");
    await untilWidth(fullWidth / 2);
    assertEquals(await widthOf(ben, video), fullWidth, "another receiver's width changed");
    await receive(eve, "everything");
    await untilWidth(fullWidth);
    assertEquals(await mediaSections(eve), sectionsBefore, "the switch renegotiated");
    print(`Chromium, three people: ${fullWidth} → ${fullWidth / 2} → ${fullWidth} pixels in place`);
  });
});

const OWN_CAMERA = 'article.tile[data-direction="up"][data-label="camera"] video';

/** How many media sections a person's open connections have negotiated. */
async function mediaSections(person: Person): Promise<number> {
  return await person.page.evaluate(() =>
    lecternTest.connections
      .filter((connection) => connection.connectionState !== "closed")
      .reduce((sum, connection) => sum + connection.getTransceivers().length, 0)
  );
}
