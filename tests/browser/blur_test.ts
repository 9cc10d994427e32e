import * as esbuild from "esbuild";
import type { Page } from "puppeteer-core";
import { readNetwork } from "../../ui/blur/model_file.ts";
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { launchBrowser, openPage } from "./browsers.ts";
import { meet, named, type Person, press, receivedVideo } from "./meeting.ts";
import { computeSlowly } from "./slow_network.ts";

const UI = new URL("../../ui/", import.meta.url);

/** x, y, width and height, as shares of a picture. */
type Part = readonly [number, number, number, number];

/** Where the drawn person's cheeks are, and where there is only wall. */
const FACE: Part = [0.46, 0.44, 0.08, 0.06];
const WALL: Part = [0.02, 0.05, 0.2, 0.3];
const EYE: Part = [0.43, 0.42, 0.06, 0.1];
const PARTS = [FACE, EYE, WALL];

/** A wall of squares has a contrast of 52 as it is. */
const SHARP = 30;
const SOFT = 12;

/** Draws somebody, over 640 by 360 points. (It is sent to pages as text: it may use nothing from outside itself.) */
function drawPerson(c: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D): void {
  const oval = (x: number, y: number, w: number, h: number, colour: string) => {
    c.fillStyle = colour;
    c.beginPath();
    c.ellipse(x, y, w, h, 0, 0, 2 * Math.PI);
    c.fill();
  };
  oval(320, 160, 88, 104, "#3b2a20");
  oval(320, 400, 190, 130, "#2e3f5c");
  c.fillStyle = "#e3b894";
  c.fillRect(292, 230, 56, 60);
  oval(320, 178, 68, 84, "#e3b894");
  oval(320, 104, 72, 34, "#3b2a20");
  oval(295, 170, 8, 6, "#222222");
  oval(345, 170, 8, 6, "#222222");
  oval(320, 215, 20, 6, "#a04040");
}

/** Runs in the page, at its start, after `drawPerson`: the camera is somebody before a chequered wall. */
function plantCamera(draw: typeof drawPerson): void {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext("2d")!;
  const paint = () => {
    for (let y = 0; y < 360; y += 20) {
      for (let x = 0; x < 640; x += 20) {
        context.fillStyle = (x + y) % 40 === 0 ? "#b0b0b0" : "#484848";
        context.fillRect(x, y, 20, 20);
      }
    }
    draw(context);
  };
  paint();
  setInterval(paint, 100);
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (constraints) =>
    constraints?.video ? Promise.resolve(canvas.captureStream(10)) : original(constraints);
}

/** What was seen of a part of a video, over all frames since the last look: how bright, and how uneven (0 to 255). */
interface Seen {
  readonly frames: number;
  readonly brightness: number;
  readonly greatestContrast: number;
  readonly leastContrast: number;
}

/** Looks at every frame of the video that matches, from now on; returns a look at a part of it. */
async function watch(page: Page, selector: string): Promise<(part: Part) => Promise<Seen>> {
  await page.evaluate(
    (selector, parts) => {
      const canvas = new OffscreenCanvas(64, 64);
      const context = canvas.getContext("2d", { willReadFrequently: true })!;
      const fresh = () => ({ frames: 0, brightness: 0, greatestContrast: 0, leastContrast: 255 });
      const seen = parts.map(fresh);
      const measure = (video: HTMLVideoElement, [x, y, w, h]: Part) => {
        const { videoWidth: width, videoHeight: height } = video;
        context.drawImage(video, x * width, y * height, w * width, h * height, 0, 0, 64, 64);
        const { data } = context.getImageData(0, 0, 64, 64);
        let [sum, squares] = [0, 0];
        for (let i = 0; i < data.length; i += 4) {
          sum += data[i + 1]!;
          squares += data[i + 1]! ** 2;
        }
        const brightness = 4 * sum / data.length;
        return { brightness, contrast: Math.sqrt(4 * squares / data.length - brightness ** 2) };
      };
      let watched: HTMLVideoElement | null = null;
      const look = (video: HTMLVideoElement) => {
        if (video !== watched) return;
        parts.forEach((part, i) => {
          const { brightness, contrast } = measure(video, part);
          const before = seen[i]!;
          seen[i] = {
            frames: before.frames + 1,
            brightness,
            greatestContrast: Math.max(before.greatestContrast, contrast),
            leastContrast: Math.min(before.leastContrast, contrast),
          };
        });
        video.requestVideoFrameCallback(() => look(video));
      };
      // Another element may take the place of the first.
      const find = () => {
        const video = document.querySelector<HTMLVideoElement>(selector);
        if (video === watched) return;
        watched = video;
        video?.requestVideoFrameCallback(() => look(video));
      };
      new MutationObserver(find).observe(document, { childList: true, subtree: true });
      find();
      Object.assign(globalThis, {
        lookAt: (index: number) => {
          const result = seen[index];
          seen[index] = fresh();
          return result;
        },
      });
    },
    selector,
    PARTS,
  );
  return (part) =>
    page.evaluate(
      (index) => (globalThis as unknown as { lookAt: (index: number) => Seen }).lookAt(index),
      PARTS.indexOf(part),
    );
}

Deno.test("the GPU computes the same outline as plain arithmetic", async () => {
  const bundle = await esbuild.build({
    stdin: {
      contents: `
        import { createSegmenter } from "./segmenter.ts";
        import { readNetwork } from "./model_file.ts";
        globalThis.blur = { createSegmenter, readNetwork };`,
      resolveDir: new URL("blur", UI).pathname,
    },
    bundle: true,
    write: false,
    format: "iife",
    tsconfigRaw: {},
  });
  await esbuild.stop();
  const model = await Deno.readFile(new URL("dist/selfie.tflite", UI));
  const network = readNetwork(model);
  const { width, height } = network.sizes[network.input]!;
  const browser = await launchBrowser("chromium");
  try {
    const { page } = await openPage(browser);
    await page.goto("data:text/html,<title>GPU</title>");
    await page.addScriptTag({ content: String(drawPerson) });
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    const { pixels, outline, ms } = await page.evaluate(
      (base64, width, height) => {
        const { createSegmenter, readNetwork } = (globalThis as unknown as {
          blur: {
            createSegmenter: typeof import("../../ui/blur/segmenter.ts").createSegmenter;
            readNetwork: typeof import("../../ui/blur/model_file.ts").readNetwork;
          };
        }).blur;
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext("2d")!;
        const wall = context.createLinearGradient(0, 0, width, height);
        wall.addColorStop(0, "#7d8fa8");
        wall.addColorStop(1, "#20242c");
        context.fillStyle = wall;
        context.fillRect(0, 0, width, height);
        context.scale(width / 640, height / 360);
        drawPerson(context);
        const { data } = context.getImageData(0, 0, width, height);

        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const gl = new OffscreenCanvas(16, 16).getContext("webgl2")!;
        gl.getExtension("EXT_color_buffer_float");
        const segmenter = createSegmenter(gl, readNetwork(bytes));
        gl.bindTexture(gl.TEXTURE_2D, segmenter.input.texture);
        const values = Float32Array.from(data, (value) => value / 255);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, values);
        const read = new Float32Array(width * height * 4);
        const run = () => {
          segmenter.run();
          gl.bindFramebuffer(gl.FRAMEBUFFER, segmenter.output.framebuffer);
          gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, read);
        };
        run();
        const beginMs = performance.now();
        run();
        const ms = performance.now() - beginMs;
        return { pixels: [...data], outline: [...read].filter((_, i) => i % 4 === 0), ms };
      },
      model.toBase64(),
      width,
      height,
    );
    const input = Float32Array.from(pixels.filter((_, i) => i % 4 < 3), (value) => value / 255);
    const { values } = computeSlowly(network, input);
    assertEquals(outline.length, values.length);
    const differences = outline.map((value, i) => Math.abs(value - values[i]!));
    const mean = differences.reduce((sum, value) => sum + value) / differences.length;
    const inside = values.filter((value) => value > 0.5).length / values.length;
    print(`outline: mean difference ${mean.toFixed(5)}, person ${inside.toFixed(2)}, ${ms} ms`);
    assert(inside > 0.1 && inside < 0.5, `the person fills ${inside} of the picture`);
    assert(mean < 0.003, `mean difference ${mean}`);
    assert(Math.max(...differences) < 0.15, `greatest difference ${Math.max(...differences)}`);
  } finally {
    await browser.close();
  }
});

/** Software draws here, which may take seconds for a frame. */
const DRAW_LIMIT_MS = 60_000;

async function chooseBackground(person: Person, value: string): Promise<void> {
  await person.page.waitForSelector(".background-choice select");
  await person.page.select(".background-choice select", value);
}

for (const way of ["streams", "messages"]) {
  Deno.test(`a background blurred before joining is blurred for all, in every frame, by ${way}`, async () => {
    await meet(async ({ enter }) => {
      const bob = await enter("Bob", { camera: false, microphone: false });
      const look = await watch(bob.page, receivedVideo("Alice"));
      const alice = await enter("Alice", {
        microphone: false,
        prepare: async (page) => {
          await page.evaluateOnNewDocument(`${drawPerson}; (${plantCamera})(drawPerson);`);
          // As in browsers that hand no frames to workers by streams.
          if (way === "messages") {
            await page.evaluateOnNewDocument("delete globalThis.MediaStreamTrackProcessor");
          }
          const preferences = JSON.stringify({ background: "blur" });
          await page.evaluateOnNewDocument((value) => {
            localStorage.setItem("lectern.preferences", value);
          }, preferences);
        },
      });
      let frames = 0;
      let greatest = 0;
      await until("Bob to see some frames", async () => {
        const seen = await look(WALL);
        frames += seen.frames;
        greatest = Math.max(greatest, seen.greatestContrast);
        return frames >= 5;
      }, DRAW_LIMIT_MS);
      await until("Bob to see the person sharply", async () => {
        return (await look(EYE)).greatestContrast > SOFT;
      }, DRAW_LIMIT_MS);
      const face = await look(FACE);
      assert(face.brightness > 150, `the face is as bright as ${face.brightness}`);
      assert(greatest < SOFT, `the wall has shown a contrast of ${greatest}`);

      await press(alice, "Settings");
      await chooseBackground(alice, "none");
      await until("Bob to see the wall", async () => {
        return (await look(WALL)).greatestContrast > SHARP;
      }, DRAW_LIMIT_MS);
      await chooseBackground(alice, "blur");
      await until("Bob to see the wall no more", async () => {
        const { frames, greatestContrast } = await look(WALL);
        return frames > 0 && greatestContrast < SOFT;
      }, DRAW_LIMIT_MS);
      assertEquals(await alice.page.evaluate(() => lecternTest.errors), []);
    });
  });
}

Deno.test("where the background cannot be changed the camera goes off", async () => {
  await meet(async ({ server, browser }) => {
    const { page } = await openPage(await browser("chromium"));
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (request.url().endsWith("/assets/selfie.tflite")) void request.respond({ status: 404 });
      else void request.continue();
    });
    await page.goto(`${server.origin}/group/lecture/`);
    await page.locator(named("Camera", "switch")).click();
    await page.waitForSelector(".preview video");
    await page.select(".background-choice select", "blur");
    await page.waitForSelector(".preview-off");
    assertEquals(await page.$(".preview video"), null);
    await page.waitForSelector("::-p-text(The background cannot be changed on this device)");
    await page.select(".background-choice select", "none");
    await page.locator(named("Camera", "switch")).click();
    await page.waitForSelector(".preview video");
  });
});
