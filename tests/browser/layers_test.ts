import { assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { untilMediaFlows } from "./media_stats.ts";
import {
  mediaSections,
  meet,
  named,
  type Person,
  press,
  receivedVideo,
  widthOf,
} from "./meeting.ts";

/** The width that the fake camera gives. */
const FULL_WIDTH = 1280;

/** Chooses what to receive in the settings. */
async function receive(person: Person, what: string): Promise<void> {
  await press(person, "Settings");
  const select = await person.page.waitForSelector(named("Receive", "combobox"));
  assertEquals(await select!.select(what), [what]);
  await select!.dispose();
  await person.page.keyboard.press("Escape");
}

Deno.test("asking for low quality makes the received picture a quarter as wide in place, and back", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada");
    const ben = await enter("Ben", { camera: false });
    const eve = await enter("Eve", { camera: false });
    for (const person of [ben, eve]) await untilMediaFlows(person.page, 1);
    const video = receivedVideo("Ada");
    const untilWidth = (person: Person, width: number) =>
      until(
        `${width} pixels for ${person.name}`,
        async () => await widthOf(person, video) === width,
        STEP_TIMEOUT_MS,
      );
    for (const person of [ben, eve]) await untilWidth(person, FULL_WIDTH);
    const sectionsBefore = await mediaSections(eve);
    await receive(eve, "everything-low");
    await untilWidth(eve, FULL_WIDTH / 4);
    assertEquals(await widthOf(ben, video), FULL_WIDTH, "another receiver's width changed");
    await receive(eve, "everything");
    await untilWidth(eve, FULL_WIDTH);
    assertEquals(await mediaSections(eve), sectionsBefore, "the switch renegotiated");
    print(`Chromium: ${FULL_WIDTH} → ${FULL_WIDTH / 4} → ${FULL_WIDTH} pixels in place`);
  });
});
