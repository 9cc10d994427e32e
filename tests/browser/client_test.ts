/**
 * The example front end of the client library, in real browsers.
 * @module
 */
import { assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { createInspector } from "./inspection.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { GROUP, meet, type Meeting, named, type Person, press, untilShown } from "./meeting.ts";

/** Joins by the example page. */
async function enterExample({ server, open }: Meeting, name: string): Promise<Person> {
  const person = await open(name, `${server.origin}/client/`);
  await person.page.locator(named("Group", "textbox")).fill(GROUP);
  await person.page.locator(named("Your name", "textbox")).fill(name);
  await press(person, "Join");
  await untilShown(person, `You are in ${GROUP}.`);
  return person;
}

Deno.test("two pages of the example see, hear and read each other, and a usual page", async () => {
  await meet(async (meeting) => {
    const ada = await enterExample(meeting, "Ada");
    const ben = await enterExample(meeting, "Ben");
    for (const { page } of [ada, ben]) await untilMediaFlows(page, 1);
    const eve = await meeting.enter("Eve");
    for (const { page } of [ada, ben, eve]) await untilMediaFlows(page, 2);

    await ada.page.locator(named("Message", "textbox")).fill("hello from Ada");
    await press(ada, "Send");
    for (const person of [ada, ben]) await untilShown(person, "Ada: hello from Ada");
    await press(eve, "Chat");
    await untilShown(eve, "hello from Ada");
    await eve.page.locator(named("Message", "textbox")).fill("and from Eve");
    await eve.page.keyboard.press("Enter");
    for (const person of [ada, ben]) await untilShown(person, "Eve: and from Eve");

    const { found, look } = createInspector();
    await look(ada.page, "the example");
    assertEquals(found, []);

    await press(ben, "Leave");
    await untilShown(ben, "You have left.");
    await until("one video on Ada's page", async () => (await ada.page.$$("video")).length === 1);
    await untilMediaFlows(ada.page, 1);
    for (const { page } of [ada, ben, eve]) {
      assertEquals(await page.evaluate(() => lecternTest.errors), []);
    }
  });
});

Deno.test("who may not come in is told why by name", async () => {
  await meet(async ({ server, open }) => {
    const person = await open("Ada", `${server.origin}/client/`);
    await person.page.locator(named("Group", "textbox")).fill("nowhere");
    await person.page.locator(named("Your name", "textbox")).fill("Ada");
    await press(person, "Join");
    await untilShown(person, "You are out: no-group.");
  });
});
