import { meet, named, press, untilShown } from "./meeting.ts";

Deno.test("what is written is read by the others, and by who comes later", async () => {
  await meet(async ({ enter }) => {
    const still = { camera: false, microphone: false };
    const ada = await enter("Ada", still);
    const ben = await enter("Ben", still);
    await press(ada, "Chat");
    await ada.page.locator(named("Message", "textbox")).fill("Today: the <b>circle</b> of fifths");
    await press(ada, "Send");
    await untilShown(ada, "Today: the <b>circle</b> of fifths");
    await press(ben, "Chat");
    await untilShown(ben, "Today: the <b>circle</b> of fifths");
    const eve = await enter("Eve", still);
    await press(eve, "Chat");
    await untilShown(eve, "Today: the <b>circle</b> of fifths");
  });
});
