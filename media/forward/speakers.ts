/**
 * Who speaks, by group, and whose sound is worth forwarding where many have microphones open: those who speak, loudest first, then those who
 * spoke last. Tracks of publishers that tell no levels are no part of this: they are always forwarded.
 *
 * Each router judges by what it hears: its own publishers, and those that it borrows (see `lending.ts`).
 * @module
 */
import { ageSpeech, noteLevel } from "./speech.ts";
import type { Packet } from "./packet.ts";
import type { UpSession } from "./up_session.ts";
import { isAlive } from "./liveness.ts";
import type { UpTrack } from "./up_track.ts";

/** How often speakers are looked at while somebody is heard. Who begins to speak is noticed at once. */
const INTERVAL_US = 100_000;
/** A track whose last level is older than this tells none. */
const FORGET_US = 3_000_000;
/** Who is forwarded already is taken to be louder by so many dB, so that two of the same loudness do not take turns. */
const AUDIBLE_BONUS = 6;

/** Who speaks stands behind another until he is louder by so many dB, so that two who argue do not take turns at every word; */
const OVERTAKE_DB = 6;
/** and that those who speak have changed places is announced no more often than this. */
const ORDER_INTERVAL_US = 500_000;

/** Someone began to speak, stands elsewhere among those who do, or has ended. */
export interface SpeakingChange {
  readonly session: number;
  readonly speaking: boolean;
}

/** The speakers of all groups that a router knows of. */
export interface Speakers {
  /** How many tracks of a group are forwarded at once; 0 for all. */
  readonly audibleLimit: number;
  /** Of own sessions, oldest first: to be announced, and emptied. */
  readonly changes: SpeakingChange[];
  /** Own sessions that were announced as speaking. */
  readonly announced: Set<number>;
  /** Sessions that speak, loudest first, by group. */
  readonly speaking: Map<string, readonly number[]>;
  /** What was announced of that last, and when. */
  readonly orders: Map<string, AnnouncedOrder>;
  /** When the speakers are due to be looked at; Infinity while nobody is heard. */
  dueUs: number;
}

/** The sessions that spoke, loudest first, when that was announced. */
interface AnnouncedOrder {
  readonly sessions: readonly number[];
  readonly atUs: number;
}

interface Candidate {
  readonly up: UpSession;
  readonly track: UpTrack;
}

/** Makes the state of a router without groups. */
export function createSpeakers(audibleLimit: number): Speakers {
  return {
    audibleLimit,
    changes: [],
    announced: new Set(),
    speaking: new Map(),
    orders: new Map(),
    dueUs: Infinity,
  };
}

/** Sessions of a group that speak, loudest first. */
export function speakersOf(speakers: Speakers, group: string): readonly number[] {
  return speakers.speaking.get(group) ?? [];
}

/** Takes a packet of audio, once, whoever it is forwarded to. Allocates nothing. */
export function noteAudio(speakers: Speakers, track: UpTrack, packet: Packet): void {
  const { frame, arrivalUs } = packet;
  if (frame.audioLevel < 0) return;
  const began = noteLevel(track.speech, frame.audioLevel, arrivalUs);
  speakers.dueUs = Math.min(speakers.dueUs, began ? arrivalUs : arrivalUs + INTERVAL_US);
}

/** Looks who speaks, if that is due: sets `audible` of all tracks, and what is to be announced. */
export function reviewSpeakers(
  speakers: Speakers,
  ups: Iterable<UpSession>,
  nowUs: number,
): void {
  if (nowUs < speakers.dueUs) return;
  const groups = collectGroups(ups, nowUs);
  const own = new Set<number>();
  const before = new Map(speakers.speaking);
  speakers.speaking.clear();
  for (const [group, candidates] of groups) {
    candidates.sort(compareCandidates);
    chooseAudible(candidates, group === "" ? 0 : speakers.audibleLimit);
    const speaking = rankSpeaking(candidates, before.get(group) ?? []);
    if (speaking.length === 0) continue;
    const sessions = [...new Set(speaking.map(({ session }) => session))];
    speakers.speaking.set(group, sessions);
    noteOrder(speakers, group, speaking, sessions, nowUs);
    for (const { session, borrowed } of speaking) if (!borrowed) own.add(session);
  }
  for (const group of speakers.orders.keys()) {
    if (!speakers.speaking.has(group)) speakers.orders.delete(group);
  }
  announce(speakers, own);
  speakers.dueUs = groups.size > 0 ? nowUs + INTERVAL_US : Infinity;
}

/** The sessions that speak, loudest first; they stay in the order of before unless one is clearly louder. */
function rankSpeaking(candidates: readonly Candidate[], before: readonly number[]): UpSession[] {
  const place = ({ up }: Candidate) => {
    const at = before.indexOf(up.session);
    return at < 0 ? before.length : at;
  };
  const loudness = ({ track }: Candidate) => track.speech.loudness;
  const ranked = candidates
    .filter(({ track }) => track.speech.speaking)
    .sort((a, b) => place(a) - place(b) || loudness(b) - loudness(a));
  for (let i = 1; i < ranked.length; i++) {
    for (let k = i; k > 0 && loudness(ranked[k]!) > loudness(ranked[k - 1]!) + OVERTAKE_DB; k--) {
      [ranked[k - 1], ranked[k]] = [ranked[k]!, ranked[k - 1]!];
    }
  }
  return ranked.map(({ up }) => up);
}

/**
 * Lets all who speak in a group be announced anew if they stand in another order, and that was not done just now. When one of them begins or ends, all are
 * told of with that.
 */
function noteOrder(
  { orders, announced }: Speakers,
  group: string,
  speaking: readonly UpSession[],
  sessions: readonly number[],
  nowUs: number,
): void {
  const last = orders.get(group) ?? { sessions: [], atUs: -Infinity };
  const told = speaking.some(({ borrowed, session }) => !borrowed && !announced.has(session)) ||
    last.sessions.some((session) => announced.has(session) && !sessions.includes(session));
  if (!told) {
    const same = sessions.length === last.sessions.length &&
      sessions.every((session, i) => session === last.sessions[i]);
    if (same || nowUs - last.atUs < ORDER_INTERVAL_US) return;
    for (const session of sessions) announced.delete(session);
  }
  orders.set(group, { sessions, atUs: nowUs });
}

/** The tracks of each group that tell levels. All others are made audible. */
function collectGroups(ups: Iterable<UpSession>, nowUs: number): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const up of ups) {
    for (const { spec, encodings } of up.media) {
      if (spec.kind !== "audio") continue;
      for (const track of encodings) {
        ageSpeech(track.speech, nowUs);
        if (!isAlive(track, nowUs) || nowUs - track.speech.heardUs > FORGET_US) {
          track.audible = true;
          track.speech.speaking = false;
          continue;
        }
        const group = groups.get(up.groupName);
        if (group === undefined) groups.set(up.groupName, [{ up, track }]);
        else group.push({ up, track });
      }
    }
  }
  return groups;
}

/** Who is to be heard first. */
function compareCandidates({ track: a }: Candidate, { track: b }: Candidate): number {
  if (a.speech.speaking !== b.speech.speaking) return a.speech.speaking ? -1 : 1;
  if (a.speech.speaking) return claimOf(b) - claimOf(a);
  if (a.speech.spokenUs !== b.speech.spokenUs) {
    return a.speech.spokenUs < b.speech.spokenUs ? 1 : -1;
  }
  return a.audible === b.audible ? a.id - b.id : a.audible ? -1 : 1;
}

function claimOf(track: UpTrack): number {
  return track.speech.loudness + (track.audible ? AUDIBLE_BONUS : 0);
}

function chooseAudible(candidates: readonly Candidate[], limit: number): void {
  const all = limit === 0 || candidates.length <= limit;
  candidates.forEach(({ track }, place) => {
    track.audible = all || place < limit;
  });
}

function announce(speakers: Speakers, speaking: ReadonlySet<number>): void {
  const { announced, changes } = speakers;
  for (const session of announced) {
    if (speaking.has(session)) continue;
    announced.delete(session);
    changes.push({ session, speaking: false });
  }
  for (const session of speaking) {
    if (announced.has(session)) continue;
    announced.add(session);
    changes.push({ session, speaking: true });
  }
}
