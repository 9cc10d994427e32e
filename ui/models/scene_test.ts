import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { composeScene, type SceneWish } from "./scene.ts";
import type { Tile } from "./tile.ts";

/** A tile by its words: whose it is, `me` for one's own, with `!` for a screen and `-` for no picture. */
function tile(words: string): Tile {
  const name = words.replace(/[!-]/g, "");
  const never = signal(false);
  return {
    key: words,
    place: words,
    direction: name === "me" ? "up" : "down",
    label: words.includes("!") ? "screenshare" : "camera",
    username: signal(name),
    memberId: () => name,
    // Looked at by nobody here.
    media: signal(null as unknown as MediaStream),
    hasVideo: signal(!words.includes("-")),
    hasSound: never,
    muted: never,
    speaking: never,
    state: signal("connected"),
    facts: signal(null),
    up: null,
    down: null,
  };
}

function compose(words: string, wish: Partial<SceneWish> & { spotlit?: string } = {}) {
  const scene = composeScene(words.split(" ").filter((word) => word !== "").map(tile), {
    layout: "automatic",
    own: "automatic",
    hideQuiet: false,
    pinned: [],
    speaker: null,
    isSpotlit: ({ username }) => username.value === wish.spotlit,
    ...wish,
  });
  const keys = (tiles: readonly Tile[]) => tiles.map(({ key }) => key).join(" ");
  return [keys(scene.large), keys(scene.small), scene.floating?.key ?? ""];
}

Deno.test("by itself, people stand in a grid, and beside a screen that somebody shares", () => {
  assertEquals(compose("me ada ben"), ["", "me ada ben", ""]);
  assertEquals(compose("me ada ben ada!"), ["ada!", "me ada ben", ""]);
  assertEquals(compose("me me! ada ben"), ["", "me me! ada ben", ""]);
  assertEquals(compose("me ada! ben!"), ["ada! ben!", "me", ""]);
});

Deno.test("oneself is in a corner where there is one other picture, and large when alone", () => {
  assertEquals(compose("me"), ["", "me", ""]);
  assertEquals(compose("me ada"), ["", "ada", "me"]);
  assertEquals(compose("me", { own: "corner" }), ["", "me", ""]);
  assertEquals(compose("me ada ben", { own: "corner" }), ["", "ada ben", "me"]);
  assertEquals(compose("me ada", { own: "grid" }), ["", "me ada", ""]);
  assertEquals(compose("me ada ben", { own: "hidden" }), ["", "ada ben", ""]);
  assertEquals(compose("me ada ben", { own: "hidden", pinned: ["me"] }), ["me", "ada ben", ""]);
});

Deno.test("a chosen layout holds whatever is shared", () => {
  assertEquals(compose("me ada ben ada!", { layout: "grid" }), ["", "ada! me ada ben", ""]);
  const speaker = { layout: "speaker", speaker: "ben" } as const;
  assertEquals(compose("me ada ben ada!", speaker), ["ben", "ada! me ada", ""]);
  assertEquals(compose("me ada ben", { layout: "speaker" }), ["ada", "me ben", ""]);
  assertEquals(compose("me ada ben", { layout: "side" }), ["", "me ada ben", ""]);
});

Deno.test("one's own pins come before a host's spotlight, and that before who speaks", () => {
  const wish = { layout: "speaker", speaker: "ada" } as const;
  assertEquals(compose("me ada ben eve", { ...wish, spotlit: "ben" })[0], "ben");
  assertEquals(compose("me ada ben eve", { ...wish, spotlit: "ben", pinned: ["eve"] })[0], "eve");
  assertEquals(compose("me ada ben ben!", { spotlit: "ada" })[0], "ben! ada");
  assertEquals(compose("me ada ben", { spotlit: "me" }), ["", "me ada ben", ""], "not to oneself");
  assertEquals(compose("me ada ben", { pinned: ["gone"] }), ["", "me ada ben", ""]);
});

Deno.test("people without a picture can be left out, but the stage is never left empty by that", () => {
  assertEquals(compose("me ada- ben", { hideQuiet: true }), ["", "me ben", ""]);
  assertEquals(compose("ada- ben-", { hideQuiet: true }), ["", "ada- ben-", ""]);
  assertEquals(compose("me ada- ben", { hideQuiet: true, pinned: ["ada-"] }), [
    "ada-",
    "me ben",
    "",
  ]);
});
