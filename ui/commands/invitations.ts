/**
 * Invitations, by slash words.
 * @module
 */
import { DAY_MS, linkOf, parseTime, tokenOf } from "../invitation_times.ts";
import { formatTime } from "../languages/format.ts";
import type { App } from "../models/app.ts";
import type { Answer, Invitation } from "../models/invitations.ts";
import { text } from "../text.ts";
import type { SlashWord } from "./command.ts";
import { splitRecipient } from "./parse_slash.ts";
import { usageOf } from "./usage.ts";

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
  const until = expiresMs === null ? text.invite.forever : formatTime(expiresMs);
  return describe(linkOf(location.origin, group, token), until);
}

const invite: SlashWord = {
  word: "invite",
  parameters: ["name?", "time?"],
  needs: "token",
  help: () => text.slash.invite,
  perform: (app, rest) => {
    const nowMs = app.client.clock.nowMs();
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

const reinvite: SlashWord = {
  word: "reinvite",
  parameters: ["link", "time?"],
  needs: "token",
  help: () => text.slash.reinvite,
  perform: (app, rest) => {
    const { recipient, message } = splitRecipient(rest);
    if (recipient === "") return text.slash.usage(usageOf(reinvite));
    const nowMs = app.client.clock.nowMs();
    const expiresMs = message === "" ? nowMs + DAY_MS : parseTime(message, nowMs);
    if (expiresMs === null) return text.slash.badTime(message);
    const asked = app.invitations.setEnd(tokenOf(recipient), expiresMs);
    void noteAnswer(app, asked, text.invite.chatChanged);
    return null;
  },
};

const revoke: SlashWord = {
  word: "revoke",
  parameters: ["link"],
  needs: "token",
  help: () => text.slash.revoke,
  perform: (app, rest) => {
    if (rest.trim() === "") return text.slash.usage(usageOf(revoke));
    const asked = app.invitations.setEnd(tokenOf(rest.trim()), app.client.clock.nowMs() - 1000);
    void noteAnswer(app, asked, text.invite.chatChanged);
    return null;
  },
};

const listTokens: SlashWord = {
  word: "listtokens",
  parameters: [],
  needs: "token",
  help: () => text.slash.listtokens,
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

/** Words for what the dialogue of invitations does. */
export const INVITATION_WORDS: readonly SlashWord[] = [invite, reinvite, revoke, listTokens];
