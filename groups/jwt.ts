/**
 * JSON Web Tokens (RFC 7519) as tokens of groups: signed by one of the group's keys, for an audience that is the group's page. Rules are
 * Galène's (its `token/jwt.go`): `sub` names the bearer, `permissions` are taken literally, `include-subgroups` opens the groups below.
 * @module
 */
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from "jose";
import type { JsonObject } from "./json.ts";
import { parseKey } from "./jwk.ts";
import { invalid, type TokenCheck } from "./token.ts";

/** How far clocks may be apart, in seconds. Galène's number. */
const LEEWAY_S = 5;

/** Longest token that is looked into, in UTF-16 units. */
const MAX_JWT_LENGTH = 16 * 1024;

/** So many keys are tried at most for one token. */
const MAX_KEYS = 16;

/** What a token is checked against. */
export interface JwtContext {
  readonly group: string;
  /** The group's `authKeys`. */
  readonly keys: readonly JsonObject[];
  /** Host, with port, that an audience must name; "" for any. */
  readonly canonicalHost: string;
  readonly nowMs: number;
}

/** Whether a text has the form of a signed token. What has must not be looked up as a stateful one. */
export function isJwt(text: string): boolean {
  if (text.length > MAX_JWT_LENGTH || text.split(".").length !== 3) return false;
  try {
    return typeof decodeProtectedHeader(text).alg === "string";
  } catch {
    return false;
  }
}

/** Checks a token of that form. Never rejects. */
export async function checkJwt(text: string, context: JwtContext): Promise<TokenCheck> {
  const { alg, kid } = decodeProtectedHeader(text);
  const keys = context.keys.filter((key) =>
    key["alg"] === alg && (kid === undefined || key["kid"] === kid)
  );
  if (keys.length === 0) return invalid("the group has no key for this token");
  for (const jwk of keys.slice(0, MAX_KEYS)) {
    const parsed = await parseKey(jwk);
    if (parsed.type === "problem") continue;
    const { key } = parsed;
    try {
      const { payload } = await jwtVerify(text, key.key, {
        algorithms: [key.alg],
        clockTolerance: LEEWAY_S,
        currentDate: new Date(context.nowMs),
        requiredClaims: ["exp"],
      });
      return checkClaims(payload, context);
    } catch {
      // Another key may be the one.
    }
  }
  return invalid("the token's signature or time does not hold");
}

function checkClaims(payload: JWTPayload, context: JwtContext): TokenCheck {
  const { iat, aud = [], permissions = [] } = payload;
  const sub: unknown = payload.sub ?? "";
  if (iat !== undefined && iat > context.nowMs / 1000 + LEEWAY_S) {
    return invalid("the token was issued in the future");
  }
  if (typeof sub !== "string") return invalid("the token's subject is no text");
  const includeSubgroups = payload["include-subgroups"] === true;
  const audiences = typeof aud === "string" ? [aud] : aud;
  const fits = audiences.some((url) => isAudienceFor(url, context, includeSubgroups));
  if (!fits) return invalid("the token is for another group or server");
  if (!isTextList(permissions)) return invalid("the token's permissions are no list of texts");
  return { type: "valid", username: sub, permissions };
}

function isAudienceFor(audience: string, context: JwtContext, includeSubgroups: boolean): boolean {
  if (!URL.canParse(audience)) return false;
  const url = new URL(audience);
  const { canonicalHost } = context;
  if (canonicalHost !== "" && hostOf(audience, url) !== canonicalHost.toLowerCase()) return false;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return false;
  }
  return isPathFor(path, context.group, includeSubgroups);
}

/** Host and port as they are written: `URL` leaves out the usual port of a scheme, which the configuration may name. */
function hostOf(text: string, url: URL): string {
  const written = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1] ?? url.host;
  return written.slice(written.lastIndexOf("@") + 1).toLowerCase();
}

/** Whether the path of an audience stands for a group, or with `includeSubgroups` for one above it. */
export function isPathFor(path: string, group: string, includeSubgroups: boolean): boolean {
  const page = `/group/${group}/`;
  if (!includeSubgroups) return path === page;
  return path.startsWith("/group/") && path.endsWith("/") && page.startsWith(path);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
