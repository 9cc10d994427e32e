/**
 * What the grid costs the page when it is full: 49 real streams, of small slow pictures (the decoding of large ones is no work of scripts).
 */
import type { CDPSession } from "puppeteer-core";
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { bringCrowd } from "./crowd.ts";
import { meet } from "./meeting.ts";
import { SIZES, takePictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_STAGE_SCREENSHOTS");

const TILES = 49;
const MICROPHONES = 8;

/** How long is measured, and how often somebody else speaks meanwhile, in milliseconds. */
const MEASURED_MS = 6000;
const TURN_MS = 1000;

/** Most that scripts, and all else that the main thread does, may take of one core. */
const MOST_SHARE = 0.5;

/** Processor time of the page's main thread in seconds: of scripts, and of all its tasks. */
async function readCost(session: CDPSession): Promise<{ scriptS: number; taskS: number }> {
  const { metrics } = await session.send("Performance.getMetrics");
  const valueOf = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { scriptS: valueOf("ScriptDuration"), taskS: valueOf("TaskDuration") };
}

Deno.test("49 streams of little pictures in the grid, eight of whom talk in turn, cost scripts less than half a core", async () => {
  await meet(async (meeting) => {
    const { page } = await meeting.enter("Eve", { camera: false, microphone: false });
    await page.setViewport(SIZES.desk);
    const session = await page.createCDPSession();
    // Not by the clock on the wall: the machine has other things to do as well.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const crowd = await bringCrowd(meeting, { count: TILES, microphones: MICROPHONES });
    await until(`${TILES} tiles that show something`, async () =>
      await page.$$eval(
        "article.tile video",
        (videos) => videos.filter((video) => (video as HTMLVideoElement).videoWidth > 0).length,
      ) === TILES, STEP_TIMEOUT_MS);
    assertEquals(await page.$(".pager"), null, "all are on one page");

    const before = await readCost(session);
    const startMs = performance.now();
    let speakers = 0;
    for (let turn = 0; performance.now() - startMs < MEASURED_MS; turn++) {
      const index = turn % MICROPHONES;
      await crowd.speak(index, true);
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      speakers += (await page.$$(`article.tile[data-speaking="true"]`)).length;
      await crowd.speak(index, false);
    }
    const elapsedS = (performance.now() - startMs) / 1000;
    const after = await readCost(session);
    const script = (after.scriptS - before.scriptS) / elapsedS;
    const tasks = (after.taskS - before.taskS) / elapsedS;
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    print(
      `${TILES} tiles: scripts take ${percent(script)} of a core, all tasks of the main thread ${
        percent(tasks)
      }`,
    );
    await takePictures(page, PICTURES, "many", "desk");
    assert(speakers > 3, `nobody seemed to speak: ${speakers}`);
    // What promises go on with counts as a task of its own, and not as script: the sum is the honest figure.
    assert(script > 0 && tasks < MOST_SHARE, `all tasks take ${percent(tasks)}`);
    assertEquals(await page.evaluate(() => lecternTest.errors), []);
  });
});
