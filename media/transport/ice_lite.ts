/**
 * One session's ICE as the lite side (RFC 8445): it answers checks, learns from them where the peer is, and notices when
 * the peer falls silent. It never sends a check and is always in the controlled role.
 *
 * Where we are stricter or laxer than the RFCs ask:
 * - A check without right FINGERPRINT and MESSAGE-INTEGRITY gets no answer at all, where RFC 8489 (section 9.1.3) wants 400
 *   or 401: strangers learn nothing and nobody can be flooded by way of us.
 * - PRIORITY and the role may be missing: a lite agent has no use for them.
 * - Our consent to send (RFC 7675) rests on the peer's authenticated checks, which browsers send every 2 to 5 seconds, and not
 *   on checks of ours, as a lite agent makes none.
 * @module
 */
import { METHOD_BINDING, type StunMessage } from "../packet/stun.ts";
import { integrityMatches } from "../packet/stun_integrity.ts";
import { writeBindingError, writeBindingSuccess } from "../packet/stun_write.ts";
import type { IceParameters } from "../sdp/negotiate.ts";
import type { Address } from "./address.ts";

/** RFC 7675, section 5.1: consent lasts 30 s from the last proof of it. */
export const CONSENT_US = 30_000_000;

/** How many addresses of a peer are remembered; the one longest without a check makes room. */
export const MAX_ADDRESSES = 8;

/** Bytes of randomness that {@link iceParametersFrom} takes. */
export const ICE_RANDOM_BYTES = 24;

/** RFC 8839, section 5.4: the 64 characters of ice-char. */
const ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** An address from which a check came, proven with our password. */
export interface ProvenAddress {
  readonly address: Address;
  checkedAtUs: number;
}

/** State of one session. Made by {@link createIce}, changed only by the functions of this file. */
export interface IceLite {
  local: IceParameters;
  /** Credentials from before a restart, good until the peer uses the new ones. */
  retiring: IceParameters | null;
  /** Null until the peer's description is known; its checks may come earlier. */
  remote: IceParameters | null;
  /** In the order of their first check. */
  readonly proven: ProvenAddress[];
  /** Where to send; null until the first check, and after consent is lost. */
  selected: Address | null;
  /** When to give up waiting for the first check. Infinity while not waiting. */
  waitUntilUs: number;
}

/** What changed by a check or by time. */
export type IceEvent =
  /** The peer is at this address too: DTLS and media from there are to be let in. */
  | { readonly type: "validated"; readonly address: Address }
  /** Nothing was heard from this address for long, or newer ones took its place. */
  | { readonly type: "forgotten"; readonly address: Address }
  /** Send here from now on: the first address validated, then what the peer nominates. */
  | { readonly type: "selected"; readonly address: Address }
  /** The peer uses the credentials of a restart; those of this user name are void. */
  | { readonly type: "retired"; readonly ufrag: string }
  /** No authenticated check for 30 s: stop sending. A later check begins anew with `validated` and `selected`. */
  | { readonly type: "lost" };

/** Why a STUN message was left unanswered. */
export type IceDrop =
  | "stun-not-a-check"
  | "stun-fingerprint"
  | "stun-username"
  | "stun-integrity";

/** What a STUN message led to. */
export interface IceResult {
  /** To be sent back to where the message came from; null for no answer. */
  readonly response: Uint8Array | null;
  readonly events: readonly IceEvent[];
  /** Null if the check was authentic. */
  readonly drop: IceDrop | null;
}

/**
 * Credentials from {@link ICE_RANDOM_BYTES} random bytes: 48 bits of user name and 144 bits of password (RFC 8445,
 * section 5.3, asks for 24 and 128). The user name also finds the session, so it is longer than need be.
 * Throws `RangeError` for fewer bytes.
 */
export function iceParametersFrom(random: Uint8Array): IceParameters {
  if (random.length < ICE_RANDOM_BYTES) {
    throw new RangeError(`ICE credentials need ${ICE_RANDOM_BYTES} random bytes`);
  }
  const text = base64Of(random.subarray(0, ICE_RANDOM_BYTES));
  return { ufrag: text.slice(0, 8), pwd: text.slice(8) };
}

/** The user name fragment of ours in the USERNAME of a check to us, which is `ours:theirs`; null if it is not one. */
export function localUfragOf(username: string): string | null {
  const colon = username.indexOf(":");
  return colon < 0 ? null : username.slice(0, colon);
}

/** Makes the state of a session that has not heard of its peer. */
export function createIce(local: IceParameters): IceLite {
  return {
    local,
    retiring: null,
    remote: null,
    proven: [],
    selected: null,
    waitUntilUs: Infinity,
  };
}

/** Takes the peer's credentials from its description. From now on the peer has 30 s to make its first check. */
export function setRemote(ice: IceLite, remote: IceParameters, nowUs: number): void {
  ice.remote = remote;
  if (ice.proven.length === 0) ice.waitUntilUs = nowUs + CONSENT_US;
}

/**
 * Begins an ICE restart with new credentials of ours; the peer's follow by {@link setRemote}. The old ones and the
 * old addresses stay in use until the peer makes a check with the new ones. Returns the events of a restart within a restart.
 */
export function restartIce(ice: IceLite, local: IceParameters): readonly IceEvent[] {
  const { retiring } = ice;
  // Of two restarts in a row the one never used is void, and what the peer uses stays.
  const unused = retiring === null ? null : ice.local;
  ice.retiring = retiring ?? ice.local;
  ice.local = local;
  ice.remote = null;
  return unused === null ? [] : [{ type: "retired", ufrag: unused.ufrag }];
}

/** Handles a STUN message that came from `from`. */
export function handleCheck(
  ice: IceLite,
  message: StunMessage,
  from: Address,
  nowUs: number,
): IceResult {
  if (message.class !== "request" || message.method !== METHOD_BINDING) {
    return dropped("stun-not-a-check");
  }
  if (!message.fingerprintValid) return dropped("stun-fingerprint");
  const credentials = credentialsFor(ice, message.username);
  if (credentials === null) return dropped("stun-username");
  if (!integrityMatches(message, credentials.pwd)) return dropped("stun-integrity");

  const { transactionId, unknownRequired } = message;
  if (unknownRequired.length > 0) {
    return refused(writeBindingError(transactionId, 420, unknownRequired, credentials.pwd));
  }
  // We cannot take the controlling role, whatever the tie-breakers say (RFC 8445, section 6.1.1).
  if (message.iceControlled !== null) {
    return refused(writeBindingError(transactionId, 487, [], credentials.pwd));
  }
  const events: IceEvent[] = [];
  const restarted = credentials === ice.local && ice.retiring !== null;
  if (restarted) retire(ice, events);
  noteAddress(ice, from, nowUs, events);
  // After a restart media follows the first check: the old path may be gone, and waiting for a nomination would cost a picture.
  if (ice.selected === null || restarted || message.useCandidate) select(ice, from, events);
  ice.waitUntilUs = Infinity;
  return {
    response: writeBindingSuccess(transactionId, from, credentials.pwd),
    events,
    drop: null,
  };
}

/** Whether the peer has shown lately that it is at this address. */
export function isProven(ice: IceLite, address: Address): boolean {
  return findProven(ice, address) !== undefined;
}

/** When {@link onIceTime} has something to do; Infinity for never. Microseconds, as `nowUs`. */
export function iceDeadlineUs(ice: IceLite): number {
  let deadlineUs = ice.waitUntilUs;
  for (const { checkedAtUs } of ice.proven) {
    deadlineUs = Math.min(deadlineUs, checkedAtUs + CONSENT_US);
  }
  return deadlineUs;
}

/** Forgets addresses that fell silent. Where that was the selected one, the one last heard from takes its place. */
export function onIceTime(ice: IceLite, nowUs: number): readonly IceEvent[] {
  const events: IceEvent[] = [];
  for (let i = ice.proven.length - 1; i >= 0; i--) {
    if (nowUs >= ice.proven[i]!.checkedAtUs + CONSENT_US) forget(ice, i, events);
  }
  const waitedInVain = nowUs >= ice.waitUntilUs;
  if (waitedInVain) ice.waitUntilUs = Infinity;
  const silent = ice.selected !== null && findProven(ice, ice.selected) === undefined;
  if (silent) {
    const next = latest(ice);
    if (next === null) ice.selected = null;
    else select(ice, next, events);
  }
  if (waitedInVain || (silent && ice.selected === null)) events.push({ type: "lost" });
  return events;
}

function dropped(drop: IceDrop): IceResult {
  return { response: null, events: [], drop };
}

function refused(response: Uint8Array): IceResult {
  return { response, events: [], drop: null };
}

/** The credentials that a USERNAME speaks of, or null. Before the peer's are known, its half is taken as it is. */
function credentialsFor(ice: IceLite, username: string | null): IceParameters | null {
  if (username === null) return null;
  const ufrag = localUfragOf(username);
  // The peer's old user name went with its old description; the password it knows is proof enough.
  if (ice.retiring !== null && ufrag === ice.retiring.ufrag) return ice.retiring;
  if (ufrag !== ice.local.ufrag) return null;
  if (ice.remote !== null && username !== `${ufrag}:${ice.remote.ufrag}`) return null;
  return ice.local;
}

/** The peer has switched to the credentials of a restart. */
function retire(ice: IceLite, events: IceEvent[]): void {
  if (ice.retiring !== null) events.push({ type: "retired", ufrag: ice.retiring.ufrag });
  ice.retiring = null;
}

/** Renews or adds an address. */
function noteAddress(ice: IceLite, from: Address, nowUs: number, events: IceEvent[]): void {
  const known = findProven(ice, from);
  if (known !== undefined) {
    known.checkedAtUs = nowUs;
    return;
  }
  if (ice.proven.length >= MAX_ADDRESSES) forget(ice, stalest(ice), events);
  ice.proven.push({ address: from, checkedAtUs: nowUs });
  events.push({ type: "validated", address: from });
}

function select(ice: IceLite, address: Address, events: IceEvent[]): void {
  if (ice.selected?.key === address.key) return;
  ice.selected = address;
  events.push({ type: "selected", address });
}

function forget(ice: IceLite, index: number, events: IceEvent[]): void {
  for (const { address } of ice.proven.splice(index, 1)) {
    events.push({ type: "forgotten", address });
  }
}

/** What is known of an address of the peer. */
export function findProven(ice: IceLite, address: Address): ProvenAddress | undefined {
  return ice.proven.find((entry) => entry.address.key === address.key);
}

/** Index of the address longest without a check, other than the selected one. */
function stalest(ice: IceLite): number {
  let index = -1;
  ice.proven.forEach((entry, i) => {
    if (entry.address.key === ice.selected?.key) return;
    if (index < 0 || entry.checkedAtUs < ice.proven[index]!.checkedAtUs) index = i;
  });
  return index;
}

/** The address with the latest check, or null. */
function latest(ice: IceLite): Address | null {
  let found: ProvenAddress | null = null;
  for (const entry of ice.proven) {
    if (found === null || entry.checkedAtUs > found.checkedAtUs) found = entry;
  }
  return found === null ? null : found.address;
}

/** Base64 of a multiple of three bytes; its characters are exactly those of ice-char. */
function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
    for (const shift of [18, 12, 6, 0]) text += ICE_CHARS[(group >> shift) & 63]!;
  }
  return text;
}
