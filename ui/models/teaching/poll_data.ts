/**
 * A poll as it stands in the group's data, and the votes that make its result.
 * @module
 */
import type { JsonValue } from "../../../server/messages.ts";
import { readInteger, readLine, readObject } from "./untrusted.ts";

/** Bounds of what is asked: letters and answers. */
export const MOST_QUESTION_LETTERS = 300;
export const MOST_ANSWER_LETTERS = 150;
export const LEAST_ANSWERS = 2;
export const MOST_ANSWERS = 10;

/** More people than any group has. */
const MOST_VOTERS = 1_000_000;

/** What came of a poll, or has come of it so far. */
export interface Result {
  /** How many have chosen each answer. */
  readonly counts: readonly number[];
  /** How many have voted. */
  readonly voters: number;
}

/** A question to all. */
export interface Poll {
  /** Tells it from earlier ones. */
  readonly id: string;
  /** Username of the host who asked, whose program tells the result; "" for somebody without a name. */
  readonly by: string;
  readonly question: string;
  readonly answers: readonly string[];
  /** Whether one may choose several answers. */
  readonly multiple: boolean;
  /** Whether everybody sees the result while it comes about. */
  readonly live: boolean;
  readonly open: boolean;
  /** Null as long as it is for hosts alone. */
  readonly result: Result | null;
}

/** Reads the group's data; null for what is no poll. */
export function readPoll(value: JsonValue | undefined): Poll | null {
  const fields = readObject(value);
  if (fields === null) return null;
  const id = readLine(fields["id"], 64);
  const question = readLine(fields["question"], MOST_QUESTION_LETTERS);
  const answers = readAnswers(fields["answers"]);
  if (id === null || question === null || answers === null) return null;
  return {
    id,
    by: readLine(fields["by"], 512) ?? "",
    question,
    answers,
    multiple: fields["multiple"] === true,
    live: fields["live"] === true,
    open: fields["open"] === true,
    result: readResult(fields["result"], answers.length),
  };
}

/** The same for the group's data. */
export function writePoll(poll: Poll): JsonValue {
  const { result, answers, ...rest } = poll;
  return {
    ...rest,
    answers: [...answers],
    ...result === null ? {} : { result: { counts: [...result.counts], voters: result.voters } },
  };
}

function readAnswers(value: JsonValue | undefined): readonly string[] | null {
  if (!Array.isArray(value) || value.length < LEAST_ANSWERS || value.length > MOST_ANSWERS) {
    return null;
  }
  const answers = value.map((answer) => readLine(answer, MOST_ANSWER_LETTERS));
  return answers.every((answer) => answer !== null) ? answers : null;
}

function readResult(value: JsonValue | undefined, answers: number): Result | null {
  const fields = readObject(value);
  const counts = fields?.["counts"];
  const voters = readInteger(fields?.["voters"], 0, MOST_VOTERS);
  if (!Array.isArray(counts) || counts.length !== answers || voters === null) return null;
  const read = counts.map((count) => readInteger(count, 0, voters));
  return read.every((count) => count !== null) ? { counts: read, voters } : null;
}

/** Somebody's vote. */
export interface Vote {
  readonly username: string;
  /** Chosen answers, by their places. */
  readonly answers: readonly number[];
}

/** All votes that have come, by the client id of the voter. */
export type Votes = ReadonlyMap<string, Vote>;

/**
 * Reads the answers of a vote, which are of this poll: one at most where one is to be chosen. None takes a vote back. Null for
 * what is no vote.
 */
export function readChoice(value: JsonValue | undefined, poll: Poll): readonly number[] | null {
  if (!Array.isArray(value) || value.length > MOST_ANSWERS) return null;
  const chosen = value.map((place) => readInteger(place, 0, poll.answers.length - 1));
  if (!chosen.every((place) => place !== null)) return null;
  const answers = [...new Set(chosen)].sort((a, b) => a - b);
  return answers.length > 1 && !poll.multiple ? null : answers;
}

/**
 * Puts a vote in place of the voter's last one. Who comes back under another id has the vote of somebody of that name who is gone:
 * nobody votes twice by a loss of the connection.
 * @param present who is there
 */
export function castVote(
  votes: Votes,
  voter: { readonly id: string; readonly username: string },
  answers: readonly number[],
  present: { has(id: string): boolean },
): Votes {
  const { id, username } = voter;
  const next = new Map(votes);
  if (!next.has(id) && username !== "") {
    const former = [...next].find(([other, vote]) =>
      vote.username === username && !present.has(other)
    );
    if (former !== undefined) next.delete(former[0]);
  }
  if (answers.length === 0) next.delete(id);
  else next.set(id, { username, answers });
  return next;
}

/** Counts. */
export function resultOf(votes: Votes, { answers }: Poll): Result {
  const counts = answers.map(() => 0);
  for (const vote of votes.values()) {
    for (const place of vote.answers) counts[place] = (counts[place] ?? 0) + 1;
  }
  return { counts, voters: votes.size };
}
