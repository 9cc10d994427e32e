/**
 * All models of a group's page, made in order of dependence, and the table by which the server's messages reach them.
 * @module
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { JsonValue, ServerMessage, ServerUserMessage } from "../../server/messages.ts";
import { askAuthServer } from "../client/http.ts";
import { withBackground } from "../blur/background.ts";
import { type Connection, createConnection, type Environment } from "../client/connection.ts";
import { text } from "../text.ts";
import { announceChanges } from "./announcements.ts";
import { type Capture, type CaptureKind, createCapture } from "./capture.ts";
import { type Chat, createChat } from "./chat.ts";
import { createDevices, type Devices } from "./devices.ts";
import { createDownStreams, type DownStreams } from "../client/down.ts";
import type { Dialog } from "./dialog.ts";
import type { Floating } from "./floating.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createMeter, type Meter } from "./meter.ts";
import { createModeration, type Moderation } from "../client/moderation.ts";
import { createNetwork, type Network } from "./network.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createSession, type Session } from "../client/session.ts";
import type { Settings } from "./settings.ts";
import { createStage, type Stage } from "./stage.ts";
import { measureStreams } from "../client/statistics.ts";
import { createUpStreams, type UpStreams } from "../client/up.ts";
import { keepAwake } from "./wake_lock.ts";

/** What stands beside the stage. */
export type Panel = "chat" | "members";

/** The models of a group's page. */
export interface App {
  readonly group: string;
  /** The invitation with which the person has come, "" for none. */
  readonly token: Signal<string>;
  readonly connection: Connection;
  readonly settings: Settings;
  readonly notices: Notices;
  readonly devices: Devices;
  readonly camera: Capture;
  readonly microphone: Capture;
  readonly meter: Meter;
  readonly session: Session;
  readonly chat: Chat;
  readonly up: UpStreams;
  readonly down: DownStreams;
  readonly stage: Stage;
  readonly network: Network;
  readonly moderation: Moderation;
  readonly invitations: Invitations;
  /** What hangs over the room beside a control. */
  readonly floating: Signal<Floating | null>;
  readonly panel: Signal<Panel | null>;
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
  readonly defaultEndpoint: string;
  /** The address of the page, for a group whose status names none. */
  readonly location: string;
  /** What came with the address, to join by; "" for nothing. */
  readonly token: string;
  readonly settings: Settings;
  readonly environment: Environment;
  navigate(url: string): void;
}

/** People who come and go are announced to screen readers only in groups up to this size. */
const ANNOUNCED_MEMBERS = 25;

/** Members who were there before us arrive within this time of joining, in milliseconds, and are no news. */
const QUIET_MS = 2000;

/** Makes the models; nothing connects before `session.join`. */
export function createApp(options: AppOptions): App {
  const { environment, settings } = options;
  const { after, random } = environment;
  const notices = createNotices(after);
  const panel = signal<Panel | null>(null);
  const floating = signal<Floating | null>(null);
  const dialog = signal<Dialog | null>(null);
  const visible = signal(!document.hidden);
  const endings: (() => void)[] = [];

  const devices = createDevices();
  const capture = (kind: CaptureKind) =>
    createCapture({
      kind,
      deviceId: () => settings.values.peek()[kind === "camera" ? "cameraId" : "microphoneId"],
      started: () => void devices.refresh(),
      lost: () => notices.show("warning", text.device.lost[kind]),
    });
  const camera = withBackground(capture("camera"), {
    settings,
    failed: () => notices.show("error", text.device.problem.background.camera),
  });
  const microphone = capture("microphone");
  const meter = createMeter(microphone.track, microphone.muted);

  const connection: Connection = createConnection(environment, {
    ready: (id) => session.on.ready(id),
    lost: () => session.on.lost(),
    failed: () => session.on.failed(),
    message: (message) => route(app, message),
  });

  let joinedAtMs = 0;
  const isNews = () =>
    environment.nowMs() - joinedAtMs > QUIET_MS &&
    session.members.peek().size <= ANNOUNCED_MEMBERS;

  const session: Session = createSession({
    group: options.group,
    askAuthServer: (url, credentials) =>
      askAuthServer(url, session.status.peek()?.location ?? options.location, credentials),
    defaultEndpoint: options.defaultEndpoint,
    connection: () => connection,
    navigate: options.navigate,
    events: {
      joined: (again) => {
        joinedAtMs = environment.nowMs();
        if (again) notices.announce(text.room.reconnected);
        network.joined();
        up.joined();
        down.joined();
      },
      interrupted: () => {
        invitations.interrupted();
        up.interrupted();
        down.interrupted();
      },
      left: () => {
        up.left();
        down.left();
        chat.left();
        camera.stop();
        microphone.stop();
        panel.value = null;
        floating.value = null;
        dialog.value = null;
        invitations.interrupted();
        notices.clear();
      },
      userAdded: (username, id) => {
        if (isNews() && id !== session.self.peek().id) {
          notices.announce(text.room.joined(username || text.room.anonymous));
        }
      },
      userDeleted: (username) => {
        if (isNews()) notices.announce(text.room.left(username || text.room.anonymous));
      },
    },
  });

  const chat = createChat({
    connection,
    session,
    isRead: () => panel.peek() === "chat" && visible.peek(),
    heard: (line) => {
      // The open chat is a live region of its own.
      if (panel.peek() === "chat") return;
      notices.announce(text.chat.heard(line.username || text.chat.server, line.text));
    },
    random,
    nowMs: () => Date.now(),
  });
  const common = { connection, session, settings, notices, after };
  const up = createUpStreams({ ...common, camera, microphone, random });
  const down = createDownStreams(common);
  const stage = createStage({ up, down, session, microphone, meter });
  const invitations = createInvitations({ connection, session, group: options.group });
  const network = createNetwork({ connection, members: session.members, up, notices });

  endings.push(
    measureStreams({ connection, up, down }),
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
    group: options.group,
    token: signal(options.token),
    connection,
    settings,
    notices,
    devices,
    camera,
    microphone,
    meter,
    session,
    chat,
    up,
    down,
    stage,
    network,
    moderation: createModeration({ connection, session }),
    invitations,
    floating,
    panel,
    dialog,
    visible,
    navigate: options.navigate,
    dispose: () => {
      connection.close();
      for (const end of endings) end();
      for (const model of [network, down, up, meter, microphone, camera, devices]) model.dispose();
    },
  };
  return app;
}

function listen(target: EventTarget, type: string, handler: () => void): () => void {
  target.addEventListener(type, handler);
  return () => target.removeEventListener(type, handler);
}

/** Hands each message of the server to the model that it is for. */
function route(app: App, message: ServerMessage): void {
  switch (message.type) {
    case "joined":
      return app.session.on.joined(message);
    case "user":
      return app.session.on.user(message);
    case "offer":
      return app.down.on.offer(message);
    case "close":
      return app.down.on.close(message);
    case "answer":
      return app.up.on.answer(message);
    case "renegotiate":
      return app.up.on.renegotiate(message);
    case "abort":
      return app.up.on.abort(message);
    case "ice":
      if (!app.up.on.ice(message)) app.down.on.ice(message);
      return;
    case "encodings":
      return app.up.on.encodings(message);
    case "slowlink":
      return app.up.on.slowlink(message);
    case "speakers":
      return app.down.on.speakers(message);
    case "quality":
      return app.network.on.quality(message);
    case "chat":
      return app.chat.on.chat(message);
    case "chathistory":
      return app.chat.on.history(message);
    case "usermessage":
      return receiveUserMessage(app, message);
  }
}

/** Kinds that only the server and operators may use; from anybody else they would be pranks. */
const PRIVILEGED: Readonly<Record<string, (app: App, message: ServerUserMessage) => unknown>> = {
  error: (app, message) => app.notices.show("error", wordsOf(message)),
  warning: (app, message) => app.notices.show("warning", wordsOf(message)),
  info: (app, message) => app.notices.show("info", wordsOf(message)),
  kicked: (app, message) => {
    // The server itself throws people out when it stops, which is no reason not to come back. An operator is named.
    const byServer = (message.id ?? message.source ?? "") === "" && message.username === undefined;
    if (byServer) return app.session.comeBack();
    const reason = typeof message.value === "string" ? message.value : "";
    app.session.leave({ type: "kicked", by: message.username ?? "", reason });
  },
  mute: (app, message) => {
    if (app.microphone.track.peek() === null || app.microphone.muted.peek()) return;
    app.microphone.setMuted(true);
    app.notices.show("info", text.room.mutedBy(message.username ?? ""));
  },
  clearchat: (app, message) => app.chat.on.clear(message.value),
  // Answers of the server itself: a host who sends the like is a prankster.
  token: (app, message) => ofServer(message) && app.invitations.answer(message),
  tokenlist: (app, message) => ofServer(message) && app.invitations.answer(message),
  userinfo: (app, message) => ofServer(message) && showUserInfo(app, message.value),
};

function ofServer(message: ServerUserMessage): boolean {
  return (message.source ?? "") === "";
}

/** Shows where somebody is. */
function showUserInfo(app: App, value: JsonValue | undefined): void {
  if (typeof value !== "object" || value === null || !("address" in value)) return;
  const { username, address } = value;
  const name = typeof username === "string" && username !== "" ? username : text.room.anonymous;
  app.chat.note(text.member.identified(name, String(address)));
  app.panel.value = "chat";
}

function receiveUserMessage(app: App, message: ServerUserMessage): void {
  const kind = message.kind ?? "";
  if (message.privileged !== true || !Object.hasOwn(PRIVILEGED, kind)) return;
  PRIVILEGED[kind]?.(app, message);
}

function wordsOf(message: ServerUserMessage): string {
  const value = typeof message.value === "string" ? message.value : text.failure.internal;
  const name = message.username ?? "";
  if (name !== "") return text.failure.fromPerson(name, value);
  const known: Readonly<Record<string, string>> = text.server;
  return (Object.hasOwn(known, value) ? known[value] : undefined) ?? text.failure.fromServer(value);
}
