/**
 * English: sounds and notifications.
 * @module
 */

/** Sounds and notifications. */
export const soundsText = {
  title: "Sounds and notifications",
  sounds: "Play a sound when",
  kinds: {
    hand: "somebody raises a hand",
    waiting: "somebody waits to come in",
    private: "somebody writes to you alone",
    message: "somebody writes to everybody",
    join: "somebody joins",
    timer: "the time of the timer is up",
  },
  hints: {
    hand: "Only for hosts",
    waiting: "Only for hosts",
    private: "",
    message: "",
    join: "Not in large groups",
    timer: "",
  },
  try: (what: string) => `Play the sound: ${what}`,
  notifications: "Notify me while I look elsewhere",
  notificationsHint: "Of private messages, files, and raised hands if you are a host",
  refused:
    "Your browser does not allow notifications for this page. Allow them in its settings first.",
} as const;
