/**
 * Slash words about one member.
 * @module
 */
import { findMember, type Member } from "../client/members.ts";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import type { Parameter, Right, SlashWord } from "./command.ts";
import { splitRecipient } from "./parse_slash.ts";
import { usageOf } from "./usage.ts";

/** What a word about a member is made of. */
export interface MemberWordOptions {
  readonly word: string;
  /** What stands behind the name. */
  readonly more?: readonly Parameter[];
  readonly needs: Right;
  help(): string;
  act(app: App, member: Member, message: string): void;
}

/** A word that finds the member, and hands on the text behind the name. */
export function memberWord(options: MemberWordOptions): SlashWord {
  const { word, more = [], needs, help, act } = options;
  const parameters: Parameter[] = ["name", ...more];
  const needsText = more.includes("text");
  return {
    word,
    parameters,
    needs,
    help,
    perform: (app, rest) => {
      const { recipient, message } = splitRecipient(rest);
      if (recipient === "" || (needsText && message === "")) {
        return text.slash.usage(usageOf({ word, parameters }));
      }
      const member = findMember(app.session.members.peek(), recipient);
      if (member === null) return text.slash.noRecipient(recipient);
      act(app, member, message);
      return null;
    },
  };
}
