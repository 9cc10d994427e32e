import type { Page } from "puppeteer-core";
import { assertEquals } from "../assert.ts";
import { OPEN_GROUP } from "../lectern.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { plantDevices } from "./device_hooks.ts";
import { select } from "./handling.ts";
import { untilMediaFlows, untilTotals } from "./media_stats.ts";
import {
  GROUP,
  meet,
  named,
  type Person,
  press,
  receivedVideo,
  untilGone,
  untilShown,
} from "./meeting.ts";
import { takeAllPictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_DEVICE_PICTURES");

const plant = async (page: Page) => void await page.evaluateOnNewDocument(plantDevices);

async function isOn(person: Person, name: string): Promise<boolean> {
  return await person.page.$eval(
    named(name, "switch"),
    (control) => control.getAttribute("aria-checked") === "true",
  );
}

async function untilOn(person: Person, name: string): Promise<void> {
  await until(`${name} to be on`, () => isOn(person, name), STEP_TIMEOUT_MS);
  await until(`the picture of ${person.name}`, async () => {
    return await person.page.evaluate(() =>
      document.querySelector<HTMLVideoElement>(".preview video")?.videoWidth ?? 0
    ) > 0;
  }, STEP_TIMEOUT_MS);
}

Deno.test("at the door, whoever is refused a device is told how to allow it, and it starts once that is done", async () => {
  await meet(async ({ open, server }) => {
    const ada = await open("Ada", `${server.origin}/`);
    await plant(ada.page);
    await ada.page.goto(`${server.origin}/group/${GROUP}/`);
    await ada.page.waitForSelector(named("Camera", "switch"));
    assertEquals([await isOn(ada, "Camera"), await isOn(ada, "Microphone")], [false, false]);
    await ada.page.evaluate(() => {
      deviceTest.refuse = "NotAllowedError";
      deviceTest.permit("denied");
    });
    await ada.page.locator(named("Camera", "switch")).click();
    await untilShown(ada, "This page may not use your camera.");
    await untilShown(ada, "press the sign at the left of the address");
    await takeAllPictures(ada.page, PICTURES, "door-denied");
    await ada.page.evaluate(() => {
      deviceTest.refuse = "";
      deviceTest.permit("granted");
    });
    await untilOn(ada, "Camera");
    await ada.page.locator(named("Camera", "switch")).click();

    await ada.page.evaluate(() => {
      deviceTest.refuse = "NotFoundError";
      deviceTest.changed();
    });
    await ada.page.locator(named("Camera", "switch")).click();
    await untilShown(ada, "No camera was found.");
    await ada.page.evaluate(() => {
      deviceTest.refuse = "";
      deviceTest.changed();
    });
    await untilOn(ada, "Camera");
    await ada.page.locator(named("Camera", "switch")).click();

    await ada.page.evaluate(() => {
      deviceTest.refuse = "NotReadableError";
    });
    await ada.page.locator(named("Camera", "switch")).click();
    await untilShown(ada, "Perhaps another program or another tab is using it");
    await ada.page.evaluate(() => {
      deviceTest.refuse = "";
    });
    await press(ada, "Try again");
    await untilOn(ada, "Camera");
  });
});

Deno.test("at the door one hears a test sound and oneself", async () => {
  await meet(async ({ open, server }) => {
    const ada = await open("Ada", `${server.origin}/`);
    await ada.page.evaluateOnNewDocument(() => {
      const played: string[] = [];
      Object.assign(globalThis, { played });
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        if (this instanceof HTMLAudioElement) {
          played.push(this.srcObject === null ? "file" : "live");
        }
        return play.call(this);
      };
    });
    await ada.page.goto(`${server.origin}/group/${GROUP}/`);
    await press(ada, "Play a test sound");
    const played = () => ada.page.evaluate("played.join()");
    await until("the test sound", async () => await played() === "live");
    await ada.page.locator(named("Microphone", "switch")).click();
    await press(ada, "Hear myself");
    await untilShown(ada, "Speak now…");
    await untilShown(ada, "This is how you sound");
    assertEquals(await played(), "live,file");
    await untilShown(ada, "Hear myself");
    await takeAllPictures(ada.page, PICTURES, "door");
  });
});

Deno.test("a group may suggest devices: they start where they are allowed, else the person is asked", async () => {
  await meet(async ({ open, server }) => {
    const url = `${server.origin}/group/${GROUP}/`;
    const ada = await open("Ada", `${server.origin}/`);
    await plant(ada.page);
    await ada.page.goto(url);
    await untilOn(ada, "Camera");
    await until("the microphone", () => isOn(ada, "Microphone"));
    await ada.page.locator(named("Camera", "switch")).click();
    await until("the camera to stay off", async () => !await isOn(ada, "Camera"));

    const ben = await open("Ben", `${server.origin}/`);
    await ben.page.evaluateOnNewDocument(plantDevices);
    await ben.page.evaluateOnNewDocument(() => deviceTest.permit("prompt"));
    await ben.page.goto(url);
    await untilShown(ben, "This group suggests that you come in with camera and microphone on.");
    assertEquals(await isOn(ben, "Camera"), false);
    await takeAllPictures(ben.page, PICTURES, "door-suggestion");
    await press(ben, "Turn on");
    await untilOn(ben, "Camera");
    await untilGone(ben, ".join-suggestion");
  }, { groups: { [GROUP]: { ...OPEN_GROUP, suggest: ["camera", "microphone"] } } });
});

/** How many peer connections a page has ever made. */
async function connectionCount({ page }: Person): Promise<number> {
  return await page.evaluate(() => lecternTest.connections.length);
}

Deno.test("a camera that vanishes mid-call is replaced in place, and taken up again when it comes back", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", { prepare: plant });
    const ben = await enter("Ben", { camera: false, prepare: plant });
    await untilMediaFlows(ben.page, 1);
    const before = await connectionCount(ada);
    const first = await ada.page.evaluate(() =>
      deviceTest.tracks.find(({ kind, readyState }) => kind === "video" && readyState === "live")!
        .label
    );
    await ada.page.evaluate(() => deviceTest.unplug("video"));
    const cameras = await ada.page.evaluate(async () =>
      (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput")
        .length
    );
    if (cameras > 0) {
      await untilShown(ada, `${first} was disconnected.`);
      await untilMediaFlows(ben.page, 1);
      assertEquals(await connectionCount(ada), before, "the stream was made anew");
    } else {
      await untilShown(ada, `${first} was disconnected, and your camera is off.`);
      await untilMediaFlows(ben.page, 0);
    }
    await takeAllPictures(ada.page, PICTURES, "camera-lost");
    await ada.page.evaluate(() => {
      deviceTest.unplugged.clear();
      deviceTest.changed();
    });
    await untilShown(ada, `${first} is connected again`);
    if (cameras === 0) await press(ada, "Turn camera on");
    await untilMediaFlows(ben.page, 1);

    // The microphone goes for good: the picture goes on.
    await ada.page.evaluate(() => {
      deviceTest.refuse = "NotFoundError";
      deviceTest.unplug("audio");
    });
    await untilShown(ada, "and nobody hears you");
    await ada.page.waitForSelector(named("Unmute microphone"));
    await untilTotals(
      ben.page,
      "the picture alone",
      ({ videosIn, audiosIn }) => videosIn === 1 && audiosIn === 0,
    );
  });
});

/** Chooses in a select by its label. */
Deno.test("the settings have parts; what is changed there holds at once, without a new stream", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", { prepare: plant });
    const ben = await enter("Ben", { camera: false });
    await untilMediaFlows(ben.page, 1);
    const before = await connectionCount(ada);
    await press(ada, "Settings");
    await ada.page.waitForSelector(named("Audio and video", "tab"));
    await ada.page.waitForSelector(".trial-picture video");
    await ada.page.locator(named("Suppress noise", "switch")).click();
    await until("a microphone without suppression", async () => {
      const asked = await ada.page.evaluate(() => deviceTest.asked.at(-1)?.audio);
      return typeof asked === "object" && asked.noiseSuppression === false &&
        asked.echoCancellation === true;
    });
    const video = receivedVideo("Ada");
    const picture = () =>
      ben.page.$eval(video, (element) => {
        const { videoWidth: width, videoHeight: height } = element as HTMLVideoElement;
        return { width, height };
      });
    await select(ada, "Turn the picture", "90");
    await until("an upright picture", async () => {
      const { width, height } = await picture();
      return height > width;
    }, STEP_TIMEOUT_MS);
    await select(ada, "Turn the picture", "0");
    await until("a lying picture", async () => {
      const { width, height } = await picture();
      return width > height;
    }, STEP_TIMEOUT_MS);
    /** What the page sends, as the sender has it. */
    const sentAs = () =>
      ada.page.evaluate(() => {
        const tracks = lecternTest.connections
          .filter(({ connectionState }) => connectionState === "connected")
          .flatMap((connection) => connection.getSenders().map(({ track }) => track));
        const camera = tracks.find((track) => track?.kind === "video");
        const { width, height } = camera?.getSettings() ?? {};
        return `${width}x${height} ${camera?.contentHint}`;
      });
    await select(ada, "Picture", "board");
    await until("a camera for the blackboard", async () => await sentAs() === "1920x1080 detail");
    await untilMediaFlows(ben.page, 1);
    await select(ada, "Picture", "small");
    await until("a small camera", async () => await sentAs() === "640x360 ");
    await untilMediaFlows(ben.page, 1);

    // By the keyboard through all parts.
    await ada.page.focus('[role="tab"][aria-selected="true"]');
    for (const part of PARTS.slice(1)) {
      await ada.page.keyboard.press("ArrowDown");
      const focused = await ada.page.evaluate(() => document.activeElement?.textContent);
      assertEquals(focused, part);
    }
    await ada.page.keyboard.press("Escape");
    await untilGone(ada, "dialog");
    // Only the small picture has other encodings.
    assertEquals(await connectionCount(ada), before + 1, "streams were made anew without need");
    const focused = await ada.page.evaluate(() => document.activeElement?.ariaLabel);
    assertEquals(focused, "Settings", "the focus did not return");

    await press(ada, "Settings");
    for (const part of PARTS) {
      await ada.page.locator(named(part, "tab")).click();
      await takeAllPictures(
        ada.page,
        PICTURES,
        `settings-${part.toLowerCase().replaceAll(" ", "-")}`,
      );
    }
  });
});

/** The settings' parts, in their order. */
const PARTS = [
  "Audio and video",
  "Network",
  "Notifications",
  "Appearance",
  "Language",
  "Keyboard",
];
