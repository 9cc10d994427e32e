/**
 * What is asked of the server to receive, of everybody's streams alike.
 * @module
 */

/** What to receive, in the words of Galène's clients; "" is nothing. */
export type ReceiveWish = "" | "audio" | "screenshare" | "everything-low" | "everything";

/** What each wish asks of the server, by stream label; "" stands for all labels not named. */
export const REQUESTS: Readonly<Record<ReceiveWish, Readonly<Record<string, readonly string[]>>>> =
  {
    "": {},
    "audio": { "": ["audio"] },
    "screenshare": { screenshare: ["audio", "video"], "": ["audio"] },
    "everything-low": { "": ["audio", "video-low"] },
    "everything": { "": ["audio", "video"] },
  };
