/**
 * English: one's own connection, and what can be done about it.
 * @module
 */
import { plural } from "../plural.ts";

/** The network menu, and what the room says while there is no connection. */
export const connectionText = {
  open: "Network",
  short: "Network",
  shortcut: "network and data",
  title: "Your network",
  good: "Your connection is good.",
  unknown: "This server does not tell how well networks do.",
  up: "From you to the server",
  down: "From the server to you",
  grades: { good: "good", weak: "weak", bad: "bad" },
  othersTitle: "Others in trouble",
  othersUp: (name: string) => `You and others see and hear ${name} badly.`,
  othersDown: (name: string) => `${name} sees and hears others badly.`,
  soundOnly: "Receive sound only",
  everything: "Receive everything again",
  less: {
    "": "You receive nothing: you neither hear nor see anybody.",
    "audio": "You receive sound only.",
    "screenshare": "You receive sound and shared screens only.",
  },
  lost: "Reconnecting…",
  lostFor: (seconds: number) =>
    plural(seconds, {
      one: "No connection for 1 second. Still trying…",
      other: `No connection for ${seconds} seconds. Still trying…`,
    }),
  lostForMinutes: (minutes: number) =>
    plural(minutes, {
      one: "No connection for 1 minute. Still trying…",
      other: `No connection for ${minutes} minutes. Still trying…`,
    }),
  trying: "Trying now…",
  tryNow: "Try now",
  offline: "This device has no network. It goes on by itself once there is one.",
} as const;
