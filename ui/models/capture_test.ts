import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { type Capture, createCapture, type Loss } from "./capture.ts";
import { constraintsOf, contentHintOf, isMirrored } from "./constraints.ts";
import { browserFamily } from "./device_help.ts";
import { playTrack } from "./played_devices.ts";
import { DEFAULTS, type Preferences } from "./settings.ts";

/** Answers of `getUserMedia`, in turn: the name of a device, or of an error. */
async function withAnswers(
  answers: string[],
  run: (world: {
    readonly capture: Capture;
    readonly asked: MediaStreamConstraints[];
    readonly tracks: MediaStreamTrack[];
    readonly lost: Loss[];
    wish(constraints: MediaTrackConstraints): void;
  }) => Promise<void>,
): Promise<void> {
  const asked: MediaStreamConstraints[] = [];
  const tracks: MediaStreamTrack[] = [];
  const lost: Loss[] = [];
  const constraints = signal<MediaTrackConstraints>({});
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: {
      getUserMedia: (constraints: MediaStreamConstraints) => {
        asked.push(constraints);
        const answer = answers.shift() ?? "";
        if (answer.endsWith("Error")) return Promise.reject(new DOMException("no", answer));
        const track = playTrack("video", answer, answer);
        tracks.push(track);
        return Promise.resolve({ getVideoTracks: () => [track] });
      },
    },
  });
  const capture = createCapture({
    kind: "camera",
    constraints: () => constraints.value,
    started: () => {},
    lost: (loss) => lost.push(loss),
  });
  const wish = (wanted: MediaTrackConstraints) => {
    constraints.value = wanted;
  };
  try {
    await run({ capture, asked, tracks, lost, wish });
  } finally {
    capture.dispose();
    Reflect.deleteProperty(navigator, "mediaDevices");
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** The device behind a track has gone. */
async function vanish(track: MediaStreamTrack): Promise<void> {
  track.stop();
  track.onended?.(new Event("ended"));
  await turn();
}

Deno.test("a device in use follows what is wished, and the old track goes on until the new one is there", async () => {
  await withAnswers(["one", "two"], async ({ capture, asked, tracks, wish }) => {
    wish({ width: 640 });
    assertEquals(asked.length, 0, "a device that is off stays off");
    await capture.start();
    wish({ width: 640 });
    assertEquals(asked.length, 1, "the same wish is no other");
    wish({ width: 1280 });
    assertEquals(tracks[0]?.readyState, "live");
    await turn();
    assertEquals(asked.map(({ video }) => video), [{ width: 640 }, { width: 1280 }]);
    assertEquals([tracks[0]?.readyState, capture.track.value?.label], ["ended", "two"]);
  });
});

Deno.test("a change that fails leaves the device as it was, and says why", async () => {
  await withAnswers(["one", "NotAllowedError"], async ({ capture, wish }) => {
    await capture.start();
    wish({ deviceId: { exact: "x" } });
    await turn();
    assertEquals([capture.track.value?.label, capture.problem.value], ["one", "denied"]);
    assertEquals(capture.track.value?.readyState, "live");
  });
});

Deno.test("where only one camera can be open, the old one is closed for the new one", async () => {
  const answers = ["one", "NotReadableError", "two", "NotReadableError", "NotReadableError"];
  await withAnswers(answers, async ({ capture, tracks, wish }) => {
    await capture.start();
    wish({ deviceId: { exact: "back" } });
    await turn();
    assertEquals(capture.track.value?.label, "two");
    wish({});
    await turn();
    assertEquals([capture.track.value, capture.problem.value], [null, "busy"]);
    assertEquals(tracks.map(({ readyState }) => readyState), ["ended", "ended"]);
  });
});

Deno.test("a device that vanishes is replaced by another, by name", async () => {
  const answers = ["one", "NotFoundError", "two"];
  await withAnswers(answers, async ({ capture, asked, lost, tracks, wish }) => {
    wish({ deviceId: { exact: "one" }, width: 640 });
    await capture.start();
    await vanish(tracks[0]!);
    assertEquals(asked.at(-1)?.video, { width: 640 });
    assertEquals(capture.track.value?.label, "two");
    assertEquals(lost, [
      { kind: "camera", deviceId: "one", name: "one", instead: "two", problem: null },
    ]);
  });
});

Deno.test("a device that vanishes for good is off, and its owner knows why", async () => {
  await withAnswers(["one", "NotFoundError"], async ({ capture, lost, tracks }) => {
    await capture.start();
    await vanish(tracks[0]!);
    assertEquals([capture.track.value, capture.problem.value], [null, null]);
    assertEquals(lost.map(({ instead, problem }) => [instead, problem]), [[null, "missing"]]);
  });
});

Deno.test("devices are asked for what the person prefers", () => {
  const preferences: Preferences = { ...DEFAULTS, cameraMode: "board", noiseSuppression: false };
  assertEquals(constraintsOf("camera", preferences), {
    width: { ideal: 1920 },
    height: { ideal: 1080 },
    frameRate: { ideal: 15 },
  });
  assertEquals(constraintsOf("microphone", { ...preferences, microphoneId: "m" }), {
    deviceId: { exact: "m" },
    echoCancellation: true,
    noiseSuppression: false,
    autoGainControl: true,
  });
  assertEquals([contentHintOf(preferences), contentHintOf(DEFAULTS)], ["detail", ""]);
});

Deno.test("oneself is seen as in a mirror, but nothing that is to be read", () => {
  assertEquals(isMirrored("camera", DEFAULTS), true);
  assertEquals(isMirrored("camera", { ...DEFAULTS, cameraMode: "board" }), false);
  assertEquals(isMirrored("camera", { ...DEFAULTS, mirror: false }), false);
  assertEquals(isMirrored("screenshare", DEFAULTS), false);
  assertEquals(isMirrored("video", DEFAULTS), false);
});

Deno.test("browsers are told apart where their settings are in different places", () => {
  const apple = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
  const cases = [
    [`Mozilla/5.0 (X11; Linux x86_64) ${apple} Chrome/138.0.0.0 Safari/537.36`, "chromium"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox"],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/18.0 Safari/605`, "safari"],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${apple} CriOS/138.0 Safari`,
      "safari",
    ],
    [`Mozilla/5.0 (Linux; Android 10; K) ${apple} Chrome/138.0.0.0 Mobile Safari/537`, "android"],
    ["curl/8", "other"],
  ] as const;
  for (const [agent, family] of cases) assertEquals(browserFamily(agent), family, agent);
});

Deno.test("another picture of the same camera is a new track of it, which is not opened anew", async () => {
  await withAnswers(["one"], async ({ capture, asked, tracks, wish }) => {
    await capture.start();
    const applied: unknown[] = [];
    const copy = playTrack("video", "copy");
    Object.assign(tracks[0]!, {
      applyConstraints: (constraints: unknown) => Promise.resolve(applied.push(constraints)),
      clone: () => copy,
    });
    wish({ width: 1920 });
    await turn();
    assertEquals([asked.length, applied], [1, [{ width: 1920 }]]);
    assertEquals([capture.track.value?.label, tracks[0]?.readyState], ["copy", "ended"]);
  });
});
