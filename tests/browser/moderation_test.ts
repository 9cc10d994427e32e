import { assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { choose, fill, say } from "./handling.ts";
import { readTotals, untilMediaFlows } from "./media_stats.ts";
import {
  GROUP,
  joinRoom,
  meet,
  named,
  type Person,
  press,
  untilGone,
  untilShown,
} from "./meeting.ts";

/** A group with a host who has a password; everybody else may come and present. */
const HOSTED = {
  "users": {
    "Chair": { "password": { "type": "plain", "key": "secret" }, "permissions": "op" },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
} as const;

const OPTIONS = { groups: { [GROUP]: HOSTED } };
const QUIET = { camera: false, microphone: false };

/** Whether the menu offers something. */
async function isOffered(person: Person, item: string): Promise<boolean> {
  await press(person, "More");
  await person.page.waitForSelector(named("More", "menu"));
  const found = await person.page.$(named(item, "menuitem"));
  await person.page.keyboard.press("Escape");
  await untilGone(person, named("More", "menu"));
  return found !== null;
}

/** Whether nobody's page shows a text any more. */
async function untilHidden(person: Person, words: string): Promise<void> {
  await until(`"${words}" to be gone for ${person.name}`, async () => {
    return await person.page.evaluate((words) => !document.body.innerText.includes(words), words);
  }, STEP_TIMEOUT_MS);
}

Deno.test("a host mutes, promotes and puts out, all from the menu of a member", async () => {
  await meet(async ({ enter }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const ben = await enter("Ben", { camera: false });
    await untilMediaFlows(chair.page, 0);
    await press(chair, "Members");

    await choose(chair, "Actions for Ben", "Mute microphone");
    await untilShown(ben, "Chair has muted your microphone.");
    await ben.page.waitForSelector(named("Unmute microphone"));

    assertEquals(await isOffered(ben, "Lock group…"), false, "Ben is no host yet");
    await choose(chair, "Actions for Ben", "Make host");
    await until("Ben to be a host", () => isOffered(ben, "Lock group…"), STEP_TIMEOUT_MS);
    await choose(chair, "Actions for Ben", "No longer host");
    await until("Ben to be no host", async () => {
      return !(await isOffered(ben, "Lock group…"));
    }, STEP_TIMEOUT_MS);

    await choose(chair, "Actions for Ben", "Forbid sound and pictures");
    await untilShown(ben, "You may not send audio or video in this group.");
    await untilGone(ben, named("Unmute microphone"));
    await until("silence", async () => (await readTotals(chair.page)).audiosIn === 0);

    await choose(chair, "Actions for Ben", "Warn…");
    await fill(chair, "Warning", "Please <b>stop</b>");
    await press(chair, "Warn");
    await untilShown(ben, "Chair: Please <b>stop</b>");

    await choose(chair, "Actions for Ben", "Put out…");
    await fill(chair, "Reason", "<img src=x onerror=alert(1)> enough");
    const time = await chair.page.waitForSelector(named("May come back", "combobox"));
    await time!.select("5");
    await time!.dispose();
    await press(chair, "Put out");
    await untilShown(ben, "Chair has removed you from the group: <img src=x onerror=alert(1)>");
    await untilGone(chair, named("Actions for Ben"));
    await press(ben, "Join");
    await untilShown(ben, "You may come back in 5 minutes.");
    assertEquals(await ben.page.$$eval("main img", (images) => images.length), 0);
  }, OPTIONS);
});

Deno.test("a host locks the group with words of its own, announces, and deletes what was written", async () => {
  await meet(async ({ enter, open }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const ben = await enter("Ben", QUIET);
    await choose(chair, "More", "Lock group…");
    await fill(chair, "What others are told", "Back at <i>noon</i>");
    await press(chair, "Lock");
    await untilShown(ben, "The group is locked: only hosts can come in.");
    const eve = await open("Eve");
    await fill(eve, "Your name", "Eve");
    await press(eve, "Join");
    await untilShown(eve, "Back at <i>noon</i>");
    await choose(chair, "More", "Unlock group");
    await untilShown(ben, "The group is open again.");
    await press(eve, "Join");
    await eve.page.waitForSelector(named("Leave"));

    await choose(chair, "More", "Announce to everybody…");
    await fill(chair, "Announcement", "Five minutes left");
    await press(chair, "Announce");
    for (const person of [ben, eve]) await untilShown(person, "Chair: Five minutes left");

    await say(ben, "first words");
    await say(ben, "second words");
    await say(eve, "words of Eve");
    await press(chair, "Chat");
    await untilShown(chair, "words of Eve");
    const button = await chair.page.waitForSelector(named("Actions for this message of Ben"));
    await button!.evaluate((element) => (element as HTMLElement).click());
    await button!.dispose();
    await chair.page.locator(named("Delete message", "menuitem")).click();
    await untilHidden(ben, "first words");
    await untilShown(ben, "second words");
    await say(chair, '/kick "Eve" by a slash word');
    await untilShown(eve, "Chair has removed you from the group: by a slash word");
    await choose(chair, "More", "Delete the chat…");
    await press(chair, "Delete");
    for (const person of [chair, ben]) await untilHidden(person, "second words");
  }, OPTIONS);
});

Deno.test("menus are worked by keyboard, and the focus comes back", async () => {
  await meet(async ({ enter }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const { keyboard } = chair.page;
    const focused = () =>
      chair.page.evaluate(() => {
        const element = document.activeElement;
        return element?.ariaLabel ?? element?.textContent ?? "";
      });
    const group = await chair.page.waitForSelector(named("More"));
    await group!.focus();
    await group!.dispose();
    await keyboard.press("Enter");
    await chair.page.waitForSelector(named("More", "menu"));
    const first = await focused();
    await keyboard.press("ArrowUp");
    assertEquals(await focused(), "Keys and commands?");
    await keyboard.press("ArrowDown");
    assertEquals(await focused(), first);
    await keyboard.press("l");
    await keyboard.press("l");
    assertEquals(await focused(), "Lock group…");
    await keyboard.press("Escape");
    assertEquals(await focused(), "More");
    await keyboard.press("Enter");
    await chair.page.waitForSelector(named("More", "menu"));
    await keyboard.press("l");
    await keyboard.press("l");
    await keyboard.press("Enter");
    await chair.page.waitForSelector(named("What others are told", "textbox"));
    await keyboard.type("Later");
    await keyboard.press("Enter");
    await untilShown(chair, "The group is locked");
    await until("the focus at the button", async () => await focused() === "More");
  }, OPTIONS);
});

Deno.test("an invitation lets somebody else in, until it is revoked", async () => {
  await meet(async ({ enter, open, server }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    await choose(chair, "More", "Invite people…");
    await fill(chair, "Name of the guest", "");
    await press(chair, "Make a link");
    const field = await chair.page.waitForSelector(named("The link is ready", "textbox"));
    const link = await field!.evaluate((input) => (input as HTMLInputElement).value);
    await field!.dispose();
    assertEquals(link.startsWith(`${server.origin}/group/${GROUP}/?token=`), true, link);

    const guest = await open("Guest", link);
    await untilShown(guest, "You are invited");
    await press(guest, "Join");
    await untilShown(guest, "Please enter your name.");
    await fill(guest, "Your name", "Chair");
    await press(guest, "Join");
    await untilShown(guest, "Somebody else is using this name.");
    await joinRoom(guest, QUIET);
    await untilShown(chair, "2 people");

    await chair.page.locator(named("Revoke: Anybody")).click();
    await untilShown(chair, "expired");
    const late = await open("Late", link);
    await fill(late, "Your name", "Late");
    await press(late, "Join");
    await untilShown(late, "This invitation is not valid, or not any more.");
    await press(late, "Join with a password instead");
    await joinRoom(late, QUIET);
  }, {
    ...OPTIONS,
    groups: {
      [GROUP]: {
        ...HOSTED,
        "wildcard-user": { ...HOSTED["wildcard-user"], permissions: "observe" },
      },
    },
  });
});

Deno.test("somebody changes the own password, which must be given rightly, and comes in by the new one", async () => {
  await meet(async ({ enter }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const change = async (old: string, fresh: string, again: string) => {
      await fill(chair, "Present password", old);
      await fill(chair, "New password", fresh);
      await fill(chair, "New password again", again);
      await press(chair, "Change password");
    };
    await choose(chair, "More", "Change my password…");
    await change("secret", "ünew", "other");
    await untilShown(chair, "The two new passwords are not the same.");
    await change("wrong", "ünew", "ünew");
    await untilShown(chair, "The present password is not right.");
    await change("secret", "ünew", "ünew");
    await untilShown(chair, "Your password is changed.");
    await press(chair, "Leave");
    await fill(chair, "Your name", "Chair");
    await fill(chair, "Password", "secret");
    await press(chair, "Join");
    await untilShown(chair, "This name and password do not match.");
    await fill(chair, "Password", "ünew");
    await press(chair, "Join");
    await chair.page.waitForSelector(named("Leave"));
  }, { ...OPTIONS, config: { writableGroups: true } });
});

Deno.test("slash words do what menus do, and say who may not use them", async () => {
  await meet(async ({ enter, server }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const ben = await enter("Ben Bold", QUIET);
    await say(ben, "/op Chair");
    await untilShown(ben, "You may not use /op here.");
    await fill(ben, "Message", "/raise");
    await press(ben, "Send");
    await press(chair, "Members");
    await chair.page.waitForSelector('#panel-members [aria-label^="Hand raised"]');
    await say(chair, "/invite Zoe 2h");
    await untilShown(chair, `${server.origin}/group/${GROUP}/?token=`);
    await say(chair, "/listtokens");
    await untilShown(chair, "Zoe: Invitation (end: ");
    await say(chair, '/identify "Ben Bold"');
    await untilShown(chair, "Ben Bold comes from 127.0.0.1");
    await say(chair, "/subgroups");
    await untilShown(chair, "There is nobody in any subgroup.");
    await say(chair, "/unshutup nobody");
    await untilShown(chair, "There is nobody called “nobody” here.");
    await fill(chair, "Message", '/shutup "Ben Bold"');
    await press(chair, "Send");
    await untilShown(ben, "You may not write in this group.");
    await fill(chair, "Message", "/wall <u>Attention</u>");
    await press(chair, "Send");
    await untilShown(ben, "Chair: <u>Attention</u>");
  }, OPTIONS);
});

Deno.test("whoever is not let in is told why", async () => {
  const guests = { "wildcard-user": HOSTED["wildcard-user"] };
  await meet(async ({ enter, open, server }) => {
    await enter("Ben", QUIET);
    const eve = await open("Eve");
    const reasons = {
      [GROUP]: "The group is full.",
      later: "This group is not open yet.",
      over: "This group is closed.",
      hosted: "The group starts when its host arrives.",
      locked: "The group is locked.",
      closed: "This name and password do not match.",
    };
    for (const [group, reason] of Object.entries(reasons)) {
      await eve.page.goto(`${server.origin}/group/${group}/`);
      await fill(eve, "Your name", "Eve");
      await press(eve, "Join");
      await untilShown(eve, reason);
    }
  }, {
    groups: {
      [GROUP]: { ...guests, "max-clients": 1 },
      later: { ...guests, "not-before": "2999-01-01T00:00:00Z" },
      over: { ...guests, "expires": "2001-01-01T00:00:00Z" },
      hosted: { ...guests, "autokick": true },
      locked: { ...guests, "autolock": true },
      closed: { users: HOSTED.users },
    },
  });
});
