/**
 * All models of a group's page, made in order of dependence, and what they do when something happens in the group.
 * @module
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { JsonValue } from "../../server/messages.ts";
import { type Client, createClient } from "../client/client.ts";
import type { Connection, Environment } from "../client/connection.ts";
import type { DownStreams } from "../client/down.ts";
import type { Moderation } from "../client/moderation.ts";
import type { Session } from "../client/session.ts";
import type { TabStorage } from "../client/tickets.ts";
import type { UpStreams } from "../client/up.ts";
import type { UserMessage } from "../client/user_messages.ts";
import { plainName, shownName } from "../names.ts";
import { text } from "../text.ts";
import { announceChanges } from "./announcements.ts";
import { createCamera, createMicrophone, type DeviceEvents } from "./camera.ts";
import type { Capture } from "./capture.ts";
import { type Chat, createChat } from "./chat.ts";
import { createDeviceWatch, type DeviceWatch } from "./device_watch.ts";
import { createDevices, type Devices } from "./devices.ts";
import type { Dialog } from "./dialog.ts";
import type { Floating } from "./floating.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createMediaFiles, type MediaFiles } from "./media_files.ts";
import { createMeter, type Meter } from "./meter.ts";
import { createNetwork, type Network } from "./network.ts";
import { createOutage, type Outage } from "./outage.ts";
import { createNotices, doctorAction, type Notices } from "./notices.ts";
import { createPublishing, type Publishing } from "./publishing.ts";
import { createPushToTalk, type PushToTalk } from "./push_to_talk.ts";
import { createRoomView, type RoomView } from "./room_view.ts";
import { hintScreens } from "./screen.ts";
import { SEND_BPS, type Settings } from "./settings.ts";
import { createSuggestions, type Suggestions } from "./suggestions.ts";
import { createTakingPart, type TakingPart } from "./taking_part.ts";
import { createTeaching, type Teaching } from "./teaching.ts";
import { startOrExplain, switchMicrophone } from "./switches.ts";
import { createViewport, type Viewport } from "./viewport.ts";
import { keepAwake } from "./wake_lock.ts";

/** What stands beside the stage. */
export type Panel = "chat" | "members";

/** The models of a group's page. */
export interface App extends RoomView, TakingPart {
  readonly group: string;
  /** The protocol and the media, of which some parts have names of their own here. */
  readonly client: Client;
  /** The invitation with which the person has come, "" for none. */
  readonly token: Signal<string>;
  readonly connection: Connection;
  readonly outage: Outage;
  readonly settings: Settings;
  readonly notices: Notices;
  readonly devices: Devices;
  readonly suggestions: Suggestions;
  readonly camera: Capture;
  readonly microphone: Capture;
  readonly meter: Meter;
  readonly pushToTalk: PushToTalk;
  readonly session: Session;
  readonly chat: Chat;
  readonly up: UpStreams;
  readonly down: DownStreams;
  readonly publishing: Publishing;
  readonly mediaFiles: MediaFiles;
  readonly network: Network;
  readonly moderation: Moderation;
  readonly invitations: Invitations;
  readonly teaching: Teaching;
  /** What hangs over the room beside a control. */
  readonly floating: Signal<Floating | null>;
  readonly panel: Signal<Panel | null>;
  readonly viewport: Viewport;
  readonly dialog: Signal<Dialog | null>;
  /** Whether the document is in sight. */
  readonly visible: ReadonlySignal<boolean>;
  /** Opens another page. */
  navigate(url: string): void;
  dispose(): void;
}

/** What the page gives. */
export interface AppOptions {
  readonly group: string;
  /** The address of the server, or of any of its pages. */
  readonly server: string;
  /** What came with the address, to join by; "" for nothing. */
  readonly token: string;
  readonly settings: Settings;
  /** Where what is not a setting is remembered; null for nowhere. */
  readonly storage: Pick<Storage, "getItem" | "setItem"> | null;
  /** What is remembered as long as the tab is there; nothing if left out. */
  readonly tab?: TabStorage | null;
  readonly environment: Environment;
  /** Shows the room in another window, until the result is called. */
  mountRoom(app: App, window: Window): Promise<() => void>;
  navigate(url: string): void;
}

/** People who come and go are announced to screen readers only in groups up to this size. */
const ANNOUNCED_MEMBERS = 25;

/** Members who were there before us arrive within this time of joining, in milliseconds, and are no news. */
const QUIET_MS = 2000;

/** Of a message so much is spoken while the chat is closed, in UTF-16 units. */
const MOST_SPOKEN = 200;

/** Makes the models; nothing connects before `session.join`. */
export function createApp(options: AppOptions): App {
  const { environment, settings } = options;
  const { after } = environment;
  const notices = createNotices(after);
  const panel = signal<Panel | null>(null);
  const floating = signal<Floating | null>(null);
  const dialog = signal<Dialog | null>(null);
  const visible = signal(!document.hidden);
  const viewport = createViewport();
  const endings: (() => void)[] = [];

  const devices = createDevices(settings);
  const deviceEvents: DeviceEvents = {
    started: () => void devices.refresh(),
    lost: (loss) => deviceWatch.lost(loss),
  };
  const camera = createCamera({
    ...deviceEvents,
    settings,
    backgroundFailed: () => notices.show("error", text.device.problem.background.camera),
  });
  const microphone = createMicrophone({ ...deviceEvents, settings });
  const meter = createMeter(microphone.track, microphone.muted);
  const pushToTalk = createPushToTalk({
    microphone,
    mode: () => settings.values.peek().spaceKey,
    toggle: () => void switchMicrophone({ microphone, notices }),
    start: () => void startOrExplain(microphone, notices),
  });

  const { group, server, tab = null } = options;
  const client = createClient({ group, server, tab, environment });
  const { connection, session, up, down } = client;
  const deviceWatch: DeviceWatch = createDeviceWatch({
    devices,
    settings,
    notices,
    captures: { camera, microphone },
    atDoor: computed(() => session.phase.value !== "room"),
  });
  const suggestions = createSuggestions({
    status: session.status,
    captures: { camera, microphone },
  });
  const outage = createOutage(session.reconnecting, environment);

  let joinedAtMs = 0;
  const isNews = () =>
    environment.nowMs() - joinedAtMs > QUIET_MS &&
    session.members.peek().size <= ANNOUNCED_MEMBERS;

  const chat = createChat({
    client,
    isRead: () => panel.peek() === "chat" && visible.peek(),
    heard: (line) => {
      // The open chat is a live region of its own.
      if (panel.peek() === "chat") return;
      notices.announce(
        text.chat.heard(
          plainName(line.username) || text.chat.server,
          line.text.slice(0, MOST_SPOKEN),
        ),
      );
    },
    random: environment.random,
    nowMs: client.clock.nowMs,
  });
  const { speakerId } = devices;
  const [takingPart, endTakingPart] = createTakingPart({
    client,
    environment,
    settings,
    notices,
    speakerId,
    visible: () => visible.peek(),
    reading: () => panel.peek() === "chat" && visible.peek(),
    isNews,
  });
  const [teaching, endTeaching] = createTeaching({
    client,
    environment,
    notices,
    sounds: takingPart.sounds,
    panel,
    dialog,
    home: group,
    server,
    tab,
  });
  const publishing = createPublishing({ client, notices, camera, microphone });
  const mediaFiles = createMediaFiles({ client, notices, microphone, speakerId });
  const [view, endView] = createRoomView({
    client,
    settings,
    notices,
    microphone,
    meter,
    visible,
    environment,
    storage: options.storage,
    mountRoom: (window) => options.mountRoom(app, window),
  });
  const invitations = createInvitations({ connection, session, group });
  const network = createNetwork({ quality: client.quality, up, notices });

  endings.push(
    endView,
    endTakingPart,
    endTeaching,
    effect(() => {
      const { send, receive } = settings.values.value;
      client.maxBps.value = SEND_BPS[send];
      client.receive.value = receive;
    }),
    client.on("joined", ({ again }) => {
      joinedAtMs = environment.nowMs();
      if (again) notices.announce(text.room.reconnected);
    }),
    client.on("interrupted", invitations.interrupted),
    client.on("left", () => {
      chat.left();
      camera.stop();
      microphone.stop();
      panel.value = null;
      floating.value = null;
      dialog.value = null;
      invitations.interrupted();
      notices.clear();
    }),
    client.on("changedGroup", () => {
      chat.left();
      invitations.interrupted();
    }),
    client.on("moved", ({ url }) => options.navigate(url)),
    client.on("memberAdded", ({ id, username }) => {
      if (isNews() && id !== session.self.peek().id) {
        notices.announce(text.room.joined(shownName(username)));
      }
    }),
    client.on("memberRemoved", ({ username }) => {
      if (isNews()) notices.announce(text.room.left(shownName(username)));
    }),
    client.on("chat", chat.on.chat),
    client.on("chatCleared", chat.on.clear),
    client.on("userMessage", (message) => receiveUserMessage(app, message)),
    client.on("downFailed", ({ username }) => {
      notices.show("warning", text.failure.receive(plainName(username)), doctorAction());
    }),
    hintScreens(up.streams, settings),
    announceChanges(session, notices),
    effect(() => {
      if (panel.value === "chat" && visible.value) chat.markRead();
    }),
    keepAwake(computed(() => session.phase.value === "room" && visible.value)),
    listen(document, "visibilitychange", () => {
      visible.value = !document.hidden;
      if (visible.peek()) connection.probe();
    }),
    listen(globalThis, "online", () => connection.probe()),
  );

  const app: App = {
    ...takingPart,
    ...view,
    group,
    client,
    token: signal(options.token),
    connection,
    outage,
    settings,
    notices,
    devices,
    suggestions,
    camera,
    microphone,
    meter,
    pushToTalk,
    session,
    chat,
    up,
    down,
    publishing,
    mediaFiles,
    network,
    moderation: client.moderation,
    invitations,
    teaching,
    floating,
    panel,
    viewport,
    dialog,
    visible,
    navigate: options.navigate,
    dispose: () => {
      client.dispose();
      for (const end of endings) end();
      const models = [
        viewport,
        network,
        mediaFiles,
        publishing,
        meter,
        outage,
        suggestions,
        deviceWatch,
        microphone,
        camera,
        devices,
      ];
      for (const model of models) {
        model.dispose();
      }
    },
  };
  return app;
}

function listen(target: EventTarget, type: string, handler: () => void): () => void {
  target.addEventListener(type, handler);
  return () => target.removeEventListener(type, handler);
}

/** Kinds that only the server and operators may use; from anybody else they would be pranks. */
const PRIVILEGED: Readonly<Record<string, (app: App, message: UserMessage) => unknown>> = {
  error: (app, message) => app.notices.show("error", wordsOf(message)),
  warning: (app, message) => app.notices.show("warning", wordsOf(message)),
  info: (app, message) => app.notices.show("info", wordsOf(message)),
  mute: (app, message) => {
    app.pushToTalk.forget();
    if (app.microphone.track.peek() === null || app.microphone.muted.peek()) return;
    app.microphone.setMuted(true);
    app.notices.show("info", text.room.mutedBy(plainName(message.username)));
  },
  // Answers of the server itself: a host who sends the like is a prankster.
  token: (app, message) => ofServer(message) && app.invitations.answer(message),
  tokenlist: (app, message) => ofServer(message) && app.invitations.answer(message),
  userinfo: (app, message) => ofServer(message) && showUserInfo(app, message.value),
};

function ofServer(message: UserMessage): boolean {
  return message.source === "";
}

/** Shows where somebody is. */
function showUserInfo(app: App, value: JsonValue): void {
  if (typeof value !== "object" || value === null || !("address" in value)) return;
  const { username, address } = value;
  const name = typeof username === "string" && username !== "" ? username : text.room.anonymous;
  app.chat.note(text.member.identified(name, String(address)));
  app.panel.value = "chat";
}

function receiveUserMessage(app: App, message: UserMessage): void {
  const { kind, privileged } = message;
  if (privileged && Object.hasOwn(PRIVILEGED, kind)) PRIVILEGED[kind]?.(app, message);
}

function wordsOf({ value: said, username }: UserMessage): string {
  const value = typeof said === "string" ? said : text.failure.internal;
  if (username !== "") return text.failure.fromPerson(shownName(username), value);
  const known: Readonly<Record<string, string>> = text.server;
  return (Object.hasOwn(known, value) ? known[value] : undefined) ?? text.failure.fromServer(value);
}
