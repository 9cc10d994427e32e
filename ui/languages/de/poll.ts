/**
 * German: polls.
 * @module
 */
import type * as english from "../en/poll.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Polls. */
export const pollText: Translated<typeof english.pollText> = {
  command: "Umfrage…",
  title: "Umfrage",
  close: "Schließen",
  chip: "Umfrage",
  asked: (by, question) =>
    by === "" ? `Eine Frage an Sie: ${question}` : `${by} fragt: ${question}`,
  answer: "Antworten",
  question: "Frage",
  questionPlaceholder: "Was möchten Sie wissen?",
  answerLabel: (place) => `Antwort ${place}`,
  addAnswer: "Weitere Antwort",
  removeAnswer: (place) => `Antwort ${place} entfernen`,
  multiple: "Mehrere Antworten möglich",
  live: "Alle sehen das Ergebnis sofort",
  liveHint: "Sonst sehen es alle, wenn Sie die Umfrage beenden",
  ask: "Fragen",
  tooFew: "Geben Sie eine Frage und mindestens zwei Antworten ein.",
  privacy: "Die anderen sehen nicht, was Sie wählen. Ihre Antwort geht an die Hosts.",
  chooseOne: "Wählen Sie eine Antwort",
  chooseSeveral: "Wählen Sie eine oder mehrere Antworten",
  cannotVote: "In dieser Gruppe dürfen Sie nicht schreiben, daher können Sie nicht antworten.",
  changed: "Bis zum Ende der Umfrage können Sie Ihre Antwort ändern.",
  hidden: "Das Ergebnis wird am Ende der Umfrage gezeigt.",
  voters: (count) =>
    plural(count, {
      one: "1 Person hat geantwortet",
      other: `${count} Personen haben geantwortet`,
    }),
  share: (count, share) => `${count} (${share})`,
  ended: "Die Umfrage ist beendet.",
  end: "Umfrage beenden und Ergebnis zeigen",
  remove: "Entfernen",
  again: "Etwas anderes fragen",
  slash: "allen eine Frage stellen",
};
