/**
 * How members take part beside sound, picture and chat: hands, reactions, captions, files; and what makes the person
 * aware of it.
 * @module
 */
import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { Environment } from "../client/connection.ts";
import type { Member } from "../client/members.ts";
import { formatList } from "../languages/format.ts";
import { playSound } from "../play_sound.ts";
import { saveFile } from "../save_file.ts";
import { plainName } from "../names.ts";
import { text } from "../text.ts";
import { alertPerson } from "./alerts.ts";
import { type Captions, createCaptions } from "./captions.ts";
import type { Files } from "./files.ts";
import { createFilesLater } from "./files_later.ts";
import { createHands, type Hands } from "./hands.ts";
import { nameOf } from "./member_name.ts";
import type { Notices } from "./notices.ts";
import { createReactions, type Reactions } from "./reactions.ts";
import type { Settings } from "./settings.ts";
import { createSounds, type Sounds } from "./sounds.ts";

/** The models. */
export interface TakingPart {
  readonly hands: Hands;
  readonly reactions: Reactions;
  readonly captions: Captions;
  readonly files: Files;
  readonly sounds: Sounds;
}

/** What they need. */
export interface TakingPartOptions {
  readonly client: Client;
  readonly environment: Environment;
  readonly settings: Settings;
  readonly notices: Notices;
  /** The speaker to play on, "" for the system's. */
  readonly speakerId: ReadonlySignal<string>;
  /** Whether the document is in sight. */
  visible(): boolean;
  /** Whether the person has the chat in sight. */
  reading(): boolean;
  /** Whether somebody who comes or goes is news. */
  isNews(): boolean;
}

/** Hands that were up when we came are no news; everybody is named within this time of joining, in milliseconds. */
const ROSTER_MS = 2000;

/** Up to so many raised hands are told one by one. */
const MOST_SHOWN = 3;

/** Makes the models, and has them hear what is for them. The function ends that. */
export function createTakingPart(options: TakingPartOptions): readonly [TakingPart, () => void] {
  const { client, environment, settings, notices, speakerId } = options;
  const { after, nowMs, random } = environment;
  const { session } = client;
  const alert = (title: string, body: string) =>
    alertPerson(settings.values.peek().notifications && !options.visible(), title, body);

  const sounds = createSounds({
    settings,
    members: () => session.members.peek().size,
    play: (kind) => playSound(kind, speakerId.peek()),
    nowMs,
  });
  const hands = createHands({
    client,
    lowered: (username) => notices.show("info", text.hands.loweredBy(plainName(username))),
    nowMs,
  });
  const reactions = createReactions({
    client,
    summarise: (counts) => {
      const { names, one, summary } = text.reactions;
      const list = counts.map(({ name, count }) => one(names[name], count));
      notices.announce(summary(formatList(list)));
    },
    after,
    nowMs,
  });
  const captions = createCaptions(after);
  const files = createFilesLater({
    load: async () => (await import("./files.ts")).createFiles,
    failed: () => notices.show("error", text.failure.load),
    client,
    notices,
    save: saveFile,
    offered: (transfer) => {
      sounds.note("private");
      alert(text.files.title, text.files.offeredBy(nameOf(transfer), plainName(transfer.name)));
    },
    after,
    nowMs,
    random,
  });

  let joinedAtMs = 0;
  const endings = [
    client.on("joined", ({ again }) => {
      joinedAtMs = nowMs();
      hands.joined();
      files.joined(again);
    }),
    client.on("left", () => {
      reactions.left();
      captions.left();
      files.left();
    }),
    client.on("memberAdded", ({ id }) => {
      if (options.isNews() && id !== session.self.peek().id) sounds.note("join");
    }),
    client.on("memberRemoved", ({ id }) => files.memberRemoved(id)),
    client.on("chat", (message) => {
      captions.hear(message);
      if (message.mine || message.history || message.source === "") return;
      if (message.kind !== "" && message.kind !== "me") return;
      // Who looks at the chat need not be told of it.
      if (options.reading()) return;
      sounds.note(message.private ? "private" : "message");
      if (message.private) alert(nameOf(message), String(message.value).slice(0, 200));
    }),
    client.on("userMessage", (message) => {
      for (const model of [hands, reactions, files]) model.receive(message);
    }),
    followHands(hands, (member) => {
      if (member.id === session.self.peek().id || nowMs() - joinedAtMs < ROSTER_MS) return;
      const sentence = text.member.newlyRaised(nameOf(member));
      if (!session.may("op")) return notices.announce(sentence);
      sounds.note("hand");
      alert(text.hands.title, sentence);
      // Of many hands the number says enough.
      if (hands.raised.peek().length <= MOST_SHOWN) notices.show("info", sentence);
      else notices.announce(text.hands.count(hands.raised.peek().length));
    }),
    hands.dispose,
    files.dispose,
  ];
  return [{ hands, reactions, captions, files, sounds }, () => endings.forEach((end) => end())];
}

/** Calls back at each hand that was not up before. */
function followHands({ raised }: Hands, newly: (member: Member) => void): () => void {
  let known: ReadonlySet<string> = new Set();
  return effect(() => {
    const now = raised.value;
    const before = known;
    known = new Set(now.map(({ id }) => id));
    untracked(() => now.filter(({ id }) => !before.has(id)).forEach(newly));
  });
}
