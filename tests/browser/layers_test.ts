import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { untilMediaFlows } from "./media_stats.ts";
import {
  LARGE_WIDTH,
  mediaSections,
  meet,
  named,
  type Person,
  press,
  receivedVideo,
  untilWidth,
  widthOf,
} from "./meeting.ts";

/** Chooses what to receive in the network's menu. */
async function receive(person: Person, what: string): Promise<void> {
  await press(person, "Network");
  const select = await person.page.waitForSelector(named("What you receive", "combobox"));
  assertEquals(await select!.select(what), [what]);
  await select!.dispose();
  await person.page.keyboard.press("Escape");
}

Deno.test("asking for low quality makes the received picture small in place, and large again", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada");
    const ben = await enter("Ben", { camera: false });
    const eve = await enter("Eve", { camera: false });
    for (const person of [ben, eve]) await untilMediaFlows(person.page, 1);
    const video = receivedVideo("Ada");
    const isLarge = (width: number) => width > LARGE_WIDTH;
    await untilWidth(ben, video, "a large picture", isLarge);
    const full = await untilWidth(eve, video, "a large picture", isLarge);
    const sectionsBefore = await mediaSections(eve);
    await receive(eve, "everything-low");
    const small = await untilWidth(eve, video, "a small picture", (width) => width * 3 <= full);
    assert(await widthOf(ben, video) > small, "another receiver's picture got smaller");
    await receive(eve, "everything");
    await untilWidth(eve, video, "a large picture again", isLarge);
    assertEquals(await mediaSections(eve), sectionsBefore, "the switch renegotiated");
    print(`Chromium: ${full} → ${small} pixels and large again, in place`);
  });
});
