import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { type MediaTotals, readTotals, untilMediaFlows } from "./media_stats.ts";
import {
  LARGE_WIDTH,
  mediaSections,
  meet,
  named,
  type Person,
  receivedVideo,
  untilShown,
  untilWidth,
  widthOf,
} from "./meeting.ts";
import { openNarrowLink } from "./narrow_link.ts";

const ADA = receivedVideo("Ada");
const isLarge = (width: number) => width > LARGE_WIDTH;

Deno.test("on a narrow link the picture gets smaller in place, and large again when the link is wide, in Chromium", async () => {
  await meet(async ({ server, enter }) => {
    const link = openNarrowLink(server.udpPort);
    try {
      await enter("Ada");
      const ben = await enter("Ben", { camera: false, prepare: link.detour });
      const eve = await enter("Eve", { camera: false });
      await untilMediaFlows(ben.page, 1);
      const full = await untilWidth(ben, ADA, "a large picture", isLarge);
      await untilWidth(eve, ADA, "a large picture", isLarge);
      const sections = await mediaSections(ben);
      link.limit(250_000);
      const small = await untilWidth(ben, ADA, "a smaller picture", (width) => width * 2 <= full);
      assert(await widthOf(eve, ADA) > small, "another receiver's picture got smaller");
      link.limit(50_000);
      await untilShown(ben, "Your connection is");
      link.limit(Infinity);
      await untilWidth(ben, ADA, "a large picture again", isLarge);
      assertEquals(await mediaSections(ben), sections, "the switch renegotiated");
      print(`Chromium on a link of 250 kb/s: ${full} → ${small} → large again, in place`);
    } finally {
      link.close();
    }
  });
});

/** The names of the encodings of which somebody encodes pictures just now. */
async function encodingsOf(person: Person): Promise<string[]> {
  return await person.page.evaluate(async () => {
    const count = async () => {
      const frames = new Map<string, number>();
      for (const connection of lecternTest.connections) {
        if (connection.connectionState !== "connected") continue;
        // deno-lint-ignore no-explicit-any -- the records of webrtc-stats are typed by their `type` field alone
        for (const stat of ((await connection.getStats()) as any).values()) {
          if (stat.type === "outbound-rtp" && stat.kind === "video") {
            frames.set(stat.rid, stat.framesEncoded);
          }
        }
      }
      return frames;
    };
    const before = await count();
    await new Promise((resolve) => setTimeout(resolve, 700));
    const after = await count();
    return [...after].filter(([rid, frames]) => frames > (before.get(rid) ?? 0))
      .map(([rid]) => rid).sort();
  });
}

Deno.test("who sends encodes only what somebody receives, and the details say what flows", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben", { camera: false });
    const untilEncoded = (what: string) =>
      until(
        `${what} alone to be encoded`,
        async () => (await encodingsOf(ada)).join() === what,
        STEP_TIMEOUT_MS,
      );
    await untilWidth(ben, ADA, "a large picture", isLarge);
    await untilEncoded("h");
    const options = 'article.tile[data-username="Ada"] [aria-label="Options for Ada"]';
    await ben.page.$eval(options, (button) => (button as HTMLElement).click());
    await ben.page.locator(named("Details", "menuitem")).click();
    const untilDetailed = () =>
      until("the width among the details", async () => {
        const width = await widthOf(ben, ADA);
        return await ben.page.evaluate(
          (words) => document.body.innerText.includes(words),
          `${width}\u00a0×`,
        );
      }, STEP_TIMEOUT_MS);
    await untilDetailed();
    const pin = await ben.page.waitForSelector(named("Show at most", "combobox"));
    await pin!.select("low");
    await pin!.dispose();
    await untilWidth(ben, ADA, "the least width", (width) => width <= 320);
    await untilDetailed();
    await untilEncoded("l");
    await ben.page.keyboard.press("Escape");
    const focused = await ben.page.evaluate(() => document.activeElement?.ariaLabel);
    assertEquals(focused, "Options for Ada", "the focus did not return");
  });
});

/** For so many seconds on end a picture must stay as it is. */
const STEADY_S = 10;

/** A browser that has just started on a busy machine needs a while to come to rest. */
const REST_TIMEOUT_MS = 2 * STEP_TIMEOUT_MS;

Deno.test("the picture in Firefox keeps its size and does not stand still", async () => {
  await meet(async ({ browser, enter }) => {
    // Firefox takes a while to start.
    await Promise.all([browser("firefox"), enter("Ada")]);
    const fox = await enter("Fox", { browser: "firefox", camera: false });
    await untilMediaFlows(fox.page, 1);
    const looks: MediaTotals[] = [];
    const steady = await until(`${STEADY_S} steady seconds`, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      looks.push(await readTotals(fox.page));
      const last = looks.slice(-STEADY_S - 1);
      const [first] = last;
      if (first === undefined || last.length <= STEADY_S) return false;
      const flows = last.slice(1).every((now, i) => now.framesDecoded > last[i]!.framesDecoded);
      const same = last.every(({ frameWidth, freezeMs }) =>
        frameWidth === first.frameWidth && freezeMs === first.freezeMs
      );
      return flows && same && last;
    }, REST_TIMEOUT_MS);
    const frames = steady.slice(1).map((now, i) => now.framesDecoded - steady[i]!.framesDecoded);
    print(
      `Firefox: ${steady[0]!.frameWidth} pixels for ${STEADY_S} s after ` +
        `${looks.length - STEADY_S - 1} s, pictures in each second: ${frames}`,
    );
  });
});
