/**
 * The administrator's interface, `/galene-api/v0/`: paths, methods and status codes are Galène's (galene-api.md). Everything in it
 * asks for an administrator's name and password, whether the thing asked for exists or not.
 * @module
 */
import { type AdminDoor, isAdministrator } from "./admin.ts";
import { isAllowedOrigin } from "./origin.ts";
import { json, plain } from "./responses.ts";
import type { GroupStatistics } from "./statistics.ts";

/** Where it begins. */
export const API_PATH = "/galene-api/";

const PREFIX = `${API_PATH}v0/`;

/** What it is made of. */
export interface Api {
  readonly door: () => AdminDoor;
  /** Other sites whose pages may use it. */
  readonly allowedOrigins: () => readonly string[];
  readonly statistics: () => Promise<readonly GroupStatistics[]>;
}

/** One thing that can be asked for: what each method does. HEAD is GET without the body, which the caller leaves out. */
interface Resource {
  readonly get: (api: Api) => Promise<Response>;
}

const RESOURCES: ReadonlyMap<string, Resource> = new Map([
  [".stats", { get: async (api: Api) => json(await api.statistics()) }],
]);

/** Answers a request whose path begins with {@linkcode API_PATH}. */
export async function answerApi(api: Api, request: Request, path: string): Promise<Response> {
  const resource = path.startsWith(PREFIX) ? RESOURCES.get(path.slice(PREFIX.length)) : undefined;
  if (resource === undefined) return plain(404, "Not found");
  const response = await answerResource(api, request, resource);
  allowOrigin(api, request, response);
  return response;
}

async function answerResource(api: Api, request: Request, resource: Resource): Promise<Response> {
  const methods = "OPTIONS, HEAD, GET";
  if (request.method === "OPTIONS") {
    return new Response(null, {
      status: 204,
      headers: {
        "access-control-allow-methods": methods,
        "access-control-allow-headers": "Authorization, Content-Type",
      },
    });
  }
  if (!await isAdministrator(request, api.door())) {
    return plain(401, "Not authorised", {
      "cache-control": "no-cache",
      "www-authenticate": `Basic realm="${API_PATH}", charset="UTF-8"`,
    });
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, "Method not allowed", { allow: methods });
  }
  return await resource.get(api);
}

/** Lets pages of other sites read the answer where the configuration does. */
function allowOrigin(api: Api, request: Request, { headers }: Response): void {
  headers.append("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin === null || !isAllowedOrigin(request, api.allowedOrigins())) return;
  headers.set("access-control-allow-origin", origin);
}
