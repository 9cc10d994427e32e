/**
 * What the server answers over HTTP: pages and files, the status of groups, and the door to the WebSocket.
 * @module
 */
import { describeGroup, type Directory, findStatus, publicGroups } from "../groups/directory.ts";
import { answerApi, type Api } from "./api/api.ts";
import { API_PATH } from "./api/paths.ts";
import type { DataConfig } from "./data_config.ts";
import type { Echoes } from "./echo.ts";
import { answerEchoRequest, isEchoPath } from "./echo_requests.ts";
import { decodePath, type FrontEnd } from "./front_end.ts";
import type { Log } from "./log.ts";
import { isAllowedOrigin, isCanonicalHost, outerUrl } from "./origin.ts";
import { peerAddress } from "./peer_address.ts";
import { json, plain } from "./responses.ts";

/** What answers are made of. */
export interface Site {
  readonly frontEnd: FrontEnd;
  readonly directory: Directory;
  readonly log: Log;
  /** Takes over what the group files say now. */
  readonly refresh: () => Promise<void>;
  /** What `config.json` says now. */
  readonly config: () => DataConfig;
  readonly api: Api;
  readonly echoes: Echoes;
  /** Makes a WebSocket of the request, whose origin is allowed. */
  readonly openSocket: (request: Request, address: string) => Response;
}

/** A request being answered. */
interface Visit {
  readonly site: Site;
  readonly request: Request;
  /** Still as it stands in the URL. */
  readonly path: string;
  /** URL of the server's root, as it is seen from outside. */
  readonly base: URL;
  readonly address: string;
}

/** Features that pages may use. */
const PERMISSIONS_POLICY = "camera=(self), microphone=(self), display-capture=(self)";

/** Answers one request, which came over a connection from that address. Never rejects. */
export async function handleRequest(
  site: Site,
  request: Request,
  address: string,
): Promise<Response> {
  try {
    const peer = peerAddress(request, address, site.config());
    const response = await route(site, request, peer);
    if (request.method !== "HEAD" || response.body === null) return response;
    await response.body.cancel();
    return new Response(null, { status: response.status, headers: response.headers });
  } catch (error) {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    site.log.error("a request could not be answered", { error: text });
    return plain(500, "Internal server error");
  }
}

async function route(site: Site, request: Request, address: string): Promise<Response> {
  const base = outerUrl(request, site.config().proxyURL);
  if (base === null) return plain(400, "Bad host");
  const { pathname: path } = new URL(request.url);
  const visit: Visit = { site, request, path, base, address };
  if (path === "/ws") return openSocket(visit);
  if (isEchoPath(path)) return await answerEchoRequest(site.echoes, request, path, address);
  if (path.startsWith(API_PATH)) return await answerApi(site.api, request, path, address);
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, "Method not allowed", { allow: "GET, HEAD" });
  }
  if (path === "/healthz") return plain(200, "ok", { "cache-control": "no-cache" });
  if (path === "/public-groups.json") {
    await site.refresh();
    const groups = publicGroups(site.directory, { member: false, base, writableGroups: false });
    return shareWithSites(visit, json(groups));
  }
  const { canonicalHost } = site.config();
  if (!isCanonicalHost(request, canonicalHost)) {
    return new Response(null, {
      status: 301,
      headers: { location: `https://${canonicalHost}${path}` },
    });
  }
  if (path.startsWith("/group/")) return await answerForGroup(visit);
  return secure(visit, await site.frontEnd.file(request, path));
}

function openSocket(visit: Visit): Response {
  const { site, request } = visit;
  if (request.method !== "GET" || request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return plain(426, "This address is for WebSockets", { upgrade: "websocket" });
  }
  if (!isAllowedOrigin(request, site.config().allowOrigin)) return plain(403, "Forbidden");
  return site.openSocket(request, visit.address);
}

/** `/group/NAME/` and what belongs to a group, whose names begin with a dot. */
async function answerForGroup(visit: Visit): Promise<Response> {
  const { site, request } = visit;
  const decoded = decodePath(visit.path);
  const asked = decoded === null ? null : splitGroupPath(decoded);
  if (asked === null) return notFound(visit);
  const { name, special } = asked;
  if (special === ".status") return await answerStatus(visit, name);
  if (special === ".status.json") return redirect(`${groupPath(name)}.status`);
  if (special !== null) return notFound(visit);

  await site.refresh();
  const described = describeGroup(site.directory, name);
  if (described.type === "broken") return plain(500, "Internal server error");
  if (described.type !== "described") return notFound(visit);
  if (decoded !== `/group/${name}/`) return redirect(groupPath(name));
  const { redirect: elsewhere, authServer } = described.description;
  if (elsewhere !== "") return redirect(elsewhere);
  return secure(visit, await site.frontEnd.groupPage(request), authServer);
}

/**
 * A group's name and what of it is asked for (".status"; null for its page), from a decoded path. Null if that names no group.
 * No regular expression: paths may be long, and strangers choose them.
 */
export function splitGroupPath(path: string): { name: string; special: string | null } | null {
  const parts = path.split("/").slice(2);
  const special = parts.at(-1)!.startsWith(".") ? parts.pop()! : null;
  const name = parts.filter((part) => part !== "").join("/");
  return name === "" || parts.some((part) => part.startsWith(".")) ? null : { name, special };
}

async function answerStatus(visit: Visit, name: string): Promise<Response> {
  const { site, base } = visit;
  await site.refresh();
  const found = findStatus(site.directory, name, { member: false, base, writableGroups: false });
  if (found.type === "broken") return plain(500, "Internal server error");
  return found.type === "status" ? shareWithSites(visit, json(found.status)) : notFound(visit);
}

async function notFound(visit: Visit): Promise<Response> {
  return secure(visit, await visit.site.frontEnd.notFound());
}

/** Lets pages of those sites read it that may also open a WebSocket. */
function shareWithSites({ site, request }: Visit, response: Response): Response {
  response.headers.append("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin !== null && isAllowedOrigin(request, site.config().allowOrigin)) {
    response.headers.set("access-control-allow-origin", origin);
  }
  return response;
}

function groupPath(name: string): string {
  return `/group/${name.split("/").map(encodeURIComponent).join("/")}/`;
}

function redirect(location: string): Response {
  return new Response(null, { status: 308, headers: { location } });
}

/** Adds what a browser is to hold a page to. Pages may speak to our WebSocket and to where the group's tokens come from. */
function secure(visit: Visit, response: Response, authServer = ""): Response {
  const { base, site } = visit;
  const socket = `${base.protocol === "http:" ? "ws:" : "wss:"}//${base.host}`;
  const connect = URL.canParse(authServer) ? [socket, new URL(authServer).origin] : [socket];
  const { headers } = response;
  headers.set("content-security-policy", site.frontEnd.contentSecurityPolicy(connect));
  headers.set("permissions-policy", PERMISSIONS_POLICY);
  headers.set("referrer-policy", "no-referrer");
  headers.set("x-content-type-options", "nosniff");
  if (response.status >= 400) headers.set("cache-control", "no-cache");
  return response;
}
