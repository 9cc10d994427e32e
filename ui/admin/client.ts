/**
 * The administrator's interface of the server, `/galene-api/v0/`, as this page speaks it: every answer is a value, every failure has
 * a kind that there are words for.
 * @module
 */

/** What an administrator shows at the door. */
export type Credentials =
  | { readonly type: "password"; readonly username: string; readonly password: string }
  | { readonly type: "token"; readonly token: string };

/**
 * Why there is no answer of use.
 * - `unauthorised`: the credentials do not do;
 * - `read-only`: group files must not be written on this server;
 * - `changed`: somebody else was there first (412);
 * - `refused`: it makes no sense, or stands in the way of something; `detail` says why, in the server's words.
 */
export interface Failure {
  readonly kind:
    | "unreachable"
    | "unauthorised"
    | "read-only"
    | "missing"
    | "changed"
    | "refused"
    | "busy"
    | "full"
    | "broken";
  readonly detail: string;
}

/** What came back. */
export type Answer =
  | {
    readonly ok: true;
    /** The parsed body, null without one. */
    readonly value: unknown;
    readonly etag: string | null;
    /** Name of what was made, "" if the server made no name. */
    readonly location: string;
  }
  | { readonly ok: false; readonly failure: Failure };

/** What a request has besides method and path. */
export interface Ask {
  readonly json?: unknown;
  /** A body with a type of its own. */
  readonly body?: { readonly type: string; readonly text: string };
  /** The tag that must still hold; null for none. */
  readonly ifMatch?: string | null;
  /** Only make it, replace nothing. */
  readonly onlyNew?: boolean;
}

/** Asks for a path below `/galene-api/v0/`. Never rejects. */
export type Client = (method: Method, path: string, ask?: Ask) => Promise<Answer>;

/** Methods that resources have. */
export type Method = "GET" | "PUT" | "POST" | "DELETE";

/** `fetch`, as far as it is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const ROOT = "/galene-api/v0/";

/** A client that shows these credentials; null shows none. */
export function createClient(fetch: Fetch, credentials: Credentials | null): Client {
  return async (method, path, ask = {}) => {
    const headers: Record<string, string> = {};
    if (credentials !== null) headers["authorization"] = authorization(credentials);
    if (ask.ifMatch) headers["if-match"] = ask.ifMatch;
    if (ask.onlyNew) headers["if-none-match"] = "*";
    const body = ask.body ??
      (ask.json === undefined
        ? null
        : { type: "application/json", text: JSON.stringify(ask.json) });
    if (body !== null) headers["content-type"] = body.type;
    try {
      const response = await fetch(ROOT + path, {
        method,
        headers,
        body: body?.text ?? null,
        cache: "no-store",
        // Otherwise a browser puts its own dialogue up when credentials do not do.
        credentials: "omit",
      });
      return await readAnswer(response);
    } catch {
      return { ok: false, failure: { kind: "unreachable", detail: "" } };
    }
  };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) return { ok: false, failure: readFailure(response, text.trim()) };
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return {
    ok: true,
    value: isJson ? JSON.parse(text) : null,
    etag: response.headers.get("etag"),
    location: response.headers.get("location") ?? "",
  };
}

/** A 401 without a challenge is not about credentials (`server/api/edits.ts`). */
function readFailure(response: Response, detail: string): Failure {
  switch (response.status) {
    case 401:
      return response.headers.has("www-authenticate")
        ? { kind: "unauthorised", detail: "" }
        : { kind: "read-only", detail };
    case 404:
      return { kind: "missing", detail: "" };
    case 412:
      return { kind: "changed", detail: "" };
    case 503:
      return { kind: "busy", detail: "" };
    case 507:
      return { kind: "full", detail };
    default:
      return { kind: response.status >= 500 ? "broken" : "refused", detail };
  }
}

/** The value of `Authorization` (RFC 7617 with UTF-8, RFC 6750). */
export function authorization(credentials: Credentials): string {
  if (credentials.type === "token") return `Bearer ${credentials.token}`;
  const bytes = new TextEncoder().encode(`${credentials.username}:${credentials.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** A user of a group: by name, the one without a name, or the one who stands for everybody else. */
export type UserRef =
  | { readonly type: "named"; readonly name: string }
  | { readonly type: "empty" | "wildcard" };

/** Path of a group. */
export function groupPath(group: string): string {
  return `.groups/${encodePath(group)}`;
}

/** Path of a user of a group. */
export function userPath(group: string, user: UserRef): string {
  const base = groupPath(group);
  return user.type === "named"
    ? `${base}/.users/${encodePath(user.name)}`
    : `${base}/.${user.type}-user`;
}

/** Path of the tokens of a group; of those for the whole server if it is "". */
export function tokensPath(group: string): string {
  return group === "" ? ".groups/.tokens/" : `${groupPath(group)}/.tokens/`;
}

function encodePath(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}

/** Whether a path can hold the name: what begins with a dot means something else there. */
export function isAddressable(name: string): boolean {
  return name !== "" && !name.includes("\\") &&
    name.split("/").every((part) => part !== "" && !part.startsWith("."));
}

/** Texts of a list that came as JSON; anything else in it is left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** An object that came as JSON, empty if it is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : {};
}
