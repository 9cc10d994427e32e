/**
 * English: polls.
 * @module
 */
import { plural } from "../plural.ts";

/** Polls. */
export const pollText = {
  command: "Poll…",
  title: "Poll",
  close: "Close",
  chip: "Poll",
  asked: (by: string, question: string) =>
    by === "" ? `A question for you: ${question}` : `${by} asks: ${question}`,
  answer: "Answer",
  question: "Question",
  questionPlaceholder: "What do you want to know?",
  answerLabel: (place: number) => `Answer ${place}`,
  addAnswer: "Another answer",
  removeAnswer: (place: number) => `Remove answer ${place}`,
  multiple: "Several answers may be chosen",
  live: "Everybody sees the result at once",
  liveHint: "Otherwise everybody sees it when you end the poll",
  ask: "Ask",
  tooFew: "Enter a question and at least two answers.",
  privacy: "Other participants do not see what you choose. Your answer goes to the hosts.",
  chooseOne: "Choose an answer",
  chooseSeveral: "Choose one or more answers",
  cannotVote: "You may not write in this group, so you cannot answer.",
  changed: "You can change your answer until the poll ends.",
  hidden: "The result is shown when the poll ends.",
  voters: (count: number) =>
    plural(count, { one: "1 person has answered", other: `${count} people have answered` }),
  share: (count: string, share: string) => `${count} (${share})`,
  ended: "The poll has ended.",
  end: "End the poll and show the result",
  remove: "Take away",
  again: "Ask something else",
  slash: "ask everybody a question",
} as const;
