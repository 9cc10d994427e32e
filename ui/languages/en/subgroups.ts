/**
 * English: subgroups.
 * @module
 */
import { plural } from "../plural.ts";

/** Subgroups. */
export const subgroupsText = {
  command: "Subgroups…",
  title: "Subgroups",
  close: "Close",
  name: (name: string) => /^\d+$/.test(name) ? `Group ${name}` : name,
  main: "the main group",
  here: (name: string) => `You are in ${name}`,
  back: "Back to the main group",
  sent: (name: string) => `A host has sent you to ${name}.`,
  calling: (left: string) => `Back to the main group in ${left}`,
  calledTo: (name: string, left: string) => `To ${name} in ${left}`,
  calledBack: "The host calls everybody back to the main group.",
  goNow: "Go now",
  turnedBack: (name: string) => `You were not let into ${name}. You are in the main group again.`,

  how: "Share people out",
  hows: {
    groups: "By the number of groups",
    people: "By the number of people in each",
    hand: "By hand",
  },
  count: { groups: "Groups", people: "People in each group" },
  mix: "Mix",
  last: "As last time",
  addGroup: "Another group",
  assign: (name: string) => `Group of ${name}`,
  nobody: "Nobody is here but hosts.",
  stays: "Stays here",
  badCount: "Enter a whole number, 1 or more.",
  unavailable:
    "This group has no subgroups. An administrator can turn on “Subgroups by themselves” in its settings.",
  unknown: "This server cannot move people.",
  open: "Send people to their groups",
  sendMore: "Send these people, too",
  running: (groups: number) =>
    plural(groups, { one: "1 group is open", other: `${groups} groups are open` }),
  empty: "Nobody is there",
  people: (names: string) => names,
  visit: (name: string) => `Visit ${name}`,
  visitShort: "Visit",
  announce: "Say something to all groups",
  announceDo: "Announce",
  announced: "All groups were told.",
  recall: "Call everybody back",
  recallIn: "In",
  recallTimes: {
    "0": "At once",
    "30": "30 seconds",
    "60": "1 minute",
    "120": "2 minutes",
    "300": "5 minutes",
  },
  recalled: "Everybody is called back.",
  link: (name: string, address: string) => `Please go to ${name}: ${address}`,
  linkBack: (address: string) => `Please come back to the main group: ${address}`,
} as const;
