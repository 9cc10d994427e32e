/**
 * English: who is where, in the administration page.
 * @module
 */
import { plural } from "../plural.ts";

/** Who is where, and how they do. */
export const liveViewText = {
  title: "Live",
  lead: "Who is where, and how they do. It follows by itself.",
  nobody: "Nobody is in any group just now.",
  nobodyHere: "Nobody is in this group just now.",
  people: (count: number) =>
    count === 0 ? "Nobody" : plural(count, { one: "1 person", other: `${count} people` }),
  total: (people: number, groups: number) =>
    `${plural(people, { one: "1 person", other: `${people} people` })} in ${
      plural(groups, { one: "1 group", other: `${groups} groups` })
    }`,
  locked: "Locked",
  operator: "Operator",
  anonymous: "Without a name",
  tableOf: (group: string) => `Members of ${group}`,
  columns: {
    name: "Name",
    network: "Network",
    sends: "Sends",
    receives: "Receives",
    actions: "Actions",
  },
  nothing: "nothing",
  grades: { good: "Good", weak: "Weak", bad: "Bad" },
  bothGrades: (up: string, down: string) => `Sending ${up}, receiving ${down}`,
  flow: (streams: number, rate: string) =>
    `${plural(streams, { one: "1 stream", other: `${streams} streams` })}, ${rate}`,
  lossAndTime: (loss: string, time: string) =>
    time === "" ? `loss ${loss}` : `loss ${loss}, round trip ${time}`,
  show: (name: string) => `Tracks of ${name}`,
  noTracks: "No track is known.",
  trackColumns: {
    direction: "Way",
    what: "What",
    codec: "Codec",
    layer: "Layer",
    rate: "Rate",
    loss: "Loss",
    rtt: "Round trip",
    jitter: "Jitter",
  },
  directions: { up: "sends", down: "receives" },
  /** Names that our own page gives to the encodings of a picture. */
  encodings: { l: "low", m: "medium", h: "high" },
  paused: "paused",
  notConnected: "not connected",
  unknown: "–",
  place: (layer: number, count: number) => `${layer} of ${count}`,
  layers: (spatial: string, temporal: string) =>
    spatial === ""
      ? `time ${temporal}`
      : temporal === ""
      ? spatial
      : `${spatial}, time ${temporal}`,
  kick: "Put out",
  kickLabel: (name: string) => `Put out ${name}`,
  kickTitle: (name: string, group: string) => `Put ${name} out of ${group}?`,
  message: "What to say",
  messageHint: "Shown to whoever is put out",
  ban: "Back",
  banHint: "Whoever is put out may come back",
  bans: {
    "0": "at once",
    "5": "after 5 minutes",
    "60": "after an hour",
    "1440": "after a day",
  },
  address: "Others at the same network address likewise",
  kickConfirm: "Put out",
  kicked: (name: string) => `${name} was put out.`,
  gone: (name: string) => `${name} had already left.`,
  close: "Close",
  closeLabel: (group: string) => `Close ${group}`,
  closeTitle: (group: string) => `Put everybody out of ${group}?`,
  closeBody: "Operators, too. The group itself stays.",
  closeLock: "Lock it, so that only operators can come back",
  closeConfirm: "Put everybody out",
  closed: (group: string) => `Everybody was put out of ${group}.`,
  lock: "Lock",
  lockLabel: (group: string) => `Lock ${group}`,
  lockedNow: (group: string) => `${group} is locked: only operators can come in.`,
  unlock: "Unlock",
  unlockLabel: (group: string) => `Unlock ${group}`,
  unlocked: (group: string) => `${group} is open again.`,
  stale: "What you see is not up to date.",
} as const;
