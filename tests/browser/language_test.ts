import type { Page } from "puppeteer-core";
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { GROUP, meet, named, receivedVideo } from "./meeting.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_LANGUAGE_SCREENSHOTS");

interface Look {
  readonly lang: string;
  readonly dir: string;
}

async function lookOf(page: Page): Promise<Look> {
  return await page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir };
  });
}

async function untilLook(page: Page, wanted: Look): Promise<void> {
  await until(`a page in ${wanted.lang}`, async () => {
    const { lang, dir } = await lookOf(page);
    return lang === wanted.lang && dir === wanted.dir;
  }, STEP_TIMEOUT_MS);
}

/** Chooses a language in whichever list offers it. */
async function choose(page: Page, language: string): Promise<void> {
  const list = await page.waitForSelector(`select:has(option[value="ar"])`);
  await list!.select(language);
  await list!.dispose();
}

/** Pretends that the browser prefers these languages. */
async function prefer(page: Page, languages: readonly string[]): Promise<void> {
  await page.evaluateOnNewDocument((languages) => {
    Object.defineProperty(Navigator.prototype, "languages", { get: () => languages });
  }, languages);
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const [size, width, height] of [["desk", 1280, 800], ["phone", 390, 844]] as const) {
      await page.setViewport({ width, height });
      await page.screenshot({ path: `${PICTURES}/${name}-${scheme}-${size}.png` });
    }
  }
  await page.setViewport({ width: 1280, height: 800 });
}

/** Words of the page, seen or read out, that have not gone through the language for development. */
async function plainWords(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found: string[] = [];
    const isPlain = (text: string) => /[A-Za-z]{3}/.test(text) && !/[·àçéïłñøšûýž]/i.test(text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent ?? "";
      const parent = walker.currentNode.parentElement;
      if (parent?.closest("option, noscript, script, .address, [data-verbatim]")) continue;
      if (isPlain(text)) found.push(text);
    }
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const text = element.getAttribute(name) ?? "";
        if (isPlain(text)) found.push(`${name}: ${text}`);
      }
    }
    return found;
  });
}

Deno.test("a page speaks the person's language, else the browser's, else English", async () => {
  await meet(async ({ open, server }) => {
    const { page } = await open("Amira", server.origin);
    await untilLook(page, { lang: "en", dir: "ltr" });

    await prefer(page, ["xx", "ar-EG", "fr"]);
    await page.reload();
    await untilLook(page, { lang: "ar", dir: "rtl" });
    await picture(page, "landing-ar");

    await choose(page, "de");
    await untilLook(page, { lang: "de", dir: "ltr" });
    await page.reload();
    await untilLook(page, { lang: "de", dir: "ltr" });
    for (const path of ["doctor/", "admin/", `group/${GROUP}/`]) {
      await page.goto(`${server.origin}/${path}`);
      await untilLook(page, { lang: "de", dir: "ltr" });
    }
    await choose(page, "");
    await untilLook(page, { lang: "ar", dir: "rtl" });
    assertEquals(await page.evaluate(() => lecternTest.errors), []);
  });
});

Deno.test("without a store, and without the files of a language, pages can be read all the same", async () => {
  await meet(async ({ open, server }) => {
    const { page } = await open("Amira", server.origin);
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("no", "SecurityError");
        },
      });
    });
    await page.reload();
    await untilLook(page, { lang: "en", dir: "ltr" });
    await choose(page, "ar");
    await untilLook(page, { lang: "ar", dir: "rtl" });

    const initial = new Set(
      await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("script[src], link[href]")].map((element) =>
          element.getAttribute("src") ?? element.getAttribute("href")
        )
      ),
    );
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      const isLater = pathname.endsWith(".js") && !initial.has(pathname);
      void (isLater ? request.abort() : request.continue());
    });
    await page.goto(`${server.origin}/?lang=fr`);
    await page.waitForSelector("h1");
    assertEquals(await lookOf(page), { lang: "en", dir: "ltr" });
  });
});

Deno.test("another language in the room keeps the streams, and turns the stage round", async () => {
  await meet(async ({ enter }) => {
    const amira = await enter("Amira");
    const bert = await enter("Bert");
    await untilMediaFlows(amira.page, 1);
    // Who joins before the camera has started sends a first stream without it, which is over by now.
    await untilMediaFlows(bert.page, 1);
    const video = receivedVideo("Bert");
    await amira.page.waitForSelector(video);
    const before = await amira.page.evaluate((video) => {
      const element = document.querySelector<HTMLVideoElement>(video)!;
      element.dataset["kept"] = "yes";
      const own = document.querySelector('article.tile[data-direction="up"]')!;
      const { left, right } = own.getBoundingClientRect();
      const states = lecternTest.connections.map((connection) => connection.connectionState);
      return { states, left, fromRight: innerWidth - right };
    }, video);

    await amira.page.locator(named("Settings")).click();
    await amira.page.locator(named("Language", "tab")).click();
    await choose(amira.page, "ar");
    await untilLook(amira.page, { lang: "ar", dir: "rtl" });
    await picture(amira.page, "settings-ar");
    await amira.page.keyboard.press("Escape");

    const after = await amira.page.evaluate((video) => {
      const element = document.querySelector<HTMLVideoElement>(video)!;
      const own = document.querySelector('article.tile[data-direction="up"]')!;
      const { right } = own.getBoundingClientRect();
      return {
        states: lecternTest.connections.map((connection) => connection.connectionState),
        kept: element.dataset["kept"],
        fromRight: innerWidth - right,
      };
    }, video);
    assertEquals(before.states.filter((state) => state === "connected").length, 2);
    assertEquals(after.states, before.states);
    assertEquals(after.kept, "yes");
    assert(Math.abs(before.fromRight - before.left) > 100, "the own tile is at one side");
    assert(Math.abs(after.fromRight - before.left) <= 2, "the stage is not mirrored");
    await picture(amira.page, "room-ar");
    await untilMediaFlows(amira.page, 1);
    await untilMediaFlows(bert.page, 1);
    assertEquals(await amira.page.evaluate(() => lecternTest.errors), []);
  });
});

Deno.test("no page has words of its own", async () => {
  await meet(async ({ open, server }) => {
    const { page } = await open("Amira", `${server.origin}/?lang=pseudo`);
    for (const path of ["", `group/${GROUP}/`, "doctor/", "admin/"]) {
      await page.goto(`${server.origin}/${path}?lang=pseudo-rtl`);
      await page.waitForSelector("h1");
      await picture(page, `pseudo-${path.replaceAll("/", "") || "landing"}`);
      const words = (await plainWords(page)).filter((word) => !word.toLowerCase().includes(GROUP));
      assertEquals(words, [], path);
    }
  });
});
