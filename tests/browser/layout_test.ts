/**
 * The stage in real browsers: layouts, pins, the spotlight, volumes, the own picture, little windows, and what is not in sight.
 */
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { bringCrowd } from "./crowd.ts";
import {
  GROUP,
  joinRoom,
  meet,
  named,
  type Person,
  press,
  receivedVideo,
  untilGone,
} from "./meeting.ts";
import { SIZES, takePictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_STAGE_SCREENSHOTS");

/** A group with a host who has a password; everybody else may come and present. */
const HOSTED = {
  "users": {
    "Chair": { "password": { "type": "plain", "key": "secret" }, "permissions": "op" },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
} as const;

/** A window as small as a phone. */
const PHONE = { width: SIZES.phone.width, height: SIZES.phone.height };

const QUIET = { microphone: false } as const;
const UNSEEN = { camera: false, microphone: false } as const;

function tileOf(name: string, label = "camera"): string {
  return `article.tile[data-username="${name}"][data-label="${label}"]`;
}

async function untilRole(person: Person, tile: string, role: string): Promise<void> {
  await until(`${tile} to be ${role} for ${person.name}`, async () => {
    return await person.page.$(`${tile}[data-role="${role}"]`) !== null;
  }, STEP_TIMEOUT_MS);
}

/** Opens the menu of a tile. */
async function openTileMenu({ page }: Person, tile: string): Promise<void> {
  await page.locator(tile).hover();
  await page.locator(`${tile} .tile-options`).click();
  await page.waitForSelector(".tile-menu");
}

async function chooseItem({ page }: Person, item: string): Promise<void> {
  await page.locator(`::-p-xpath(//*[starts-with(@role, "menuitem")][contains(., "${item}")])`)
    .click();
}

async function chooseLayout(person: Person, layout: string): Promise<void> {
  await press(person, "Layout");
  await chooseItem(person, layout);
}

Deno.test("layouts, pins and the own picture are chosen by menus, gestures and keys, and remembered", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", QUIET);
    const ben = await enter("Ben", QUIET);
    const { page } = ben;
    await page.waitForSelector(receivedVideo("Ada"));
    // Of two, oneself is in a corner; of more, among them.
    await untilRole(ben, tileOf("Ben"), "floating");
    const eve = await enter("Eve", QUIET);
    await untilRole(ben, tileOf("Ben"), "small");
    await takePictures(page, PICTURES, "grid", "desk");

    await chooseLayout(ben, "Speaker");
    await until("somebody to be large", async () => await page.$(`[data-role="large"]`) !== null);
    assertEquals((await page.$$(`[data-role="large"]`)).length, 1);
    await takePictures(page, PICTURES, "speaker", "desk");

    await page.locator(tileOf("Eve")).click({ count: 2 });
    await untilRole(ben, tileOf("Eve"), "large");
    await openTileMenu(ben, tileOf("Ada"));
    await takePictures(page, PICTURES, "tile-menu", "desk");
    await chooseItem(ben, "Pin for me");
    await untilRole(ben, tileOf("Ada"), "large");
    await untilRole(ben, tileOf("Eve"), "large");
    await page.locator(tileOf("Eve")).click({ count: 2 });
    await untilRole(ben, tileOf("Eve"), "small");

    await press(ben, "Layout");
    await chooseItem(ben, "In a corner");
    await untilRole(ben, tileOf("Ben"), "floating");
    const before = await page.$eval(tileOf("Ben"), (tile) => tile.getBoundingClientRect().top);
    await page.locator(tileOf("Ben")).hover();
    const move = await page.waitForSelector(named("Move my picture with the arrow keys"));
    await move!.focus();
    await page.keyboard.press("ArrowUp");
    await until(
      "the own picture to be above",
      async () =>
        await page.$eval(tileOf("Ben"), (tile) => tile.getBoundingClientRect().top) < before - 100,
    );
    // Dragged down again.
    const box = await (await page.$(tileOf("Ben")))!.boundingBox();
    await page.mouse.move(box!.x + 20, box!.y + 60);
    await page.mouse.down();
    await page.mouse.move(box!.x - 300, box!.y + 500, { steps: 4 });
    await page.mouse.up();
    await until(
      "the own picture to be below",
      async () =>
        await page.$eval(tileOf("Ben"), (tile) => tile.getBoundingClientRect().top) > before - 50,
    );
    await takePictures(page, PICTURES, "pinned", "desk");

    await page.reload();
    await joinRoom(ben, QUIET);
    await untilRole(ben, tileOf("Ben"), "floating");
    const stored = await page.evaluate(() =>
      JSON.parse(localStorage.getItem("lectern.preferences") ?? "{}")
    );
    assertEquals([stored.layout, stored.own], ["speaker", "corner"]);
    assert(ada.page !== eve.page);
    for (const { page } of [ada, ben, eve]) {
      assertEquals(await page.evaluate(() => lecternTest.errors), []);
    }
  });
});

Deno.test("shared screens stand beside people, each with its sharer's name, and one fills the screen", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", QUIET);
    const ben = await enter("Ben", QUIET);
    const eve = await enter("Eve", UNSEEN);
    await press(ada, "Share screen");
    await press(ben, "Share screen");
    for (const name of ["Ada", "Ben"]) {
      await untilRole(eve, tileOf(name, "screenshare"), "large");
      await untilRole(eve, tileOf(name), "small");
    }
    await takePictures(eve.page, PICTURES, "side", "desk");
    await eve.page.setViewport(PHONE);
    await takePictures(eve.page, PICTURES, "side", "phone");
    await eve.page.setViewport(SIZES.desk);
    await openTileMenu(eve, tileOf("Ben", "screenshare"));
    await chooseItem(eve, "Full screen");
    await eve.page.waitForFunction(() => document.fullscreenElement?.matches(".tile") === true);
    await eve.page.locator(named("End full screen")).click();
    await eve.page.waitForFunction(() => document.fullscreenElement === null);
  });
});

Deno.test("a host puts somebody in the spotlight for all, newcomers too, and takes it away", async () => {
  await meet(async ({ enter }) => {
    const chair = await enter("Chair", { ...UNSEEN, password: "secret" });
    const ada = await enter("Ada", QUIET);
    await enter("Ben", QUIET);
    await openTileMenu(chair, tileOf("Ada"));
    await chooseItem(chair, "Spotlight for everyone");
    const eve = await enter("Eve", UNSEEN);
    for (const person of [chair, eve]) await untilRole(person, tileOf("Ada"), "large");
    // To herself she is as large as before, and knows.
    await ada.page.waitForSelector(`${tileOf("Ada")} [aria-label="In the spotlight"]`);
    assertEquals(await ada.page.$(`[data-role="large"]`), null);
    await eve.page.waitForSelector(`${tileOf("Ada")} [aria-label="In the spotlight"]`);
    await takePictures(eve.page, PICTURES, "spotlight", "desk");

    // Who loses the connection comes back into the light.
    await openTileMenu(eve, tileOf("Ben"));
    assertEquals(await eve.page.$(named("Spotlight for everyone", "menuitem")), null);
    await eve.page.keyboard.press("Escape");
    await untilGone(eve, ".tile-menu");
    await ada.page.reload();
    await untilGone(eve, tileOf("Ada"));
    await joinRoom(ada, QUIET);
    await untilRole(eve, tileOf("Ada"), "large");

    await press(chair, "More");
    await chooseItem(chair, "End the spotlight");
    for (const person of [chair, eve]) await untilRole(person, tileOf("Ada"), "small");
    await untilGone(ada, `[aria-label="In the spotlight"]`);
  }, { groups: { [GROUP]: HOSTED } });
});

Deno.test("one person is made quieter, for oneself alone, and stays so for the next time", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada", { camera: false });
    await enter("Ben", { camera: false });
    const eve = await enter("Eve", UNSEEN);
    const { page } = eve;
    await page.waitForSelector(tileOf("Ben"));
    await openTileMenu(eve, tileOf("Ada"));
    const slider = await page.waitForSelector(named("Volume for me", "slider"));
    await slider!.focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowLeft");
    const soundOf = (name: string) =>
      page.$eval(`audio[data-username="${name}"]`, (audio) => {
        const { volume, muted, paused } = audio as HTMLAudioElement;
        return { volume, muted, paused };
      });
    const untilHeard = (name: string, wanted: number) =>
      until(`the sound of ${name}`, async () => {
        const { volume, paused } = await soundOf(name);
        return volume === wanted && !paused;
      }, STEP_TIMEOUT_MS);
    await untilHeard("Ada", 0.4);
    await untilHeard("Ben", 1);
    assertEquals(await soundOf("Ada"), { volume: 0.4, muted: false, paused: false });
    assertEquals(await soundOf("Ben"), { volume: 1, muted: false, paused: false });
    await press(eve, "Mute for me");
    await page.waitForSelector(`${tileOf("Ada")} [aria-label="Muted for you"]`);
    assertEquals((await soundOf("Ada")).muted, true);
    await page.reload();
    await joinRoom(eve, UNSEEN);
    await page.waitForSelector(`${tileOf("Ada")} [aria-label="Muted for you"]`);
    await untilHeard("Ada", 0.4);
    assertEquals(await soundOf("Ada"), { volume: 0.4, muted: true, paused: false });
  });
});

/** Bytes of video that a page has received, by stream in the order of its connections, and whether sound comes. */
async function received(person: Person): Promise<{ videoBytes: number[]; soundPackets: number }> {
  return await person.page.evaluate(async () => {
    const videoBytes: number[] = [];
    let soundPackets = 0;
    for (const connection of lecternTest.connections) {
      if (connection.connectionState !== "connected") continue;
      for (
        const stat of ((await connection.getStats()) as unknown as Map<string, never>).values()
      ) {
        const { type, kind, bytesReceived, packetsReceived } = stat as {
          type: string;
          kind: string;
          bytesReceived: number;
          packetsReceived: number;
        };
        if (type !== "inbound-rtp") continue;
        if (kind === "video") videoBytes.push(bytesReceived);
        else soundPackets += packetsReceived;
      }
    }
    return { videoBytes, soundPackets };
  });
}

/** For how long it is watched what flows: a crowd sends four pictures in a second. */
const WATCHED_MS = 1000;

/** How many videos come in meanwhile, and how many packets of sound. */
async function flowing(person: Person): Promise<{ videos: number; sound: number }> {
  const before = await received(person);
  await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
  const after = await received(person);
  const videos = after.videoBytes.filter((bytes, i) => bytes > (before.videoBytes[i] ?? 0));
  return { videos: videos.length, sound: after.soundPackets - before.soundPackets };
}

Deno.test("pictures on other pages are not sent at all, their sound is, and who speaks comes to the first page", async () => {
  await meet(async (meeting) => {
    const eve = await meeting.enter("Eve", UNSEEN);
    const { page } = eve;
    await page.setViewport(PHONE);
    const crowd = await bringCrowd(meeting, { count: 20, microphones: 20 });
    const shown = await until("a pager and pictures", async () => {
      const tiles = (await page.$$(`article.tile[data-state="connected"]`)).length;
      return await page.$(".pager") !== null && tiles > 2 && tiles;
    }, STEP_TIMEOUT_MS);
    await until(
      `${shown} of 20 pictures to come`,
      async () => (await flowing(eve)).videos === shown,
      STEP_TIMEOUT_MS,
    );
    assert((await flowing(eve)).sound > 20 * 20, "the sound of all comes");
    await takePictures(page, PICTURES, "pages", "phone");

    const first = await page.$$eval(
      "article.tile",
      (tiles) => tiles.map((tile) => (tile as HTMLElement).dataset["username"]),
    );
    const hidden = crowd.names.findIndex((name) => !first.includes(name));
    await crowd.speak(hidden, true);
    const speaker = tileOf(crowd.names[hidden]!);
    await page.waitForSelector(speaker);
    await crowd.speak(hidden, false);
    const second = await page.$$eval(
      "article.tile",
      (tiles) => tiles.map((tile) => (tile as HTMLElement).dataset["username"]),
    );
    assertEquals(second.filter((name) => !first.includes(name)), [crowd.names[hidden]]);
    assertEquals(second.filter((name, i) => name === first[i]).length, shown - 1, "others stay");

    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(`::-p-text(Page 2 of)`);
    await untilGone(eve, speaker);
    // A picture comes back at once when it is turned to again.
    await press(eve, "Previous page");
    await page.waitForSelector(speaker);
    await until(
      "the picture to go on",
      async () => (await flowing(eve)).videos === shown,
      STEP_TIMEOUT_MS,
    );
    assertEquals(await page.evaluate(() => lecternTest.errors), []);
  });
});
