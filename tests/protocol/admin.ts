/**
 * The administrator's interface without a network: groups and tokens are in memory, requests are calls.
 * @module
 */
import { createDirectory, setDescriptions } from "../../groups/directory.ts";
import type { Description } from "../../groups/description.ts";
import { createHasher, createPassword } from "../../groups/password.ts";
import { createMemoryStore, type MemoryStore } from "../../groups/store.ts";
import { createMemoryTokenStore, type TokenStore } from "../../groups/token_store.ts";
import { answerApi, type Api } from "../../server/api/api.ts";
import { createAuthDelays } from "../../server/auth_delays.ts";
import { type DataConfig, parseDataConfig } from "../../server/data_config.ts";
import { createLog } from "../../server/log.ts";
import { assert } from "../assert.ts";

/** A server that is administered by `root` with the password `pw`. */
export interface AdminWorld {
  readonly api: Api;
  readonly store: MemoryStore;
  readonly tokens: TokenStore;
  nowMs: number;
  /** How long failed logins were made to wait. */
  readonly delays: number[];
  config: DataConfig;
  /** What was done to groups that live. Only `m1` is in one, in `lecture`. */
  readonly done: unknown[];
  /** Sends a request as `root`, unless its headers say otherwise, to a path below `/galene-api/v0/`. */
  ask(method: string, path: string, init?: Ask): Promise<Response>;
}

/** What a request has besides method and path. */
export interface Ask {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Value of `Authorization`; "" for none. */
  readonly as?: string;
  readonly address?: string;
}

/** The credentials of `root`. */
export const ROOT = basic("root", "pw");

/** A value of `Authorization` of the Basic scheme. */
export function basic(username: string, password: string): string {
  return `Basic ${new TextEncoder().encode(`${username}:${password}`).toBase64()}`;
}

/** Headers of a JSON body. */
export const JSON_TYPE = { "content-type": "application/json" };

/** Makes a world with these groups. */
export function createAdminWorld(groups: Record<string, Description> = {}): AdminWorld {
  const store = createMemoryStore(new Map(Object.entries(groups)));
  const directory = createDirectory(new Map(Object.entries(groups)));
  const parsed = parseDataConfig(
    `{"users": {"root": {"password": "pw", "permissions": "admin"},
      "op": {"password": "pw", "permissions": "op"}}, "writableGroups": true}`,
  );
  assert(parsed.type === "config");
  const tokens = createMemoryTokenStore();
  let ids = 0;
  const world: AdminWorld = {
    store,
    tokens,
    nowMs: Date.UTC(2026, 8, 1),
    delays: [],
    done: [],
    config: parsed.config,
    api: {
      directory,
      store,
      tokens,
      hasher: createHasher(),
      delays: createAuthDelays(),
      log: createLog({ level: "error", format: "text", clock: () => 0, write: () => {} }),
      config: () => world.config,
      async refresh() {
        setDescriptions(directory, await store.read(), world.nowMs);
      },
      statistics: () => Promise.resolve([{ name: "lecture" }]),
      live: {
        statistics: (name) => Promise.resolve({ name }),
        putOut(group, order) {
          if (group !== "lecture" || order.id !== "m1") return false;
          world.done.push(["putOut", group, order]);
          return true;
        },
        close: (group, message) => void world.done.push(["close", group, message]),
        lock: (group, message) => void world.done.push(["lock", group, message]),
      },
      randomId: () => `random-${++ids}`,
      nowMs: () => world.nowMs,
      delay(ms) {
        world.delays.push(ms);
        return Promise.resolve();
      },
    },
    ask(method, path, { headers = {}, body, as = ROOT, address = "192.0.2.1:1234" } = {}) {
      const url = new URL(`https://meet.example.org/galene-api/v0/${path}`);
      const request = new Request(url, {
        method,
        headers: { ...as === "" ? {} : { authorization: as }, ...headers },
        ...body === undefined ? {} : { body },
      });
      return answerApi(world.api, request, url.pathname, address);
    },
  };
  return world;
}

/** A user with that password in clear. */
export function userWith(key: string, permissions: string | string[]) {
  return {
    password: createPassword({ type: "plain", key }),
    permissions: permissions as never,
  };
}
