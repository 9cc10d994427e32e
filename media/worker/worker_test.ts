import { assertEquals } from "../../tests/assert.ts";
import { OFFERS } from "../../tests/sdp_fixtures.ts";
import type { Command, MediaEvent } from "./commands.ts";

/** Starts a worker, sends it all commands at once, and returns the types of its events up to `stopped`. */
async function run(commands: readonly Command[]): Promise<string[]> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const events: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.onmessage = ({ data }: MessageEvent<MediaEvent>) => {
        events.push(data.type);
        if (data.type === "stopped") resolve();
      };
      for (const command of commands) worker.postMessage(command);
    });
  } finally {
    worker.terminate();
  }
  return events;
}

const START: Command = {
  type: "start",
  config: {
    index: 0,
    udpPort: 0,
    publicAddresses: [],
    udpBackend: "auto",
    crypto: "portable",
    audibleSpeakers: 0,
    logLevel: "info",
  },
};

Deno.test("commands that come while the worker starts are carried out, in their order", async () => {
  const offer = {
    type: "publish",
    group: "g",
    sdp: OFFERS.chromium.camera,
    codecs: ["vp8", "opus"],
  } as const;
  const events = await run([
    START,
    { ...offer, session: 1 },
    { ...offer, session: 2, sdp: "garbage" },
    {
      type: "subscribe",
      session: 3,
      up: 1,

      viewer: 1,
      want: { audio: true, video: "high" },
    },
    { type: "stats", request: 1 },
    { type: "stop" },
  ]);
  assertEquals(events, ["ready", "answered", "refused", "offer", "stats", "stopped"]);
});

Deno.test("a worker that never started stops as well", async () => {
  assertEquals(await run([{ type: "stop" }]), ["stopped"]);
});
