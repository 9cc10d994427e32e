/**
 * How commands reach a server: over the network by its administration interface, or by the same interface run here on the
 * server's folders.
 * @module
 */
import { createDirectory, setDescriptions } from "../groups/directory.ts";
import { createHasher, createPassword } from "../groups/password.ts";
import { checkGroupsFolder, createFileStore } from "../groups/store.ts";
import { createTokenFileStore } from "../groups/token_store.ts";
import { answerApi } from "../server/api/api.ts";
import type { LiveGroups } from "../server/api/live.ts";
import { API_PREFIX } from "../server/api/paths.ts";
import { createAuthDelays } from "../server/auth_delays.ts";
import { createDataConfig } from "../server/data_config.ts";
import { createLog } from "../server/log.ts";
import { randomId } from "../server/random_id.ts";
import { has, option, type Options } from "./command.ts";

/** What is sent. */
export interface Message {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request to a path below `/galene-api/v0/`. */
export type Send = (method: string, path: string, message?: Message) => Promise<Response>;

/** A way to reach a server, or why there is none. */
export type Connection =
  | { readonly type: "open"; readonly send: Send }
  | { readonly type: "error"; readonly message: string };

/** Who administers which server, as `initial-setup` writes it; galenectl's format. */
interface Account {
  readonly server?: string;
  readonly "admin-username"?: string;
  readonly "admin-password"?: string;
  readonly "admin-token"?: string;
}

const DEFAULT_SERVER = "https://localhost:8443";

/** Opens the connection that the options ask for. What is odd about the folders is said to `complain`. */
export async function connect(
  options: Options,
  complain: (sentence: string) => void,
): Promise<Connection> {
  if (has(options, "offline")) return await openFolders(options, complain);
  const account = await readAccount(options);
  if (typeof account === "string") return { type: "error", message: account };
  const server = option(options, "server") ?? account.server ?? DEFAULT_SERVER;
  if (!/^https?:\/\//i.test(server) || !URL.canParse(server)) {
    return {
      type: "error",
      message: `${server} is no address of a server: write it like ${DEFAULT_SERVER}.`,
    };
  }
  const authorization = authorizationOf(options, account);
  if (authorization === "") {
    return {
      type: "error",
      message: "nobody is named who may administer: give --admin-username and " +
        "--admin-password, or --admin-token, or run lectern initial-setup.",
    };
  }
  return openServer(server, authorization, has(options, "insecure"));
}

function openServer(server: string, authorization: string, insecure: boolean): Connection {
  const url = new URL(server);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (insecure && !isHere) {
    return {
      type: "error",
      message: "--insecure is for a server on this machine: elsewhere a password would go to " +
        "whoever answers.",
    };
  }
  const client = insecure
    ? Deno.createHttpClient({ unsafelyIgnoreCertificateErrors: [url.hostname] } as never)
    : null;
  const base = `${url.origin}${url.pathname.replace(/\/+$/, "")}${API_PREFIX}`;
  return {
    type: "open",
    send: (method, path, { headers = {}, body } = {}) =>
      fetch(base + path, {
        method,
        redirect: "error",
        headers: { authorization, ...headers },
        ...body === undefined ? {} : { body },
        ...client === null ? {} : { client },
      }),
  };
}

/** Groups that nobody is in, as far as one can tell from folders. */
const NOBODY_INSIDE: LiveGroups = {
  statistics: (name) => Promise.resolve({ name, clients: [] }),
  putOut: () => false,
  close: () => {},
  lock: () => {},
};

/** The interface itself, on the folders of a server that need not run. */
async function openFolders(
  options: Options,
  complain: (sentence: string) => void,
): Promise<Connection> {
  const folder = option(options, "groups") ?? "./groups";
  const data = option(options, "data") ?? "./data";
  const isThere = await Deno.stat(folder).then(() => true, () => false);
  const problem = isThere ? await checkGroupsFolder(folder) : null;
  if (problem !== null) return { type: "error", message: problem };
  const store = createFileStore({
    folder,
    whenAbsent: new Map(),
    report: ({ file, line, reason }) =>
      complain(`${file}${line === null ? "" : `, line ${line}`}: ${reason}.`),
    clock: Date.now,
  });
  const directory = createDirectory(await store.read());
  const secret = crypto.randomUUID();
  const config = {
    ...createDataConfig(),
    writableGroups: true,
    users: new Map([["local", {
      password: createPassword({ type: "plain", key: secret }),
      permissions: ["admin"],
    }]]),
  };
  const api = {
    directory,
    store,
    tokens: createTokenFileStore({
      path: `${data}/var/tokens.jsonl`,
      report: complain,
    }),
    hasher: createHasher(),
    delays: createAuthDelays(),
    log: createLog({
      level: "error",
      format: "text",
      clock: Date.now,
      write: complain,
    }),
    config: () => config,
    async refresh() {
      setDescriptions(directory, await store.read(), Date.now());
    },
    statistics: () => Promise.resolve([]),
    live: NOBODY_INSIDE,
    randomId,
    nowMs: Date.now,
    delay: () => Promise.resolve(),
  };
  const authorization = `Basic ${btoa(`local:${secret}`)}`;
  return {
    type: "open",
    send(method, path, { headers = {}, body } = {}) {
      const url = new URL(API_PREFIX + path, "http://localhost/");
      const request = new Request(url, {
        method,
        headers: { authorization, ...headers },
        ...body === undefined ? {} : { body },
      });
      return answerApi(api, request, url.pathname, "localhost");
    },
  };
}

function authorizationOf(options: Options, account: Account): string {
  const token = option(options, "admin-token");
  const username = option(options, "admin-username");
  if (token !== undefined) return `Bearer ${token}`;
  if (username === undefined && account["admin-token"]) return `Bearer ${account["admin-token"]}`;
  const name = username ?? account["admin-username"];
  const password = option(options, "admin-password") ?? account["admin-password"];
  if (name === undefined || password === undefined) return "";
  return `Basic ${new TextEncoder().encode(`${name}:${password}`).toBase64()}`;
}

/** Reads the file of the account; an empty one where none is there and none was asked for. A text is a complaint. */
async function readAccount(options: Options): Promise<Account | string> {
  const asked = option(options, "config");
  for (const path of asked === undefined ? accountPaths() : [asked]) {
    let text: string;
    try {
      text = await Deno.readTextFile(path);
    } catch (error) {
      if (asked === undefined) continue;
      return `${path} cannot be read: ${error instanceof Error ? error.message : "unknown error"}.`;
    }
    try {
      const account: unknown = JSON.parse(text);
      if (typeof account === "object" && account !== null) return account as Account;
    } catch {
      // Said below.
    }
    return `${path} is no JSON object: correct it, or write it anew with lectern initial-setup.`;
  }
  return {};
}

/** Where the account may be, ours first. */
export function accountPaths(): string[] {
  const home = Deno.env.get("HOME") ?? ".";
  const config = Deno.env.get("XDG_CONFIG_HOME") || `${home}/.config`;
  return [`${config}/lectern/admin.json`, `${config}/galene/galenectl.json`];
}
