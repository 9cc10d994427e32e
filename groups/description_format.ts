/**
 * Group files: from text to {@linkcode Description} and back to JSON. Fields and their meaning are Galène's; its
 * obsolete ones are upgraded.
 * @module
 */
import {
  CODEC_NAMES,
  createDescription,
  type Description,
  type Device,
  DEVICES,
  type UserDescription,
} from "./description.ts";
import {
  type FieldReaders,
  inside,
  label,
  noteError,
  noteWarning,
  type Place,
  readFields,
  readFlag,
  readInteger,
  readJsonObject,
  readList,
  readObject,
  readText,
  readTime,
  rootPlace,
  toProblem,
} from "./fields.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { isUsername } from "./names.ts";
import { createPassword, type Password, passwordFault } from "./password.ts";
import { isPermissionSetName, PERMISSION_SET_NAMES, type PermissionSpec } from "./permissions.ts";
import type { Problem, SourceValue } from "./source.ts";
import { parseJsonSource } from "./source_json.ts";
import { parseYamlSource } from "./source_yaml.ts";

/** How a group file is written. */
export type DescriptionFormat = "json" | "yaml";

/** Outcome of {@linkcode parseDescription}. */
export type ParsedDescription =
  | {
    readonly type: "description";
    readonly description: Description;
    /** What is odd about the file, or without effect. */
    readonly warnings: readonly Problem[];
  }
  | { readonly type: "problem"; readonly problem: Problem };

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An entry of the obsolete lists of users. */
interface ClientPattern {
  username: string;
  password: Password | null;
}

/** A description in the making. */
interface Draft extends Writable<Description> {
  users: Map<string, UserDescription>;
  op: ClientPattern[];
  presenter: ClientPattern[];
  other: ClientPattern[];
}

const FIELDS: FieldReaders<Draft> = new Map([
  ["displayName", (d, v, at) => void (d.displayName = readText(v, at))],
  ["description", (d, v, at) => void (d.description = readText(v, at))],
  ["contact", (d, v, at) => void (d.contact = readText(v, at))],
  ["comment", (d, v, at) => void (d.comment = readText(v, at))],
  ["public", (d, v, at) => void (d.public = readFlag(v, at))],
  ["redirect", (d, v, at) => void (d.redirect = readRedirect(v, at))],
  ["max-clients", (d, v, at) => void (d.maxClients = readInteger(v, at))],
  ["max-history-age", (d, v, at) => void (d.maxHistoryAgeS = readInteger(v, at))],
  ["expires", (d, v, at) => void (d.expiresMs = readTime(v, at))],
  ["not-before", (d, v, at) => void (d.notBeforeMs = readTime(v, at))],
  ["allow-recording", (d, v, at) => void (d.allowRecording = readFlag(v, at))],
  ["unrestricted-tokens", (d, v, at) => void (d.unrestrictedTokens = readFlag(v, at))],
  ["auto-subgroups", (d, v, at) => void (d.autoSubgroups ||= readFlag(v, at))],
  ["autolock", (d, v, at) => void (d.autolock = readFlag(v, at))],
  ["autokick", (d, v, at) => void (d.autokick = readFlag(v, at))],
  ["lobby", (d, v, at) => void (d.lobby = readFlag(v, at))],
  ["users", (d, v, at) => void (d.users = readUsers(v, at))],
  ["wildcard-user", (d, v, at) => void (d.wildcardUser = readUser(v, at))],
  ["authKeys", (d, v, at) => void (d.authKeys = readList(v, at, readJsonObject))],
  ["authServer", (d, v, at) => void (d.authServer = readText(v, at))],
  ["authPortal", (d, v, at) => void (d.authPortal = readText(v, at))],
  ["codecs", (d, v, at) => void (d.codecs = readList(v, at, readCodec))],
  ["suggest", (d, v, at) => void (d.suggest = readDevices(v, at))],
  // Obsolete.
  ["op", (d, v, at) => void (d.op = readList(v, at, readPattern))],
  ["presenter", (d, v, at) => void (d.presenter = readList(v, at, readPattern))],
  ["other", (d, v, at) => void (d.other = readList(v, at, readPattern))],
  ["allow-subgroups", (d, v, at) => void (d.autoSubgroups ||= readFlag(v, at))],
  ["allow-anonymous", (_, v, at) => {
    if (readFlag(v, at)) noteWarning(at, `${label(at)} is obsolete and has no effect: remove it`);
  }],
]);

const USER_FIELDS: FieldReaders<Writable<UserDescription>> = new Map([
  ["password", (d, v, at) => void (d.password = readPassword(v, at))],
  ["permissions", (d, v, at) => void (d.permissions = readPermissions(v, at))],
]);

const PASSWORD_FIELDS: FieldReaders<Writable<Password>> = new Map([
  ["type", (d, v, at) => void (d.type = readText(v, at))],
  ["hash", (d, v, at) => void (d.hash = readText(v, at))],
  ["key", (d, v, at) => void (d.key = readText(v, at))],
  ["salt", (d, v, at) => void (d.salt = readText(v, at))],
  ["iterations", (d, v, at) => void (d.iterations = readInteger(v, at))],
]);

const PATTERN_FIELDS: FieldReaders<ClientPattern> = new Map([
  ["username", (d, v, at) => void (d.username = readText(v, at))],
  ["password", (d, v, at) => void (d.password = readPassword(v, at))],
]);

/** Reads a group file. Never throws. */
export function parseDescription(text: string, format: DescriptionFormat): ParsedDescription {
  const parsed = format === "json" ? parseJsonSource(text) : parseYamlSource(text);
  if (parsed.type === "problem") return parsed;
  const { source } = parsed;
  const place = rootPlace();
  const description = readDescription(source.root, place);
  const error = place.notes.errors[0];
  if (error !== undefined) return { type: "problem", problem: toProblem(source, error) };
  const warnings = place.notes.warnings.map((note) => toProblem(source, note));
  return { type: "description", description, warnings };
}

/** Reads a description from a parsed value; what is wrong with it is noted. */
export function readDescription(value: SourceValue, place: Place): Description {
  const draft: Draft = {
    ...createDescription(),
    users: new Map(),
    op: [],
    presenter: [],
    other: [],
  };
  readFields(draft, FIELDS, value, place);
  return upgrade(draft, place);
}

/** Reads the object of a user, as in `users`. */
export function readUser(value: SourceValue, place: Place): UserDescription {
  const user: Writable<UserDescription> = { password: null, permissions: null };
  if (value !== null) readFields(user, USER_FIELDS, value, place);
  return user;
}

/** Reads an object of users by name. */
export function readUsers(value: SourceValue, place: Place): Map<string, UserDescription> {
  const users = new Map<string, UserDescription>();
  for (const [name, user] of readObject(value, place) ?? []) {
    const at = inside(place, name);
    if (!isUsername(name)) {
      noteWarning(at, `nobody can log in as ${label(at)}: the name is not allowed, change it`);
    }
    users.set(name, readUser(user, at));
  }
  return users;
}

/** What a group file of this description holds, in Galène's order of fields. Empty fields are left out. */
export function descriptionToJson(description: Description): JsonObject {
  const { users, wildcardUser } = description;
  const all: [string, JsonValue][] = [
    ["displayName", description.displayName],
    ["description", description.description],
    ["contact", description.contact],
    ["comment", description.comment],
    ["public", description.public],
    ["redirect", description.redirect],
    ["max-clients", description.maxClients],
    ["max-history-age", description.maxHistoryAgeS],
    ["expires", timeToJson(description.expiresMs)],
    ["not-before", timeToJson(description.notBeforeMs)],
    ["allow-recording", description.allowRecording],
    ["unrestricted-tokens", description.unrestrictedTokens],
    ["auto-subgroups", description.autoSubgroups],
    ["autolock", description.autolock],
    ["autokick", description.autokick],
    ["lobby", description.lobby],
    ["users", Object.fromEntries([...users].map(([name, user]) => [name, userToJson(user)]))],
    ["wildcard-user", wildcardUser === null ? null : userToJson(wildcardUser)],
    ["authKeys", description.authKeys],
    ["authServer", description.authServer],
    ["authPortal", description.authPortal],
    ["codecs", description.codecs],
    ["suggest", description.suggest],
  ];
  return Object.fromEntries(
    all.filter(([name, value]) => !isEmpty(value) || (name === "wildcard-user" && value !== null)),
  );
}

/** What a group file holds of a user. */
export function userToJson(user: UserDescription): JsonObject {
  return {
    ...(user.password === null || user.password.type === ""
      ? {}
      : { password: passwordToJson(user.password) }),
    ...(user.permissions === null ? {} : { permissions: user.permissions }),
  };
}

/** What a group file holds of a password: a mere text if it is plain. */
export function passwordToJson(password: Password): JsonValue {
  const { type, hash, key, salt, iterations } = password;
  if (type === "plain" && hash === "" && salt === "" && iterations === 0) return key;
  return {
    ...(type === "" ? {} : { type }),
    ...(hash === "" ? {} : { hash }),
    ...(key === null ? {} : { key }),
    ...(salt === "" ? {} : { salt }),
    ...(iterations === 0 ? {} : { iterations }),
  };
}

function isEmpty(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return !value;
  return Object.keys(value).length === 0;
}

function timeToJson(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString().replace(/\.000Z$/, "Z");
}

/** Reads a password as group files keep it. */
export function readPassword(value: SourceValue, place: Place): Password {
  if (typeof value !== "object") {
    return createPassword({ type: "plain", key: readText(value, place) });
  }
  const password: Writable<Password> = createPassword({});
  readFields(password, PASSWORD_FIELDS, value, place);
  const fault = password.type === "" ? null : passwordFault(password);
  if (fault !== null) noteWarning(place, `${label(place)} lets nobody in: ${fault}`);
  return password;
}

function readPermissions(value: SourceValue, place: Place): PermissionSpec {
  if (typeof value === "string") {
    if (isPermissionSetName(value)) return value;
    const names = PERMISSION_SET_NAMES.join(", ");
    noteError(place, `${label(place)} must be one of ${names}, or a list of permissions`);
    return [];
  }
  return readList(value, place, readText);
}

function readCodec(value: SourceValue, place: Place): string {
  const name = readText(value, place);
  if (typeof value === "string" && !CODEC_NAMES.includes(name)) {
    noteWarning(place, `the codec is unknown and left out: use some of ${CODEC_NAMES.join(", ")}`);
  }
  return name;
}

function readDevices(value: SourceValue, place: Place): readonly Device[] {
  const names = readList(value, place, readDeviceName);
  return DEVICES.filter((device) => names.includes(device));
}

function readDeviceName(value: SourceValue, place: Place): string {
  const name = readText(value, place);
  if (typeof value === "string" && !DEVICES.some((device) => device === name)) {
    noteError(place, `${label(place)} must be ${DEVICES.join(" or ")}`);
  }
  return name;
}

/** Browsers follow it, so that only web addresses and paths will do. */
function readRedirect(value: SourceValue, place: Place): string {
  const address = readText(value, place);
  const url = URL.parse(address, "https://server.invalid/");
  if (url !== null && (url.protocol === "https:" || url.protocol === "http:")) return address;
  noteError(place, `${label(place)} must be a web address such as https://example.org/group/name/`);
  return "";
}

function readPattern(value: SourceValue, place: Place): ClientPattern {
  const pattern: ClientPattern = { username: "", password: null };
  readFields(pattern, PATTERN_FIELDS, value, place);
  return pattern;
}

/** Turns the obsolete lists into users; those that are there already stay. */
function upgrade(draft: Draft, place: Place): Description {
  const { op, presenter, other, ...description } = draft;
  const lists = [["op", op, "op"], ["presenter", presenter, "present"], [
    "other",
    other,
    "message",
  ]] as const;
  for (const [field, patterns, permissions] of lists) {
    for (const [i, pattern] of patterns.entries()) {
      const password = pattern.password ?? createPassword({ type: "wildcard" });
      const taken = pattern.username === ""
        ? description.wildcardUser !== null
        : description.users.has(pattern.username);
      if (taken) {
        noteWarning(inside(inside(place, field), i), "this user is there already: remove one");
      } else if (pattern.username === "") {
        description.wildcardUser = { password, permissions };
      } else {
        description.users.set(pattern.username, { password, permissions });
      }
    }
  }
  return description;
}
