/**
 * Who may do what over the administrator's interface: administrators of the server and of a group, by name and password or by token, and
 * users their own password.
 * @module
 */
import { AUTH_DELAY_MS, authorise, type Credentials } from "../../groups/credentials.ts";
import { describeGroup } from "../../groups/directory.ts";
import { matchPassword } from "../../groups/password.ts";
import { checkToken } from "../../groups/token.ts";
import { type BasicCredentials, isAdministrator, readBasicCredentials } from "../admin.ts";
import { networkOf } from "../address.ts";
import { admit, noteFailure } from "../auth_delays.ts";
import type { Api } from "./api.ts";
import type { Target, TargetOf } from "./paths.ts";

/**
 * For whom a resource is: all, administrators of the server, those of its group as well, or moreover the user whose
 * password it is.
 */
export type Access = "all" | "server" | "group" | "password";

/** What a request offers. */
interface Offer {
  readonly basic: BasicCredentials | null;
  /** "" for none. */
  readonly token: string;
}

/** Whether a request may use a resource. Failures wait, longer and longer for one address. */
export async function isLetIn(
  api: Api,
  request: Request,
  target: Target,
  access: Access,
  address: string,
): Promise<boolean> {
  if (access === "all") return true;
  const network = networkOf(address);
  const offer = readOffer(request);
  if (offer.basic === null && offer.token === "") {
    // Nothing was guessed. Pages of other sites can make browsers ask so, which must not close the door to all behind their address.
    await api.delay(AUTH_DELAY_MS);
    return false;
  }
  const name = offer.basic?.username ?? "";
  const isAdmitted = admit(api.delays, network, name, api.nowMs()).type === "wait";
  if (isAdmitted && await isMatch(api, target, offer)) return true;
  await api.delay(noteFailure(api.delays, network, name, api.nowMs()));
  return false;
}

async function isMatch(api: Api, target: Target, offer: Offer): Promise<boolean> {
  const { basic } = offer;
  if (basic !== null && await isAdministrator(basic, api.config().users, api.hasher)) return true;
  const group = "group" in target ? target.group : "";
  // Only a token for all groups opens what is not one group's.
  if (group === "") return await isGlobalToken(api, offer.token);
  if (target.type === "password" && basic !== null && await isOwn(api, target, basic)) return true;
  return await administersGroup(api, group, offer);
}

async function isGlobalToken(api: Api, name: string): Promise<boolean> {
  if (name === "") return false;
  const token = (await api.tokens.read()).tokens.get(name);
  if (token === undefined) return false;
  const check = checkToken(token, "", api.nowMs());
  return check.type === "valid" && check.permissions.includes("admin");
}

async function administersGroup(api: Api, name: string, offer: Offer): Promise<boolean> {
  await api.refresh();
  const described = describeGroup(api.directory, name);
  // A token for all groups is good for one that is to be made, too.
  if (described.type !== "described") return await isGlobalToken(api, offer.token);
  const credentials: Credentials = offer.token !== ""
    ? { type: "token", token: offer.token, username: "" }
    : { type: "password", ...offer.basic ?? { username: "", password: "" } };
  const outcome = await authorise(described.description, name, credentials, {
    hasher: api.hasher,
    tokens: async () => (await api.tokens.read()).tokens,
    canonicalHost: api.config().canonicalHost,
    nowMs: api.nowMs(),
  });
  return outcome.type === "granted" && outcome.permissions.includes("admin");
}

/** Whether the old password of a user was offered for changing it. The wildcard's and the empty user's are nobody's own. */
async function isOwn(
  api: Api,
  target: TargetOf<"password">,
  offered: BasicCredentials,
): Promise<boolean> {
  if (target.user.type !== "named" || offered.username !== target.user.name) return false;
  const found = await api.store.find(target.group);
  const stored = found?.description?.users.get(target.user.name)?.password ?? null;
  if (stored === null || stored.type === "wildcard") return false;
  return (await matchPassword(stored, offered.password, api.hasher)).type === "match";
}

function readOffer(request: Request): Offer {
  const header = request.headers.get("authorization") ?? "";
  return { basic: readBasicCredentials(header), token: readBearerToken(header) };
}

/** The token of an `Authorization` header of the Bearer scheme (RFC 6750, section 2.1); "" if there is none. */
export function readBearerToken(header: string): string {
  return /^\s*bearer +([^\s]+)\s*$/i.exec(header)?.[1] ?? "";
}
