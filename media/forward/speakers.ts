/**
 * Who speaks, by group, and whose sound is worth forwarding where many have microphones open.
 * @module
 */

/** Someone began to speak, or has ended. */
export interface SpeakingChange {
  readonly session: number;
  readonly speaking: boolean;
}

/** The speakers of all groups that a router knows of. */
export interface Speakers {
  /** How many of a group are forwarded at once; 0 for all. */
  readonly audibleLimit: number;
  /** Of own sessions, oldest first: to be announced, and emptied. */
  readonly changes: SpeakingChange[];
  /** Sessions that speak, loudest first, by group. */
  readonly speaking: Map<string, readonly number[]>;
  /** When the speakers are due to be looked at; Infinity while nobody is heard. */
  dueUs: number;
}

/** Makes the state of a router without groups. */
export function createSpeakers(audibleLimit: number): Speakers {
  return { audibleLimit, changes: [], speaking: new Map(), dueUs: Infinity };
}

/** Sessions of a group that speak, loudest first. */
export function speakersOf(speakers: Speakers, group: string): readonly number[] {
  return speakers.speaking.get(group) ?? [];
}
