import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { select } from "./handling.ts";
import { untilMediaFlows } from "./media_stats.ts";
import {
  meet,
  named,
  type Person,
  press,
  receivedVideo,
  untilGone,
  untilShown,
} from "./meeting.ts";
import { takeAllPictures } from "./pictures.ts";
import { cutWires, mendWires, placesOf, withWires } from "./wires.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_DEVICE_PICTURES");

async function receiving({ page }: Person): Promise<string> {
  const stored = await page.evaluate(() => localStorage.getItem("lectern.preferences"));
  return JSON.parse(stored ?? "{}").receive;
}

Deno.test("one click from the room one chooses to receive less, is reminded of it, and takes it back", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada");
    const ben = await enter("Ben", { camera: false });
    await untilMediaFlows(ben.page, 1);
    await press(ben, "Network");
    await untilShown(ben, "Your connection is good.");
    await select(ben, "What you receive", "audio");
    await untilShown(ben, "You hear everybody. For very bad networks");
    await untilMediaFlows(ben.page, 0);
    await ben.page.keyboard.press("Escape");
    assertEquals(await ben.page.evaluate(() => document.activeElement?.ariaLabel), "Network");
    await untilShown(ben, "You receive sound only.");
    assertEquals(await receiving(ben), "audio", "it is not remembered");
    await takeAllPictures(ben.page, PICTURES, "sound-only");
    await press(ben, "Receive everything again");
    await untilMediaFlows(ben.page, 1);
    await untilGone(ben, ".banner-line");
    await press(ben, "Network");
    await takeAllPictures(ben.page, PICTURES, "network-menu");
  });
});

Deno.test("while the connection is cut the room says for how long, tries again when told to, and is as it was", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben", { prepare: withWires });
    await untilMediaFlows(ada.page, 1);
    await untilMediaFlows(ben.page, 1);
    await press(ben, "Chat");
    await ben.page.locator(named("Message", "textbox")).fill("half a sentence");
    const before = await placesOf(ben);
    await cutWires(ben);
    await untilShown(ben, "No connection for 2 seconds. Still trying…");
    await takeAllPictures(ben.page, PICTURES, "reconnecting");
    await mendWires(ben);
    await untilMediaFlows(ben.page, 1);
    await untilMediaFlows(ada.page, 1);
    await ada.page.waitForSelector(receivedVideo("Ben"));
    await until("everybody at the old places", async () => await placesOf(ben) === before);
    const draft = await ben.page.$eval(
      named("Message", "textbox"),
      (field) => (field as HTMLTextAreaElement).value,
    );
    assert(draft === "half a sentence", draft);
  });
});
