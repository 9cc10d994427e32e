import { assertEquals } from "../tests/assert.ts";
import {
  MAX_REQUEST_ENTRIES,
  NO_REQUEST,
  parseRequestWords,
  parseStreamRequest,
  type RequestedTrack,
  type RequestWords,
  type StreamRequest,
  streamWant,
  wantsNothing,
} from "./subscriptions.ts";

const BOTH: RequestedTrack[] = [{ kind: "audio" }, { kind: "video" }];

for (
  const [words, audio, video] of [
    [["audio", "video"], true, "high"],
    [["audio", "video-low"], true, "low"],
    [["video-low", "video"], false, "high"],
    [["audio"], true, "none"],
    [["video"], false, "high"],
    [["smell", "Audio", ""], false, "none"],
    [[], false, "none"],
  ] as const
) {
  Deno.test(`asking for [${words}] gets audio ${audio} and video ${video}`, () => {
    const request: StreamRequest = new Map([["", words]]);
    assertEquals(streamWant(request, null, "camera", BOTH), { audio, video });
  });
}

Deno.test("an override beats the label, the label beats the default, and an empty list is a choice", () => {
  const request: StreamRequest = new Map<string, RequestWords>([
    ["", ["audio"]],
    ["camera", ["audio", "video-low"]],
    ["screenshare", []],
  ]);
  const want = (label: string, override: RequestWords | null = null) =>
    streamWant(request, override, label, BOTH);
  assertEquals(want("camera"), { audio: true, video: "low" });
  assertEquals(want("video"), { audio: true, video: "none" });
  assertEquals(wantsNothing(want("screenshare")), true);
  assertEquals(want("camera", ["video"]), { audio: false, video: "high" });
  assertEquals(wantsNothing(want("camera", [])), true);
});

Deno.test("nothing is sent to who has not asked", () => {
  assertEquals(wantsNothing(streamWant(NO_REQUEST, null, "camera", BOTH)), true);
});

Deno.test("only tracks that the stream has are sent", () => {
  const request: StreamRequest = new Map([["", ["audio", "video"]]]);
  assertEquals(streamWant(request, null, "", [{ kind: "audio" }]), { audio: true, video: "none" });
  assertEquals(streamWant(request, null, "", [{ kind: "video" }]), { audio: false, video: "high" });
  assertEquals(wantsNothing(streamWant(request, null, "", [])), true);
});

Deno.test("requests are read as Galène reads them", () => {
  assertEquals(parseStreamRequest(null), NO_REQUEST);
  assertEquals(
    parseStreamRequest(JSON.parse('{"": ["audio"], "camera": null, "__proto__": ["x"]}')),
    new Map([["", ["audio"]], ["camera", []], ["__proto__", ["x"]]]),
  );
  assertEquals(parseRequestWords(null), null);
  assertEquals(parseRequestWords(["audio"]), ["audio"]);
});

Deno.test("malformed and endless requests are no requests", () => {
  for (const value of [1, "audio", true, ["audio"], { a: "audio" }, { a: [1] }, { a: [["x"]] }]) {
    assertEquals(parseStreamRequest(value), undefined, JSON.stringify(value));
  }
  for (const value of [1, "audio", {}, [1], [null]]) {
    assertEquals(parseRequestWords(value), undefined, JSON.stringify(value));
  }
  const labels = Object.fromEntries(
    Array.from({ length: MAX_REQUEST_ENTRIES + 1 }, (_, i) => [`${i}`, []]),
  );
  assertEquals(parseStreamRequest(labels), undefined);
  assertEquals(parseRequestWords(Array(MAX_REQUEST_ENTRIES + 1).fill("x")), undefined);
});
