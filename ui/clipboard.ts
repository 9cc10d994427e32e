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
