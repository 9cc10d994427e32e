/**
 * The worker that puts another background behind a person: frames in, frames out, drawn on the GPU. One frame is under way
 * at a time; those that come meanwhile are dropped, so that a slow machine shows fewer pictures, but no old ones.
 * @module
 */
import type { Effect, FilterCommand, FilterEvent, FrameStreams } from "./messages.ts";
import { readNetwork } from "./model_file.ts";
import { createScene, type Scene } from "./scene.ts";

/** What we use of a worker's global scope. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<FilterCommand>) => void) | null;
  postMessage(event: FilterEvent, transfer?: Transferable[]): void;
}

const scope: WorkerScope = globalThis as unknown as WorkerScope;
const canvas = new OffscreenCanvas(16, 16);
let scene: Promise<Scene> | null = null;
let told = false;

scope.onmessage = ({ data }) => {
  handle(data).catch((error) => {
    scope.postMessage({ type: "failed", reason: String(error) });
  });
};

async function handle(command: FilterCommand): Promise<void> {
  switch (command.type) {
    case "start":
      scene = open(command.modelUrl, command.effect);
      if (command.streams !== null) await pump(await scene, command.streams);
      break;
    case "effect":
      if (scene !== null) apply(await scene, command.effect);
      break;
    case "frame":
      if (scene !== null) await answer(await scene, command.frame);
      break;
  }
}

async function open(modelUrl: string, effect: Effect): Promise<Scene> {
  const response = await fetch(modelUrl);
  if (!response.ok) throw new Error(`the model cannot be loaded: ${response.status}`);
  const made = createScene(canvas, readNetwork(new Uint8Array(await response.arrayBuffer())));
  apply(made, effect);
  return made;
}

function apply(scene: Scene, effect: Effect): void {
  scene.setPicture(effect.type === "picture" ? effect.picture : null);
}

/** Reads the newest frame, draws it, and hands it on once it is done: the stream in front keeps but one. */
async function pump(scene: Scene, { input, output }: FrameStreams): Promise<void> {
  const reader = input.getReader();
  const writer = output.getWriter();
  while (true) {
    const { done, value: frame } = await reader.read();
    if (done) return;
    const { timestamp, displayWidth, displayHeight } = frame;
    try {
      scene.draw(frame, displayWidth, displayHeight);
    } finally {
      frame.close();
    }
    await scene.finished();
    await writer.write(new VideoFrame(canvas, { timestamp }));
    tellDrawn();
  }
}

async function answer(scene: Scene, frame: ImageBitmap): Promise<void> {
  scene.draw(frame, frame.width, frame.height);
  frame.close();
  await scene.finished();
  const drawn = canvas.transferToImageBitmap();
  scope.postMessage({ type: "frame", frame: drawn }, [drawn]);
  tellDrawn();
}

function tellDrawn(): void {
  if (told) return;
  told = true;
  scope.postMessage({ type: "drawn" });
}
