import { assert } from "../assert.ts";
import { print } from "../print.ts";
import { untilFirstFrame, untilMediaFlows } from "./media_stats.ts";
import { meet, named, press, untilGone } from "./meeting.ts";

Deno.test("two people in Chromium see and hear each other", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben");
    const firstMs = await untilFirstFrame(ben.page, "Ada");
    for (const person of [ada, ben]) {
      const { framesDecoded } = await untilMediaFlows(person.page, 1);
      print(`Chromium, two people: ${person.name} has decoded ${framesDecoded} frames`);
    }
    print(`Chromium, two people: ${Math.round(firstMs)} ms from join to first frame`);
  });
});

Deno.test("a late joiner in Chromium sees both others within a second, and is seen by them", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben");
    await untilMediaFlows(ada.page, 1);
    await untilMediaFlows(ben.page, 1);
    const eve = await enter("Eve", { camera: false, microphone: false });
    for (const name of ["Ada", "Ben"]) {
      const firstMs = await untilFirstFrame(eve.page, name);
      print(`Chromium, late joiner: ${Math.round(firstMs)} ms from join to first frame of ${name}`);
      assert(firstMs < 1000, `${firstMs} ms from join to the first frame of ${name}`);
    }
    await press(eve, "Turn camera on");
    await press(eve, "Unmute microphone");
    for (const person of [ada, ben, eve]) {
      const { framesDecoded } = await untilMediaFlows(person.page, 2);
      print(`Chromium, three people: ${person.name} has decoded ${framesDecoded} frames`);
    }
  });
});

Deno.test("who turns the camera off goes on being heard, and who leaves is gone for the others", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben");
    await untilMediaFlows(ada.page, 1);
    await untilMediaFlows(ben.page, 1);
    await press(ada, "Turn camera off");
    await ada.page.waitForSelector(named("Turn camera on"));
    await untilMediaFlows(ben.page, 0);
    await press(ada, "Turn camera on");
    await untilMediaFlows(ben.page, 1);
    await press(ada, "Mute microphone");
    await ada.page.waitForSelector(named("Unmute microphone"));
    await press(ada, "Leave");
    await untilGone(ben, 'article.tile[data-direction="down"]');
  });
});
