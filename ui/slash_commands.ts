/**
 * What slash words in the chat do, beyond those of the toolbar's commands: Galène's words, as one table.
 * @module
 */
import { DAY_MS, linkOf, parseTime, tokenOf } from "./invitation_times.ts";
import type { App } from "./models/app.ts";
import type { Answer, Invitation } from "./models/invitations.ts";
import { findMember, type Member } from "./client/members.ts";
import type { GroupAction, MemberAction } from "./client/moderation.ts";
import { splitRecipient } from "./slash.ts";
import { text } from "./text.ts";

/** A slash word. */
export interface SlashCommand {
  readonly word: string;
  /** What stands behind the word, for the list. */
  readonly parameters: string;
  readonly help: string;
  /** The right that it takes, "" for none. */
  readonly needs: "" | "message" | "op" | "record" | "token";
  /** Does it. A text says why that was impossible; then what was typed stays. */
  perform(app: App, rest: string): string | null;
}

/** Whom the next message goes to. */
function recipientOf({ chat, session }: App): Member | null {
  const chosen = chat.recipient.peek();
  if (chosen === null) return null;
  // Somebody who has come back since is known by the name.
  const members = session.members.peek();
  return members.get(chosen.id) ?? findMember(members, chosen.username) ?? chosen;
}

/** Says something to whoever the chat is set to. */
export function say(app: App, words: string, kind: "text" | "me"): void {
  if (words.trim() !== "") app.chat.say(words, kind, recipientOf(app));
}

/** A command about one member: finds the member, and hands on the text behind the name. */
function aboutMember(
  word: string,
  parameters: string,
  needs: SlashCommand["needs"],
  help: string,
  act: (app: App, member: Member, message: string) => void,
): SlashCommand {
  const needsText = parameters.includes("TEXT") && !parameters.includes("[TEXT]");
  return {
    word,
    parameters,
    needs,
    help,
    perform: (app, rest) => {
      const { recipient, message } = splitRecipient(rest);
      if (recipient === "" || (needsText && message === "")) {
        return text.slash.usage(`${word} ${parameters}`);
      }
      const member = findMember(app.session.members.peek(), recipient);
      if (member === null) return text.slash.noRecipient(recipient);
      act(app, member, message);
      return null;
    },
  };
}

function memberAction(word: Exclude<MemberAction, "kick">, help: string): SlashCommand {
  return aboutMember(word, "NAME", "op", help, ({ moderation }, member) => {
    moderation.act(word, member);
  });
}

function groupAction(
  word: string,
  kind: GroupAction,
  needs: "op" | "record",
  help: string,
): SlashCommand {
  const act = ({ moderation }: App, words: string) => {
    moderation.group(kind, ...kind === "lock" && words !== "" ? [words] : []);
    return null;
  };
  return { word, parameters: kind === "lock" ? "[TEXT]" : "", needs, help, perform: act };
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Shows in the chat what has come of a question about an invitation. */
async function noteAnswer(
  app: App,
  asked: Promise<Answer<Invitation>>,
  describe: (link: string, until: string) => string,
): Promise<void> {
  const answer = await asked;
  app.chat.note(
    answer.type === "refused" ? answer.reason : describeInvitation(app, answer.value, describe),
  );
}

function describeInvitation(
  { group }: App,
  { token, expiresMs }: Invitation,
  describe: (link: string, until: string) => string,
): string {
  const until = expiresMs === null ? text.invite.forever : when.format(expiresMs);
  return describe(linkOf(location.origin, group, token), until);
}

const invite: SlashCommand = {
  word: "invite",
  parameters: "[NAME] [TIME]",
  needs: "token",
  help: text.slash.invite,
  perform: (app, rest) => {
    const nowMs = Date.now();
    const first = splitRecipient(rest);
    // One word may be either.
    const onlyTime = first.message === "" ? parseTime(first.recipient, nowMs) : null;
    const username = onlyTime === null ? first.recipient : "";
    const expiresMs = onlyTime ??
      (first.message === "" ? nowMs + DAY_MS : parseTime(first.message, nowMs));
    if (expiresMs === null) return text.slash.badTime(first.message);
    const permissions = ["present", "message"].filter((one) => app.session.may(one));
    const plan = { username: username || null, permissions, expiresMs, notBeforeMs: null };
    void noteAnswer(app, app.invitations.make(plan), text.invite.chatMade);
    return null;
  },
};

const reinvite: SlashCommand = {
  word: "reinvite",
  parameters: "LINK [TIME]",
  needs: "token",
  help: text.slash.reinvite,
  perform: (app, rest) => {
    const { recipient, message } = splitRecipient(rest);
    if (recipient === "") return text.slash.usage("reinvite LINK [TIME]");
    const nowMs = Date.now();
    const expiresMs = message === "" ? nowMs + DAY_MS : parseTime(message, nowMs);
    if (expiresMs === null) return text.slash.badTime(message);
    const asked = app.invitations.setEnd(tokenOf(recipient), expiresMs);
    void noteAnswer(app, asked, text.invite.chatChanged);
    return null;
  },
};

const revoke: SlashCommand = {
  word: "revoke",
  parameters: "LINK",
  needs: "token",
  help: text.slash.revoke,
  perform: (app, rest) => {
    if (rest.trim() === "") return text.slash.usage("revoke LINK");
    const asked = app.invitations.setEnd(tokenOf(rest.trim()), Date.now() - 1000);
    void noteAnswer(app, asked, text.invite.chatChanged);
    return null;
  },
};

const listTokens: SlashCommand = {
  word: "listtokens",
  parameters: "",
  needs: "token",
  help: text.slash.listtokens,
  perform: (app) => {
    void app.invitations.refresh().then((answer) => {
      if (answer.type === "refused") return app.chat.note(answer.reason);
      const lines = answer.value.map((one) =>
        `${one.username ?? text.invite.anybody}: ` +
        describeInvitation(app, one, text.invite.chatMade)
      );
      app.chat.note(lines.join("\n") || text.invite.none);
    });
    return null;
  },
};

/** All words that are no buttons of the toolbar. */
export const SLASH_COMMANDS: readonly SlashCommand[] = [
  {
    word: "me",
    parameters: "TEXT",
    needs: "message",
    help: text.slash.me,
    perform: (app, rest) => {
      say(app, rest, "me");
      return null;
    },
  },
  aboutMember("msg", "NAME TEXT", "message", text.slash.msg, ({ chat }, member, message) => {
    chat.say(message, "text", member);
  }),
  groupAction("clear", "clearchat", "op", text.slash.clear),
  groupAction("lock", "lock", "op", text.slash.lock),
  groupAction("unlock", "unlock", "op", text.slash.unlock),
  groupAction("subgroups", "subgroups", "op", text.slash.subgroups),
  groupAction("record", "record", "record", text.slash.record),
  groupAction("unrecord", "unrecord", "record", text.slash.unrecord),
  aboutMember(
    "kick",
    "NAME [TEXT]",
    "op",
    text.slash.kick,
    ({ moderation }, member, reason) => {
      moderation.kick(member, { reason, minutes: 0, anyName: false });
    },
  ),
  memberAction("identify", text.slash.identify),
  memberAction("op", text.slash.op),
  memberAction("unop", text.slash.unop),
  memberAction("present", text.slash.present),
  memberAction("unpresent", text.slash.unpresent),
  memberAction("shutup", text.slash.shutup),
  memberAction("unshutup", text.slash.unshutup),
  aboutMember("mute", "NAME", "op", text.slash.mute, ({ moderation }, member) => {
    moderation.mute(member);
  }),
  {
    word: "muteall",
    parameters: "",
    needs: "op",
    help: text.slash.muteall,
    perform: ({ moderation }) => {
      moderation.mute(null);
      return null;
    },
  },
  aboutMember(
    "warn",
    "NAME TEXT",
    "op",
    text.slash.warn,
    ({ moderation }, member, message) => {
      moderation.warn(member, message);
    },
  ),
  {
    word: "wall",
    parameters: "TEXT",
    needs: "op",
    help: text.slash.wall,
    perform: ({ moderation }, rest) => {
      if (rest.trim() === "") return text.slash.usage("wall TEXT");
      moderation.warn(null, rest.trim());
      return null;
    },
  },
  invite,
  reinvite,
  revoke,
  listTokens,
];
