import { signal } from "@preact/signals-core";
import { assertEquals } from "../../tests/assert.ts";
import type { ClientMessage } from "../../server/messages.ts";
import { createViews, type Pin, type View, type Viewed } from "./views.ts";

type Stream = { -readonly [Key in keyof Viewed]: Viewed[Key] } & {
  pin: ReturnType<typeof signal<Pin>>;
};

function createWorld(extended: boolean) {
  const sent: ClientMessage[] = [];
  const waiting: (() => void)[] = [];
  const stream: Stream = {
    id: "s",
    label: "camera",
    stale: false,
    view: null,
    pin: signal<Pin>("automatic"),
    told: "",
  };
  let everything = true;
  const views = createViews({
    connection: { extended: signal(extended), send: (message) => void sent.push(message) },
    streams: signal([stream]),
    everything: () => everything,
    pixelRatio: () => 1,
    after: (_delayMs, callback) => {
      waiting.push(callback);
      return () => void waiting.splice(waiting.indexOf(callback), 1);
    },
  });
  return {
    stream,
    views,
    waiting,
    said: () => sent.splice(0),
    want: (value: boolean) => {
      everything = value;
    },
  };
}

const SMALL: View = { width: 300, height: 200, stage: false, hidden: false };
const LARGE: View = { width: 900, height: 500, stage: true, hidden: false };
const HIDDEN: View = { ...LARGE, hidden: true };

Deno.test("our server is told size and place, and each change once", () => {
  const { stream, views, said } = createWorld(true);
  views.tell();
  assertEquals(said(), []);
  stream.view = LARGE;
  views.tell();
  views.tell();
  const message = {
    type: "configure",
    id: "s",
    width: 900,
    height: 500,
    stage: true,
    hidden: false,
  } as const;
  assertEquals(said(), [{ ...message, spatial: -1 }]);
  stream.view = HIDDEN;
  views.tell();
  assertEquals(said(), [{ ...message, hidden: true, spatial: -1 }]);
  stream.view = LARGE;
  views.tell();
  assertEquals(said(), [{ ...message, spatial: -1 }]);
  stream.pin.value = "low";
  views.tell();
  assertEquals(said(), [{ ...message, spatial: 0 }]);
});

Deno.test("other servers are asked for the small encoding of small tiles, and for the usual again", () => {
  const { stream, views, said, want } = createWorld(false);
  stream.view = LARGE;
  views.tell();
  assertEquals(said(), []);
  stream.view = SMALL;
  views.tell();
  views.tell();
  const low = { type: "requestStream", id: "s", request: ["audio", "video-low"] } as const;
  assertEquals(said(), [low]);
  want(false);
  views.tell();
  assertEquals(said(), [{ type: "requestStream", id: "s", request: null }]);
  want(true);
  stream.view = LARGE;
  stream.pin.value = "low";
  views.tell();
  assertEquals(said(), [low]);
});

Deno.test("nothing is told of a stream from before the last reconnection, and screens stay sharp", () => {
  const { stream, views, said } = createWorld(false);
  stream.view = SMALL;
  stream.stale = true;
  views.tell();
  stream.stale = false;
  stream.label = "screenshare";
  views.tell();
  assertEquals(said(), []);
});

Deno.test("a layout that goes on changing is told when it rests", () => {
  const { stream, views, said, waiting } = createWorld(true);
  for (const width of [800, 700, 600]) {
    stream.view = { ...LARGE, width };
    views.tellSoon();
  }
  assertEquals([waiting.length, said().length], [1, 0]);
  waiting[0]!();
  assertEquals(said().map((message) => message.type === "configure" && message.width), [600]);
});
