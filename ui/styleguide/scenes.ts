/**
 * What the room of the style guide can show.
 * @module
 */
import type { ServerMessage } from "../../server/messages.ts";
import type { Figure, Scene } from "./played_server.ts";

const CAMERA = { label: "camera", size: [640, 360] } as const;

/** Names of every kind that there may be, and every state of a tile. */
const FIGURES: readonly Figure[] = [
  { id: "ada", username: "Ada", permissions: ["op", "present", "message"], shows: [CAMERA] },
  { id: "bo", username: "Bo", shows: [{ label: "camera" }] },
  { id: "mute", username: "Cleo (muted)", shows: [{ ...CAMERA, silent: true }] },
  { id: "tall", username: "Dana, on a phone", shows: [{ label: "camera", size: [360, 640] }] },
  { id: "late", username: "Eli, connecting", shows: [{ ...CAMERA, stuck: true }] },
  { id: "rtl", username: "ليلى الفاسي", shows: [CAMERA], data: { raisehand: true } },
  {
    id: "long",
    username: "Friederike Alexandra von und zu Hohenfels-Langenargen, second seminar",
    shows: [CAMERA],
  },
  { id: "odd", username: "<b>Gus</b> \u202esuG", shows: [{ label: "camera" }] },
  { id: "quiet", username: "Hana, listening", permissions: ["message"] },
  { id: "none", username: "" },
];

const SHARE: Figure = {
  id: "ada",
  username: "Ada",
  permissions: ["op", "present", "message"],
  shows: [CAMERA, { label: "screenshare", size: [1280, 720] }],
};

function said(username: string, value: string, more: object = {}): ServerMessage {
  return {
    type: "chat",
    id: crypto.randomUUID(),
    source: FIGURES.find((figure) => figure.username === username)?.id ?? "",
    username,
    time: new Date().toISOString(),
    kind: "",
    value,
    ...more,
  };
}

const CHAT: readonly ServerMessage[] = [
  said("Ada", "The slides are at https://example.org/slides.pdf, as last week."),
  said("Ada", "And the exercise sheet comes tonight."),
  said("ليلى الفاسي", "شكرا جزيلا!"),
  said("Bo", "is writing this down", { kind: "me" }),
  said("Bo", "Is the end of a flute a fixed end, then? ".repeat(6)),
  said("<b>Gus</b> \u202esuG", "<script>alert(1)</script> **not bold**"),
];

const MARKS: ServerMessage = {
  type: "quality",
  members: { bo: { up: "weak", down: "good" }, mute: { up: "bad", down: "weak" } },
  own: { up: "good", down: "good" },
};

const HOST = ["op", "present", "message", "token", "record"];

function scene(part: Partial<Scene>): Scene {
  return {
    status: { displayName: "Acoustics, winter term" },
    permissions: HOST,
    figures: FIGURES,
    messages: [],
    ...part,
  };
}

const SPEAKING: ServerMessage = { type: "speakers", streams: ["ada-camera"] };

/** The scenes, by what they are called. */
export const SCENES = {
  everybody: scene({ messages: [SPEAKING, MARKS, ...CHAT] }),
  lecture: scene({ figures: [SHARE, ...FIGURES.slice(1)], messages: [SPEAKING, MARKS, ...CHAT] }),
  two: scene({ figures: FIGURES.slice(0, 1), messages: [SPEAKING] }),
  alone: scene({ figures: [] }),
  quiet: scene({ figures: FIGURES.slice(8), permissions: ["message"] }),
  locked: scene({
    status: { displayName: "Acoustics, winter term", locked: true },
    figures: FIGURES.slice(0, 4),
  }),
  slow: scene({
    figures: FIGURES.slice(0, 4),
    messages: [{ ...MARKS, own: { up: "bad", down: "bad" } }],
  }),
} as const;

/** What a scene is called. */
export type SceneName = keyof typeof SCENES;
