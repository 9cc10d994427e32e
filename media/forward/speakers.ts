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

/** Who has been the loudest is taken to be louder by as much, so that two who argue do not take turns at every word. */
const DOMINANT_BONUS = 6;

/** Someone began to speak, has become the loudest of those who do, or has ended. */
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
  /** When the speakers are due to be looked at; Infinity while nobody is heard. */
  dueUs: number;
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
    const dominant = before.get(group)?.[0];
    const speaking = rankSpeaking(candidates, dominant);
    if (speaking.length === 0) continue;
    const [first] = speaking;
    if (first!.session !== dominant) speakers.announced.delete(first!.session); // to be told of anew
    speakers.speaking.set(group, [...new Set(speaking.map(({ session }) => session))]);
    for (const { session, borrowed } of speaking) if (!borrowed) own.add(session);
  }
  announce(speakers, own);
  speakers.dueUs = groups.size > 0 ? nowUs + INTERVAL_US : Infinity;
}

/** The sessions that speak, loudest first. */
function rankSpeaking(candidates: readonly Candidate[], dominant: number | undefined): UpSession[] {
  const rank = ({ up, track }: Candidate) =>
    track.speech.loudness + (up.session === dominant ? DOMINANT_BONUS : 0);
  return candidates
    .filter(({ track }) => track.speech.speaking)
    .sort((a, b) => rank(b) - rank(a))
    .map(({ up }) => up);
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
