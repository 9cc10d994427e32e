/**
 * English: the list of members.
 * @module
 */
import { plural } from "../plural.ts";

/** The list of members. */
export const membersText = {
  title: "Members",
  count: (count: number) => plural(count, { one: "1 person", other: `${count} people` }),
  operator: "Host",
  recorder: "Recording",
  camera: "Camera on",
  microphone: "Microphone on",
  screen: "Sharing a screen",
  write: (name: string) => `Write to ${name} privately`,
  close: "Close members",
} as const;
