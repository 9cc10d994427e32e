import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { type MediaTotals, readTotals, untilMediaFlows } from "./media_stats.ts";
import {
  mediaSections,
  meet,
  named,
  type Person,
  receivedVideo,
  untilShown,
  widthOf,
} from "./meeting.ts";
import { openNarrowLink } from "./narrow_link.ts";

/** Waits until somebody's picture of Ada is as wide as is asked for; returns the width. */
function untilWidth(person: Person, what: string, holds: (width: number) => boolean) {
  return until(what, async () => {
    const width = await widthOf(person, receivedVideo("Ada"));
    return width > 0 && holds(width) && width;
  }, STEP_TIMEOUT_MS);
}

Deno.test("on a narrow link the picture gets smaller in place, and large again when the link is wide, in Chromium", async () => {
  await meet(async ({ server, enter }) => {
    const link = openNarrowLink(server.udpPort);
    try {
      const ada = await enter("Ada");
      const ben = await enter("Ben", { camera: false, prepare: link.detour });
      const eve = await enter("Eve", { camera: false });
      await untilMediaFlows(ben.page, 1);
      const full = await untilWidth(ben, "the full width", (width) => width >= 1280);
      await untilWidth(eve, "the full width", (width) => width === full);
      const sections = await mediaSections(ben);
      link.limit(250_000);
      const small = await untilWidth(ben, "a smaller picture", (width) => width < full);
      await untilShown(ben, "Your connection is slow");
      assertEquals(await widthOf(eve, receivedVideo("Ada")), full, "another receiver's changed");
      link.limit(Infinity);
      await untilWidth(ben, "the full width again", (width) => width === full);
      assertEquals(await mediaSections(ben), sections, "the switch renegotiated");
      await untilMediaFlows(ada.page, 0);
      print(`Chromium on a link of 250 kb/s: ${full} → ${small} → ${full} pixels in place`);
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
    await untilWidth(ben, "the full width", (width) => width === 1280);
    await untilEncoded("h");
    const details = 'article.tile[data-username="Ada"] [aria-label="Details"]';
    await ben.page.$eval(details, (button) => (button as HTMLElement).click());
    await untilShown(ben, "1280\u00a0×\u00a0720");
    const pin = await ben.page.waitForSelector(named("Show at most", "combobox"));
    await pin!.select("low");
    await pin!.dispose();
    await untilWidth(ben, "the least width", (width) => width === 320);
    await untilShown(ben, "320\u00a0×\u00a0180");
    await untilEncoded("l");
    await ben.page.keyboard.press("Escape");
    const focused = await ben.page.evaluate(() => document.activeElement?.ariaLabel);
    assertEquals(focused, "Details", "the focus did not return");
  });
});

/** Watched seconds in which a picture must stay as it is. */
const WATCHED_S = 10;

Deno.test("the picture in Firefox keeps its size and does not stand still", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada");
    const fox = await enter("Fox", { browser: "firefox", camera: false });
    await untilMediaFlows(fox.page, 1);
    const full = await untilWidth(fox, "the full width", (width) => width >= 1280);
    const looks: MediaTotals[] = [];
    for (let second = 0; second <= WATCHED_S; second++) {
      looks.push(await readTotals(fox.page));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    assertEquals([...new Set(looks.map(({ frameWidth }) => frameWidth))], [full]);
    const frames = looks.slice(1).map((now, i) => now.framesDecoded - looks[i]!.framesDecoded);
    assert(frames.every((count) => count > 0), `pictures in each second: ${frames}`);
    assertEquals(looks.at(-1)!.freezeMs, looks[0]!.freezeMs, "the picture stood still");
    print(`Firefox: ${full} pixels for ${WATCHED_S} s, pictures in each second: ${frames}`);
  });
});
