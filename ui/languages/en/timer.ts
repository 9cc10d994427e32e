/**
 * English: the timer.
 * @module
 */
import { plural } from "../plural.ts";

/** The timer. */
export const timerText = {
  command: "Timer…",
  title: "Timer",
  close: "Close",
  shown: (left: string) => `Timer: ${left} left`,
  paused: (left: string) => `Timer stopped at ${left}`,
  over: "Time is up",
  minutes: "Minutes",
  minutesHint: "Everybody sees it",
  quick: (minutes: number) => plural(minutes, { one: "1 minute", other: `${minutes} minutes` }),
  start: "Start",
  pause: "Stop the clock",
  resume: "Go on",
  add: "One minute more",
  end: "Take away",
  badMinutes: "Enter a number of minutes, from 1 to 600.",
  slash: "show everybody a timer of so many minutes; without a number, end it",
} as const;
