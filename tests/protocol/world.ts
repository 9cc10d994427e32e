/**
 * The control plane without a network: sockets, media workers and the clock are played by the test.
 * @module
 */
import { createDirectory, type Descriptions } from "../../groups/directory.ts";
import { createMemoryTokenStore } from "../../groups/token_store.ts";
import { createDescription, type Description } from "../../groups/description.ts";
import { createHasher, createPassword } from "../../groups/password.ts";
import { createMemoryStore, type MemoryStore } from "../../groups/store.ts";
import type { SessionId } from "../../media/worker/commands.ts";
import type { Client, Clock, Hub } from "../../server/client.ts";
import { connect, createHub, disconnect, receive, tick } from "../../server/hub.ts";
import { DEFAULT_LIMITS, type Limits } from "../../server/limits.ts";
import { createLog } from "../../server/log.ts";
import type { MediaPort, SessionCommand, SessionEvent } from "../../server/media_client.ts";
import { assert, assertEquals } from "../assert.ts";

/** When the world begins: 2026-01-02T03:04:05Z in Unix milliseconds. */
const START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on, and wakes whoever waited for that long. */
  advance(ms: number): Promise<void>;
}

/** Media workers that do nothing but remember; the test says what they say. */
export interface FakeMedia extends MediaPort {
  /** Takes what was posted since the last call. */
  commands(): SessionCommand[];
  /** The session that the last command of that type was about. */
  last(type: SessionCommand["type"]): SessionId;
  emit(event: SessionEvent): void;
  /** Sessions that are open. */
  readonly open_: Set<SessionId>;
}

/** The other end of a client's socket. */
export interface FakeClient {
  readonly client: Client;
  /** Takes the messages that came since the last call. */
  heard(): Record<string, unknown>[];
  /** The close frame of the server, if there was one. */
  closed: { readonly code: number; readonly reason: string } | null;
  /** How much the socket says it has not sent yet. */
  buffered: number;
  say(message: unknown): Promise<void>;
  sayText(text: string): Promise<void>;
  /** The connection breaks. */
  vanish(): Promise<void>;
}

/** All of it. */
export interface World {
  readonly hub: Hub;
  readonly clock: FakeClock;
  readonly media: FakeMedia;
  readonly store: MemoryStore;
  /** Lines of the log, of level `error` only. */
  readonly errors: string[];
  limits: Limits;
  connect(): FakeClient;
  /** Advances second by second, with the hub's regular work. */
  live(seconds: number): Promise<void>;
}

/** A group for all: everybody may present, `chair` with the password `gavel` is an operator. */
export const ROOM: Description = createDescription({
  displayName: "The Room",
  users: new Map([[
    "chair",
    { password: createPassword({ type: "plain", key: "gavel" }), permissions: "op" },
  ]]),
  wildcardUser: { password: createPassword({ type: "wildcard" }), permissions: "present" },
});

/** Makes a world with these groups. */
export function createWorld(groups: Record<string, Description | null> = { room: ROOM }): World {
  const descriptions: Descriptions = new Map(Object.entries(groups));
  const store = createMemoryStore(descriptions);
  const clock = createFakeClock();
  const media = createFakeMedia();
  const errors: string[] = [];
  let ids = 0;
  const hub = createHub({
    clock,
    media,
    store,
    directory: createDirectory(descriptions),
    hasher: createHasher(),
    log: createLog({
      level: "error",
      format: "text",
      clock: clock.nowMs,
      write: (line) => errors.push(line),
    }),
    tokens: createMemoryTokenStore(),
    canonicalHost: () => "",
    writableGroups: () => false,
    limits: () => world.limits,
    randomId: () => `random-${++ids}`,
  });
  const world: World = {
    limits: DEFAULT_LIMITS,
    hub,
    clock,
    media,
    store,
    errors,
    connect: () => createFakeClient(hub),
    async live(seconds) {
      for (let i = 0; i < seconds; i++) {
        await clock.advance(1000);
        tick(hub);
      }
    },
  };
  return world;
}

/** A client that has shaken hands, joined `room` under its name, and has heard about it. */
export async function member(
  world: World,
  name: string,
  password = "",
  version: readonly string[] = ["2"],
): Promise<FakeClient> {
  const client = world.connect();
  await client.say({ type: "handshake", version, id: `id-${name}` });
  await client.say({ type: "join", kind: "join", group: "room", username: name, password });
  const joined = client.heard()[1];
  assertEquals(joined?.kind, "join", JSON.stringify(joined));
  return client;
}

/** Lets everything that is only waiting for its turn happen. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 100; i++) await Promise.resolve();
}

function createFakeClock(): FakeClock {
  let nowMs = START_MS;
  let sleepers: { readonly untilMs: number; readonly wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    delay: (ms) =>
      new Promise((resolve) => void sleepers.push({ untilMs: nowMs + ms, wake: resolve })),
    async advance(ms) {
      await settle();
      nowMs += ms;
      const due = sleepers.filter((sleeper) => sleeper.untilMs <= nowMs);
      sleepers = sleepers.filter((sleeper) => sleeper.untilMs > nowMs);
      for (const sleeper of due) sleeper.wake();
      await settle();
    },
  };
}

function createFakeMedia(): FakeMedia {
  const listeners = new Map<SessionId, (event: SessionEvent) => void>();
  const open_ = new Set<SessionId>();
  const all: SessionCommand[] = [];
  let taken = 0;
  let sessions = 0;
  return {
    open_,
    open(_place, _viewer, listener) {
      const session = ++sessions;
      listeners.set(session, listener);
      open_.add(session);
      return session;
    },
    post(command) {
      if (!open_.has(command.session)) return;
      all.push(command);
      if (command.type === "close") open_.delete(command.session);
    },
    commands() {
      const fresh = all.slice(taken);
      taken = all.length;
      return fresh;
    },
    last(type) {
      const command = all.findLast((each) => each.type === type);
      assert(command !== undefined, `no ${type} was posted`);
      return command.session;
    },
    emit(event) {
      if (!open_.has(event.session)) return;
      if (event.type === "refused") open_.delete(event.session);
      listeners.get(event.session)?.(event);
    },
  };
}

function createFakeClient(hub: Hub): FakeClient {
  const inbox: string[] = [];
  const socket = {
    send(text: string) {
      assertEquals(fake.closed, null, "nothing may be sent after the close frame");
      inbox.push(text);
    },
    close(code: number, reason: string) {
      assertEquals(fake.closed, null, "a connection is closed once");
      fake.closed = { code, reason };
    },
    get bufferedAmount() {
      return fake.buffered;
    },
  };
  const fake: FakeClient = {
    client: connect(hub, socket, "192.0.2.1:1234"),
    closed: null,
    buffered: 0,
    heard: () => inbox.splice(0).map((text) => JSON.parse(text)),
    say: (message) => fake.sayText(JSON.stringify(message)),
    async sayText(text) {
      receive(hub, fake.client, { type: "text", text });
      await settle();
    },
    async vanish() {
      disconnect(hub, fake.client);
      await settle();
    },
  };
  return fake;
}
