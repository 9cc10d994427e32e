/**
 * German: the timer.
 * @module
 */
import type * as english from "../en/timer.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The timer. */
export const timerText: Translated<typeof english.timerText> = {
  command: "Timer…",
  title: "Timer",
  close: "Schließen",
  shown: (left) => `Timer: noch ${left}`,
  paused: (left) => `Timer angehalten bei ${left}`,
  over: "Die Zeit ist um",
  minutes: "Minuten",
  minutesHint: "Alle sehen es",
  quick: (minutes) => plural(minutes, { one: "1 Minute", other: `${minutes} Minuten` }),
  start: "Starten",
  pause: "Zeit anhalten",
  resume: "Weiter",
  add: "Eine Minute mehr",
  end: "Entfernen",
  badMinutes: "Geben Sie eine Zahl von Minuten ein, von 1 bis 600.",
  slash: "allen einen Timer mit so vielen Minuten zeigen; ohne Zahl: ihn beenden",
};
