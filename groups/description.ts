/**
 * What a group's file says, after parsing: a plain record that nobody changes. Field by field it is Galène's group
 * description (`galene.md`, "Group definitions"), with camel case names and units in the names of numbers.
 * `description_format.ts` parses and writes it.
 * @module
 */
import type { JsonObject } from "./json.ts";
import type { Password } from "./password.ts";
import type { PermissionSpec } from "./permissions.ts";

/** How one user logs in and what they may do. */
export interface UserDescription {
  /** Null if the entry has none: then nobody can log in by it. */
  readonly password: Password | null;
  /** Null if the entry has none, which gives no permission at all. */
  readonly permissions: PermissionSpec | null;
}

/** A group's definition. Texts are "" where the file says nothing. */
export interface Description {
  readonly displayName: string;
  readonly description: string;
  readonly contact: string;
  /** For people who read the file; the server ignores it. */
  readonly comment: string;
  /** Whether the landing page lists the group. */
  readonly public: boolean;
  /** Where visitors are sent instead; "" for nowhere. */
  readonly redirect: string;
  /** How many may be in at once, operators aside; 0 or less for any number. */
  readonly maxClients: number;
  /** How long chat is remembered, in seconds; 0 for the default. See {@linkcode maxHistoryAgeMs}. */
  readonly maxHistoryAgeS: number;
  /** Unix time in milliseconds before which nobody but operators may join; null for no such time. */
  readonly notBeforeMs: number | null;
  /** Unix time in milliseconds after which nobody but operators may join; null for no such time. */
  readonly expiresMs: number | null;
  readonly allowRecording: boolean;
  readonly unrestrictedTokens: boolean;
  /** Whether `name/anything` exists as soon as somebody asks for it. */
  readonly autoSubgroups: boolean;
  /** Whether the group is locked while it has no operator. */
  readonly autolock: boolean;
  /** Whether nobody may stay while it has no operator. */
  readonly autokick: boolean;
  /** Whether whoever comes waits until an operator opens the group or lets that one in. Not of Galène. */
  readonly lobby: boolean;
  readonly users: ReadonlyMap<string, UserDescription>;
  /** Who logs in under a name that is not among `users`. */
  readonly wildcardUser: UserDescription | null;
  /** JSON Web Keys that sign tokens for this group. */
  readonly authKeys: readonly JsonObject[];
  readonly authServer: string;
  readonly authPortal: string;
  /** Codec names as the file has them; empty for the default. See {@linkcode groupCodecs}. */
  readonly codecs: readonly string[];
  /** Devices that people are asked to turn on before they come in. Not of Galène, which knows no such field. */
  readonly suggest: readonly Device[];
}

/** A device of a participant. */
export type Device = (typeof DEVICES)[number];

/** The devices that a group may suggest. */
export const DEVICES = ["camera", "microphone"] as const;

/** How long chat is remembered where the file does not say, in seconds. Galène's default. */
const DEFAULT_MAX_HISTORY_AGE_S = 4 * 60 * 60;

/** The codec names that a group may list, which are Galène's. */
export const CODEC_NAMES: readonly string[] = [
  "vp8",
  "vp9",
  "av1",
  "h264",
  "opus",
  "g722",
  "pcmu",
  "pcma",
];

const DEFAULT_CODECS: readonly string[] = ["vp8", "opus"];

/** What an empty file describes, with `fields` laid over it. Without users nobody can join it. */
export function createDescription(fields: Partial<Description> = {}): Description {
  return {
    displayName: "",
    description: "",
    contact: "",
    comment: "",
    public: false,
    redirect: "",
    maxClients: 0,
    maxHistoryAgeS: 0,
    notBeforeMs: null,
    expiresMs: null,
    allowRecording: false,
    unrestrictedTokens: false,
    autoSubgroups: false,
    autolock: false,
    autokick: false,
    lobby: false,
    users: new Map(),
    wildcardUser: null,
    authKeys: [],
    authServer: "",
    authPortal: "",
    codecs: [],
    suggest: [],
    ...fields,
  };
}

/** How long chat is remembered, in milliseconds. A negative age remembers nothing. */
export function maxHistoryAgeMs(description: Description): number {
  return (description.maxHistoryAgeS || DEFAULT_MAX_HISTORY_AGE_S) * 1000;
}

/** The known codecs of a group in order of preference, `vp8` and `opus` if it lists none. */
export function groupCodecs(description: Description): readonly string[] {
  if (description.codecs.length === 0) return DEFAULT_CODECS;
  return description.codecs.filter((name) => CODEC_NAMES.includes(name));
}

/**
 * The definition of a subgroup that exists because an ancestor has `auto-subgroups`: the ancestor's, but never listed
 * and without its text. Its door is the ancestor's lobby.
 */
export function subgroupDescription(ancestor: Description): Description {
  return { ...ancestor, public: false, description: "", lobby: false };
}
