import type { Page } from "puppeteer-core";
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
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

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_DEVICE_PICTURES");

/** A WAV file of so many seconds of a tone. */
function toneFile(seconds: number): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const samples = rate * seconds;
  const file = new DataView(new ArrayBuffer(44 + samples * 2));
  const write = (at: number, text: string) =>
    [...text].forEach((sign, index) => file.setUint8(at + index, sign.charCodeAt(0)));
  write(0, "RIFF");
  file.setUint32(4, 36 + samples * 2, true);
  write(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  write(36, "data");
  file.setUint32(40, samples * 2, true);
  for (let i = 0; i < samples; i++) {
    file.setInt16(44 + i * 2, 8000 * Math.sin(2 * Math.PI * 440 * i / rate), true);
  }
  return new Uint8Array(file.buffer);
}

/** A WebM file with pictures and sound, recorded in a page, as base64. */
async function recordVideo(page: Page, seconds: number): Promise<Uint8Array<ArrayBuffer>> {
  const base64 = await page.evaluate(async (seconds) => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext("2d")!;
    let shade = 0;
    const timer = setInterval(() => {
      context.fillStyle = `hsl(${shade += 5} 80% 50%)`;
      context.fillRect(0, 0, 640, 360);
    }, 40);
    const audio = new AudioContext();
    const output = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.connect(output);
    tone.start();
    const stream = new MediaStream([
      ...canvas.captureStream(25).getTracks(),
      ...output.stream.getTracks(),
    ]);
    const recorder = new MediaRecorder(stream, { mimeType: "video/webm" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    setTimeout(() => recorder.stop(), seconds * 1000);
    await stopped;
    clearInterval(timer);
    await audio.close();
    return new Uint8Array(await new Blob(parts).arrayBuffer()).toBase64();
  }, seconds);
  return Uint8Array.fromBase64(base64);
}

/** Plays a file by the menu. */
async function play(person: Person, path: string): Promise<void> {
  await press(person, "More");
  const choosing = person.page.waitForFileChooser();
  await person.page.locator(named("Play a video or audio file", "menuitem")).click();
  await (await choosing).accept([path]);
}

Deno.test("a video and a sound from files are played to the others, and steered, and end; what is none says so", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await meet(async ({ enter }) => {
      const ada = await enter("Ada", { camera: false });
      const ben = await enter("Ben", { camera: false, microphone: false });
      await Deno.writeFile(`${folder}/film.webm`, await recordVideo(ben.page, 6));
      await Deno.writeFile(`${folder}/tone.wav`, toneFile(2));
      await Deno.writeTextFile(`${folder}/broken.mp4`, "this is no film");
      await play(ada, `${folder}/broken.mp4`);
      await untilShown(ada, "broken.mp4 cannot be played by this browser.");

      await play(ada, `${folder}/film.webm`);
      await untilShown(ada, "Your microphone is muted while the file plays.");
      // It lies over the controls for a while.
      await ada.page.$$eval(
        ".toast > button:last-child",
        (buttons) => buttons.forEach((button) => (button as HTMLElement).click()),
      );
      await untilGone(ada, ".toast");
      await press(ada, "Pause");
      await ben.page.waitForSelector(receivedVideo("Ada", "video"));
      await takeAllPictures(ada.page, PICTURES, "playing");
      const width = () =>
        ben.page.$eval(
          receivedVideo("Ada", "video"),
          (video) => (video as HTMLVideoElement).videoWidth,
        );
      await until("the film", async () => await width() === 640, STEP_TIMEOUT_MS);
      await press(ada, "Play");
      await untilGone(ben, receivedVideo("Ada", "video"));
      await untilGone(ada, ".file-controls");

      await play(ada, `${folder}/tone.wav`);
      await ada.page.waitForSelector(named("Position", "slider"));
      assertEquals(
        await ada.page.$eval(
          named("Position", "slider"),
          (slider) => (slider as HTMLInputElement).max,
        ),
        "2",
      );
      await ben.page.waitForSelector('article.tile[data-label="video"]');
      await press(ada, "Stop playing to everybody");
      await untilGone(ben, 'article.tile[data-label="video"]');
      const errors = await ada.page.evaluate(() => lecternTest.errors);
      assertEquals(errors, []);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("while screens are shared a bar says so: another can be shared, sharp or smooth, and all stopped", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", {
      camera: false,
      prepare: async (page) =>
        void await page.evaluateOnNewDocument(() => {
          const screens: MediaStreamTrack[] = [];
          Object.assign(globalThis, { screens });
          const media = navigator.mediaDevices;
          const getDisplayMedia = media.getDisplayMedia.bind(media);
          media.getDisplayMedia = async (options) => {
            const stream = await getDisplayMedia(options);
            screens.push(...stream.getVideoTracks());
            return stream;
          };
        }),
    });
    const ben = await enter("Ben", { camera: false });
    await press(ada, "Share screen");
    await untilShown(ada, "You are sharing your screen");
    await untilMediaFlows(ben.page, 1);
    await press(ada, "Share another");
    await untilShown(ada, "You are sharing 2 screens");
    await untilMediaFlows(ben.page, 2);
    await takeAllPictures(ada.page, PICTURES, "sharing");
    const hints = () => ada.page.evaluate("screens.map(({ contentHint }) => contentHint).join()");
    assertEquals(await hints(), "detail,detail");
    const hint = await ada.page.waitForSelector(
      named("What matters in shared screens", "combobox"),
    );
    await hint!.select("motion");
    await hint!.dispose();
    assertEquals(await hints(), "motion,motion");
    // The browser's own bar stops one of them.
    await ada.page.evaluate("screens[0].stop(); screens[0].dispatchEvent(new Event('ended'))");
    await untilShown(ada, "You are sharing your screen");
    await untilMediaFlows(ben.page, 1);
    await ada.page.locator(".sharing-bar .danger").click();
    await untilGone(ada, ".sharing-bar");
    await untilMediaFlows(ben.page, 0);
    assert(await ada.page.evaluate("screens.every(({ readyState }) => readyState === 'ended')"));
  });
});
