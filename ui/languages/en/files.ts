/**
 * English: files between members.
 * @module
 */
import { plural } from "../plural.ts";

/** Sending and receiving files. */
export const filesText = {
  title: "Files",
  count: (count: number) => plural(count, { one: "1 file", other: `${count} files` }),
  send: "Send a file…",
  sendTitle: "Send files",
  sendTo: (name: string) => `Send a file to ${name}`,
  help: "send a file to one person",
  toWhom: "To",
  nobody: "Nobody else is here who could receive a file.",
  choose: "Choose files",
  noneChosen: "No file is chosen yet. You can also drop files here.",
  offer: "Send",
  cancel: "Cancel",
  direct:
    "The file goes straight from your browser to the other one. Both see each other’s network address.",
  limits: (size: string, count: number) => `Up to ${size} each, and ${count} at a time.`,
  drop: "Drop files to send them",
  close: "Close",
  unnamed: "file",
  from: (name: string) => `from ${name}`,
  to: (name: string) => `to ${name}`,
  waitingFor: (name: string) => `Waiting for ${name} to accept`,
  accept: "Accept",
  refuse: "Refuse",
  withdraw: "Withdraw",
  stop: "Stop",
  again: "Try again",
  save: "Save",
  dismiss: "Take off the list",
  dismissAll: "Clear the list",
  connecting: "Connecting…",
  cannotTake: (size: string) => `This is too large for your browser; the most is ${size}.`,
  progress: (file: string) => `Progress of ${file}`,
  done: "Done",
  offeredBy: (name: string, file: string) => `${name} wants to send you “${file}”.`,
  arrived: (file: string) => `“${file}” has arrived.`,
  sent: (file: string, name: string) => `${name} has received “${file}”.`,
  tooLarge: (file: string, size: string) => `“${file}” is too large to send; the most is ${size}.`,
  tooMany: (count: number) =>
    `Only ${count} files can be on their way at once. Wait until one has arrived.`,
  ends: {
    refused: (name: string) => `${name} does not want this file.`,
    withdrawn: (name: string) => `${name} has taken the offer back.`,
    cancelled: (name: string) => `${name} has stopped it.`,
    stopped: () => "Stopped.",
    lost: (name: string) => `The connection with ${name} was lost; the file did not arrive.`,
    gone: (name: string) => `${name} is no longer here.`,
    faulty: (name: string) => `What came from ${name} is not the file that was offered.`,
    unreadable: () => "The file can no longer be read. Choose it again.",
  },
  askAgain: (name: string) => `Ask ${name} to send it again.`,
  ofSize: (moved: string, all: string) => `${moved} of ${all}`,
  left: (span: string) => `${span} left`,
} as const;
