/**
 * Copies texts.
 * @module
 */
import type { Notices } from "./models/notices.ts";
import { text } from "./text.ts";

/** Copies a link, and says whether that worked. Browsers allow it on secure pages only. */
export async function copyText(link: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    notices.show("info", text.room.linkCopied);
  } catch {
    notices.show("warning", text.room.linkNotCopied);
  }
}

/** Copies what somebody has written. */
export async function copyMessage(words: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    notices.show("info", text.chat.copied);
  } catch {
    notices.show("warning", text.chat.notCopied);
  }
}
