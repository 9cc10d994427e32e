/**
 * English: waiting at the door of a group, and letting people in.
 * @module
 */
import { plural } from "../plural.ts";

/** Waiting, and letting in. */
export const lobbyText = {
  fact: "The host lets people in",
  waitTitle: "Waiting for the host",
  wait: "You will be let in soon. Please stay on this page.",
  waitAs: (name: string) => `You are waiting as ${name}.`,
  trying: "The connection is lost. Still trying, and your place is kept.",
  giveUp: "Stop waiting",
  denied: (reason: string) =>
    reason === "" ? "The host has not let you in." : `The host has not let you in: ${reason}`,

  title: "Waiting to come in",
  count: (count: number) =>
    plural(count, { one: "1 person is waiting", other: `${count} people are waiting` }),
  knocks: (name: string) => `${name} is waiting to come in`,
  show: "Show",
  letIn: "Let in",
  letInPerson: (name: string) => `Let in: ${name}`,
  letInAll: "Let everybody in",
  sendAway: (name: string) => `Send ${name} away…`,
  denyTitle: (name: string) => `Send ${name} away?`,
  denyReason: "Reason",
  denyHint: "It is shown to the person who is sent away. It may stay empty",
  denyDo: "Send away",
  since: (minutes: number) =>
    minutes < 1
      ? "just now"
      : plural(minutes, { one: "for a minute", other: `for ${minutes} minutes` }),

  open: "Let people wait at the door…",
  openTitle: "Let people wait at the door?",
  openText:
    "Whoever comes from now on waits until a host lets them in. Those who are here stay. People with other programs than this one find the group locked.",
  openDo: "Let them wait",
  close: "Let everybody in without waiting",
  opened: "Whoever comes now waits at the door.",
  isOpen: "People wait at the door",
} as const;
