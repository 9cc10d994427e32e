/**
 * English: reactions.
 * @module
 */

/** Reactions. */
export const reactionsText = {
  react: "React",
  key: "react",
  help: "react with one of the signs, by its name",
  names: {
    agree: "Yes",
    disagree: "No",
    applause: "Applause",
    heart: "Heart",
    laughter: "Laughter",
    surprise: "Surprise",
    celebration: "Hooray",
    thinking: "Thinking",
  },
  recent: "Reactions just now",
  one: (name: string, count: number) => count === 1 ? name : `${name} × ${count}`,
  summary: (list: string) => `Reactions: ${list}`,
  tooMany: "Slowly! You can react again in a moment.",
  unknown: (names: string) => `Write one of these: ${names}.`,
} as const;
