/**
 * Names as people have chosen them, made fit to stand on a picture.
 * @module
 */
import { text } from "./text.ts";

/** Signs that show nothing, or that turn the direction of what follows: a name has no need of them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** What is longer is cut; the whole is in the list of members. */
const MOST_LETTERS = 80;

/** A name, or another short text, without what could disturb its neighbours; "" if nothing can be seen of it. */
export function plainName(name: string, most = MOST_LETTERS): string {
  const plain = name.slice(0, 4 * most).replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  const letters = [...plain];
  return letters.length > most ? `${letters.slice(0, most).join("")}…` : plain;
}

/** The same, or a word for somebody who has no name. */
export function shownName(name: string): string {
  return plainName(name) || text.room.anonymous;
}
