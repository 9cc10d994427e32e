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
  assertEquals(await select!.select(what), [what]);
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
    const [fullWidth = 0, lowWidth] = await until("two layers from Ada", async () => {
      const widths = await sentWidths(ada);
      return widths.length === 2 && widths;
    });
    const untilWidth = (width: number) =>
      until(
        `${width} pixels`,
        async () => await widthOf(eve, video) === width,
        STEP_TIMEOUT_MS,
      );
    await untilWidth(fullWidth);
    const sectionsBefore = await mediaSections(eve);
    await receive(eve, "everything-low");
    assertEquals(lowWidth, fullWidth / 2);
    await untilWidth(fullWidth / 2);
    assertEquals(await widthOf(ben, video), fullWidth, "another receiver's width changed");
    await receive(eve, "everything");
    await untilWidth(fullWidth);
    assertEquals(await mediaSections(eve), sectionsBefore, "the switch renegotiated");
    print(`Chromium, three people: ${fullWidth} → ${fullWidth / 2} → ${fullWidth} pixels in place`);
  });
});

/** The widths of the layers that a person's camera is sent in, the largest first. */
async function sentWidths(person: Person): Promise<number[]> {
  return await person.page.evaluate(async () => {
    const widths: number[] = [];
    for (const connection of lecternTest.connections) {
      if (connection.connectionState !== "connected") continue;
      // deno-lint-ignore no-explicit-any -- the records of webrtc-stats are typed by their `type` field alone
      for (const stat of ((await connection.getStats()) as any).values()) {
        if (stat.type === "outbound-rtp" && stat.frameWidth > 0) widths.push(stat.frameWidth);
      }
    }
    return widths.sort((a, b) => b - a);
  });
}

/** How many media sections a person's open connections have negotiated. */
async function mediaSections(person: Person): Promise<number> {
  return await person.page.evaluate(() =>
    lecternTest.connections
      .filter((connection) => connection.connectionState !== "closed")
      .reduce((sum, connection) => sum + connection.getTransceivers().length, 0)
  );
}
