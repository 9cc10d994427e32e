/**
 * What the person sees and hears of the others, and how: the models around the stage.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Environment } from "../client/connection.ts";
import type { Client } from "../client/client.ts";
import { text } from "../text.ts";
import type { Capture } from "./capture.ts";
import { createFullscreen, type Fullscreen } from "./fullscreen.ts";
import type { Meter } from "./meter.ts";
import type { Notices } from "./notices.ts";
import { createPip, type Pip } from "./pip.ts";
import type { Settings } from "./settings.ts";
import { tellShown } from "./shown.ts";
import { createSpotlight, type Spotlight } from "./spotlight.ts";
import { createStage, type Stage } from "./stage.ts";
import { createVolumes, type Volumes } from "./volumes.ts";

/** The models around the stage. */
export interface RoomView {
  readonly stage: Stage;
  readonly spotlight: Spotlight;
  readonly volumes: Volumes;
  readonly fullscreen: Fullscreen;
  readonly pip: Pip;
  /** Something lies over the whole stage; set by whoever shows it. */
  readonly covered: Signal<boolean>;
}

/** What they take. */
export interface RoomViewOptions {
  readonly client: Pick<Client, "connection" | "session" | "up" | "down" | "on">;
  readonly settings: Settings;
  readonly notices: Notices;
  readonly microphone: Capture;
  readonly meter: Meter;
  readonly visible: ReadonlySignal<boolean>;
  readonly environment: Pick<Environment, "after" | "nowMs">;
  /** Where volumes are remembered; null for nowhere. */
  readonly storage: Pick<Storage, "getItem" | "setItem"> | null;
  /** Shows the room in a little window, until the result is called. */
  mountRoom(window: Window): Promise<() => void>;
}

/** Models that follow the streams of `client`, and their end. */
export function createRoomView(options: RoomViewOptions): [RoomView, () => void] {
  const { client, settings, notices, environment: { after, nowMs } } = options;
  const { connection, session, up, down } = client;
  const { microphone, meter } = options;
  const covered = signal(false);
  const spotlight = createSpotlight({ connection, session });
  const common = { up, down, session, microphone, meter, settings, spotlight };
  const stage = createStage({ ...common, nowMs, after });
  const fullscreen = createFullscreen();
  const pip = createPip({
    stage,
    mountRoom: options.mountRoom,
    failed: () => notices.show("warning", text.stage.pipFailed),
  });
  const stopTelling = tellShown({
    stage,
    down,
    visible: options.visible,
    covered,
    fullscreen: fullscreen.tile,
    apart: pip.apart,
    screen: () => ({ width: globalThis.screen.width, height: globalThis.screen.height }),
    after,
  });
  const stopLeaving = client.on("left", pip.close);
  const view: RoomView = {
    stage,
    spotlight,
    volumes: createVolumes(options.storage),
    fullscreen,
    pip,
    covered,
  };
  return [view, () => {
    stopLeaving();
    stopTelling();
    pip.dispose();
    fullscreen.dispose();
    stage.dispose();
  }];
}
