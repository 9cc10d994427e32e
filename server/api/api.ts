/**
 * The administrator's interface, `/galene-api/v0/`: paths, methods and status codes are Galène's (galene-api.md). Here a request finds
 * its resource, and is let in or not; what each resource does is in the files beside this one.
 * @module
 */
import type { Directory } from "../../groups/directory.ts";
import type { Hasher } from "../../groups/password.ts";
import type { GroupStore } from "../../groups/store.ts";
import type { TokenStore } from "../../groups/token_store.ts";
import type { AuthDelays } from "../auth_delays.ts";
import type { DataConfig } from "../data_config.ts";
import { decodePath } from "../front_end.ts";
import type { Log } from "../log.ts";
import { isAllowedOrigin } from "../origin.ts";
import { json, plain } from "../responses.ts";
import { VERSION } from "../version.ts";
import { type Access, isLetIn } from "./access.ts";
import { GROUP_METHODS, GROUPS_METHODS, KEYS_METHODS } from "./groups.ts";
import { writeOpenApi } from "./openapi.ts";
import {
  CLOSE_METHODS,
  GROUP_STATS_METHODS,
  KICK_METHODS,
  type LiveGroups,
  LOCK_METHODS,
} from "./live.ts";
import { PASSWORD_METHODS } from "./passwords.ts";
import { API_PATH, readApiPath, type Target, type TargetOf, type TargetType } from "./paths.ts";
import { TOKEN_METHODS, TOKENS_METHODS } from "./tokens.ts";
import { USER_METHODS, USERS_METHODS } from "./users.ts";

/** What it is made of. */
export interface Api {
  readonly directory: Directory;
  readonly store: GroupStore;
  readonly tokens: TokenStore;
  readonly hasher: Hasher;
  readonly delays: AuthDelays;
  readonly log: Log;
  /** What `config.json` says now. */
  readonly config: () => DataConfig;
  /** Takes over what the group files say now. */
  readonly refresh: () => Promise<void>;
  /** What Galène's `.stats` has, and more. */
  readonly statistics: () => Promise<unknown>;
  readonly live: LiveGroups;
  /** A new name for a token. */
  readonly randomId: () => string;
  readonly nowMs: () => number;
  readonly delay: (ms: number) => Promise<void>;
}

/** A request that was let in. */
export interface Call<T extends TargetType = TargetType> {
  readonly api: Api;
  readonly request: Request;
  readonly target: TargetOf<T>;
}

/** Methods that resources have; HEAD is GET without the body, which the caller leaves out. */
export type Method = "GET" | "PUT" | "POST" | "DELETE";

/** What one method of a resource does. */
export interface Operation<T extends TargetType = TargetType> {
  readonly summary: string;
  /** Statuses that it may answer with, besides 401 and those of a bad body. */
  readonly statuses: readonly number[];
  /** Media type of the body that it wants. */
  readonly takes?: string;
  readonly run: (call: Call<T>) => Promise<Response> | Response;
}

/** What can be done to a kind of target. */
export interface Resource<T extends TargetType = TargetType> {
  readonly access: Access;
  readonly methods: { readonly [M in Method]?: Operation<T> };
}

type Resources = { readonly [T in TargetType]: Resource<T> };

/** All resources. The description at `openapi.json` is made of this table. */
export const RESOURCES: Resources = {
  about: {
    access: "all",
    methods: {
      GET: {
        summary: "What kind of server this is, and whether group files may be written here.",
        statuses: [200],
        run: ({ api }) =>
          json({
            program: "lectern",
            version: VERSION,
            writableGroups: api.config().writableGroups,
          }),
      },
    },
  },
  stats: {
    access: "server",
    methods: {
      GET: {
        summary: "Who is in which group, and how each track does.",
        statuses: [200],
        run: async ({ api }) => json(await api.statistics()),
      },
    },
  },
  openapi: {
    access: "all",
    methods: {
      GET: {
        summary: "This description.",
        statuses: [200],
        run: () => json(writeOpenApi(RESOURCES)),
      },
    },
  },
  groups: { access: "server", methods: GROUPS_METHODS },
  group: { access: "group", methods: GROUP_METHODS },
  keys: { access: "group", methods: KEYS_METHODS },
  users: { access: "group", methods: USERS_METHODS },
  user: { access: "group", methods: USER_METHODS },
  password: { access: "password", methods: PASSWORD_METHODS },
  tokens: { access: "group", methods: TOKENS_METHODS },
  token: { access: "group", methods: TOKEN_METHODS },
  groupStats: { access: "group", methods: GROUP_STATS_METHODS },
  kick: { access: "group", methods: KICK_METHODS },
  close: { access: "group", methods: CLOSE_METHODS },
  lock: { access: "group", methods: LOCK_METHODS },
};

/** Answers a request whose path, as it stands in the URL, begins with the interface's. */
export async function answerApi(
  api: Api,
  request: Request,
  path: string,
  address: string,
): Promise<Response> {
  const decoded = decodePath(path);
  const target = decoded === null ? null : readApiPath(decoded);
  const response = target === null
    ? plain(404, "Not found")
    : await answerTarget(api, request, target, address);
  allowOrigin(api, request, response);
  return response;
}

async function answerTarget(
  api: Api,
  request: Request,
  target: Target,
  address: string,
): Promise<Response> {
  // The table has for each type of target what takes that type.
  const resource = RESOURCES[target.type] as Resource;
  const methods = methodsOf(resource);
  if (request.method === "OPTIONS") {
    return new Response(null, {
      status: 204,
      headers: {
        allow: methods,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": "Authorization, Content-Type, If-Match, If-None-Match",
        "access-control-max-age": "600",
      },
    });
  }
  if (isFromElsewhere(api, request)) return plain(403, "Pages of other sites may not do this");
  const operation = operationOf(resource, request.method);
  if (!await isLetIn(api, request, target, resource.access, address)) {
    return plain(401, "Not authorised", {
      "cache-control": "no-cache",
      "www-authenticate": `Basic realm="${API_PATH}", charset="UTF-8"`,
    });
  }
  if (operation === undefined) return plain(405, "Method not allowed", { allow: methods });
  return await operation.run({ api, request, target });
}

/** What the resource does by a method, of which requests may have any. */
function operationOf({ methods }: Resource, method: string): Operation | undefined {
  const name = method === "HEAD" ? "GET" : method;
  return Object.hasOwn(methods, name) ? methods[name as Method] : undefined;
}

/**
 * Whether a page of a site that may not administer wants to change something. Browsers let any page send forms, and add the name and password
 * that somebody has once given them for our own.
 */
function isFromElsewhere(api: Api, request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  if (request.headers.get("sec-fetch-site") === "same-origin") return false;
  return !isAllowedOrigin(request, api.config().allowAdminOrigin);
}

function methodsOf(resource: Resource): string {
  const methods = Object.keys(resource.methods).flatMap((method) =>
    method === "GET" ? ["HEAD", "GET"] : [method]
  );
  return ["OPTIONS", ...methods].join(", ");
}

/** Lets pages of other sites read the answer where the configuration does. */
function allowOrigin(api: Api, request: Request, { headers }: Response): void {
  headers.append("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin === null || !isAllowedOrigin(request, api.config().allowAdminOrigin)) return;
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-expose-headers", "ETag, Location");
}
