/**
 * How much one client, one address, one group or the whole server may take: `limits` in `config.json`. The defaults are far above what a
 * school needs; whoever exceeds one is told in a sentence.
 * @module
 */
import { type FieldReaders, label, noteError, type Place, readInteger } from "../groups/fields.ts";
import type { SourceValue } from "../groups/source.ts";

/** The limits. Lengths are in UTF-16 units, of JSON where values are meant. */
export interface Limits {
  /** Messages of one client, in the long run; fifty seconds' worth may come at once. */
  readonly messagesPerSecond: number;
  /** Bytes of one client, in the long run; eight seconds' worth may come at once. */
  readonly bytesPerSecond: number;
  /** What of one client reaches others, in the long run; more waits its turn. Five seconds' worth pass at once. */
  readonly chatPerSecond: number;
  /** The same in bytes; two seconds' worth pass at once. */
  readonly chatBytesPerSecond: number;
  /** Longest value of a line of chat or of a message between programs. */
  readonly chatLength: number;
  /** Longest name of a user. */
  readonly nameLength: number;
  /** Attempts to join from one address; a minute's worth may come at once. */
  readonly joinsPerMinute: number;
  /** Connections to the whole server. */
  readonly clients: number;
  /** Members of one group, operators aside, whatever its `max-clients` says. */
  readonly members: number;
  /** Live automatic subgroups of one group. */
  readonly subgroups: number;
  /** Tokens of one group that members make. */
  readonly groupTokens: number;
  /** Tokens of the whole server. */
  readonly tokens: number;
}

/** What one limit is without a word about it, and between what it may be set. */
export interface LimitRange {
  readonly standard: number;
  readonly least: number;
  readonly most: number;
}

/** Every limit. */
export const LIMIT_RANGES: { readonly [K in keyof Limits]: LimitRange } = {
  messagesPerSecond: { standard: 200, least: 10, most: 100_000 },
  bytesPerSecond: { standard: 512 * 1024, least: 16 * 1024, most: 1 << 30 },
  chatPerSecond: { standard: 20, least: 1, most: 100_000 },
  chatBytesPerSecond: { standard: 32 * 1024, least: 1024, most: 1 << 30 },
  chatLength: { standard: 64 * 1024, least: 100, most: 1 << 20 },
  nameLength: { standard: 512, least: 1, most: 512 },
  joinsPerMinute: { standard: 3000, least: 1, most: 1_000_000 },
  clients: { standard: 8192, least: 1, most: 1_000_000 },
  members: { standard: 4096, least: 1, most: 1_000_000 },
  subgroups: { standard: 1000, least: 0, most: 1_000_000 },
  groupTokens: { standard: 2000, least: 0, most: 1_000_000 },
  tokens: { standard: 20_000, least: 0, most: 1_000_000 },
};

type Name = keyof Limits;
type Draft = { -readonly [K in Name]: number };

const NAMES = Object.keys(LIMIT_RANGES) as Name[];

/** The limits that hold where nothing else is said. */
export const DEFAULT_LIMITS: Limits = createLimits();

/** Readers of the fields of `limits`. */
export const LIMIT_FIELDS: FieldReaders<Draft> = new Map(
  NAMES.map((
    name,
  ) => [name, (draft, value, at) => void (draft[name] = readLimit(name, value, at))]),
);

/** All limits at their defaults, to be changed. */
export function createLimits(): Draft {
  const standards = NAMES.map((name) => [name, LIMIT_RANGES[name].standard]);
  return Object.fromEntries(standards) as Draft;
}

function readLimit(name: Name, value: SourceValue, place: Place): number {
  const { standard, least, most } = LIMIT_RANGES[name];
  const errors = place.notes.errors.length;
  const number = readInteger(value, place);
  if (place.notes.errors.length > errors) return standard;
  if (number >= least && number <= most) return number;
  noteError(place, `${label(place)} must be from ${least} to ${most}: correct it`);
  return standard;
}
