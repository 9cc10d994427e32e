import type { Page } from "puppeteer-core";
import { assertEquals } from "../assert.ts";
import { openPage } from "./browsers.ts";
import { createInspector, focusFaults, inspect, overflow } from "./inspection.ts";
import { GROUP, meet, type Meeting, named, type Person, press, untilShown } from "./meeting.ts";
import { setSize } from "./pictures.ts";

/** A group with a host who may do everything. */
const HOSTED = {
  "users": {
    "Chair": {
      "password": { "type": "plain", "key": "secret" },
      "permissions": ["op", "present", "message", "token", "record"],
    },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
  "public": true,
} as const;

const ROOT = { root: { password: "secret", permissions: "admin" } };
const OPTIONS = {
  groups: { [GROUP]: HOSTED },
  config: { users: ROOT, writableGroups: true },
};

/** Opens a page and inspects it once it shows what is waited for. */
async function inspectPage(
  { browser, server }: Meeting,
  path: string,
  selector: string,
): Promise<string[]> {
  const { page, context } = await openPage(await browser("chromium"));
  await page.goto(server.origin + path);
  await page.waitForSelector(selector);
  const found = [
    ...await inspect(page, path),
    ...await overflow(page, path),
    ...await focusFaults(page, path),
  ];
  await context.close();
  return found;
}

Deno.test("the pages before the room, the doctor and the example can be used by everybody", async () => {
  await meet(async (meeting) => {
    const found = [
      ...await inspectPage(meeting, "/", "main"),
      ...await inspectPage(meeting, `/group/${GROUP}/`, named("Join")),
      ...await inspectPage(meeting, "/doctor/", "main"),
      ...await inspectPage(meeting, "/client/", "form"),
      ...await inspectPage(meeting, "/nowhere/", "main"),
      ...await inspectPage(meeting, "/styleguide/", "main"),
    ];
    assertEquals(found, []);
  }, OPTIONS);
});

Deno.test("the administration can be used by everybody", async () => {
  await meet(async (meeting) => {
    const { browser, server } = meeting;
    const { found, look } = createInspector();
    found.push(...await inspectPage(meeting, "/admin/", named("Log in")));
    const { page } = await openPage(await browser("chromium"));
    const click = (name: string, role = "button") => page.locator(named(name, role)).click();
    const go = async (hash: string) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      await page.waitForSelector("main h1, main h2");
    };
    await page.goto(`${server.origin}/admin/`);
    await page.locator(named("Name", "textbox")).fill("root");
    await page.locator(named("Password", "textbox")).fill("secret");
    await page.locator(named("Log in")).click();
    await page.waitForSelector(named("Groups", "heading"));
    const tabs = ["settings", "users", "tokens", "keys", "live"];
    for (
      const hash of [
        "/groups",
        "/new",
        "/live",
        "/tokens",
        ...tabs.map((tab) => `/group/${GROUP}/${tab}`),
      ]
    ) {
      await go(hash);
      await look(page, `/admin/#${hash}`);
      found.push(...await overflow(page, `/admin/#${hash}`));
    }

    await go(`/group/${GROUP}/settings`);
    await page.locator(named("Most participants", "textbox")).fill("a dozen");
    await click("Save");
    await page.waitForSelector("[aria-invalid=true]");
    await look(page, "a field that is wrong");
    await click("Delete this group");
    await page.waitForSelector(named("Delete the group"));
    await look(page, "deleting a group");
    await page.keyboard.press("Escape");

    await go(`/group/${GROUP}/users`);
    await click("New user");
    await page.waitForSelector(named("Add the user"));
    await look(page, "a new user");
    await click("Chair");
    await page.waitForSelector(named("Delete user"));
    await look(page, "a user");

    await go(`/group/${GROUP}/tokens`);
    await click("New invitation");
    await page.waitForSelector(named("Make the invitation"));
    await look(page, "a new invitation");
    await click("Make the invitation");
    await page.waitForSelector(named("Invitation link", "textbox"));
    await look(page, "an invitation");

    await meeting.enter("Ada", { microphone: false });
    await go(`/group/${GROUP}/live`);
    await click("Tracks of Ada");
    await page.waitForSelector(named("Put out Ada"));
    await look(page, "who is in");
    await click("Put out Ada");
    await page.waitForSelector(named("Put out"));
    await look(page, "putting somebody out");
    await page.keyboard.press("Escape");
    await go("/live");
    await page.waitForSelector(named("Put out Ada"));
    await look(page, "all who are in");
    assertEquals(found, []);
  }, OPTIONS);
});

/** Dialogues that the menu opens, by the names of their entries. */
const DIALOGUES = [
  "Lock group…",
  "Announce to everybody…",
  "Delete the chat…",
  "Invite people…",
  "Let people wait at the door…",
  "Timer…",
  "Poll…",
  "Subgroups…",
  "Attendance list…",
];

/** The parts of the settings. */
const SETTINGS = [
  "Audio and video",
  "Network",
  "Notifications",
  "Appearance",
  "Language",
  "Keyboard",
];

/** A tablet, held upright. */
const TABLET = { scheme: "light", size: "tablet", direction: "ltr" } as const;

Deno.test("the room can be used by everybody, whatever is open in it", async () => {
  await meet(async ({ enter }) => {
    const ben = await enter("Ben", { microphone: false });
    const chair = await enter("Chair", { password: "secret", microphone: false });
    const { page } = chair;
    await page.waitForSelector('article.tile[data-direction="down"]');
    const inspector = createInspector();
    const { found } = inspector;
    const look = (where: string) => inspector.look(page, where);

    found.push(...await inspect(page, "room"));
    found.push(...await focusFaults(page, "room"), ...await overflow(page, "room"));
    await press(ben, "Chat");
    await ben.page.locator(named("Message", "textbox")).fill(
      "See https://example.org/ for the text",
    );
    await press(ben, "Send");
    await openCommand(page, "chat");
    await untilShown(chair, "for the text");
    await look("chat");
    found.push(...await overflow(page, "chat"));
    await page.keyboard.press("Escape");
    await openCommand(page, "members");
    await page.waitForSelector("#panel-members");
    await look("members");
    await press(chair, "Actions for Ben");
    await page.waitForSelector("[role=menu]");
    await look("member's menu");
    for (const item of ["Warn…", "Put out…"]) {
      await page.locator(named(item, "menuitem")).click();
      await page.waitForSelector("dialog[open]");
      await look(item);
      await closeDialog(page);
      await press(chair, "Actions for Ben");
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    await openMore(chair);
    await look("menu");
    for (const item of DIALOGUES) {
      await page.locator(named(item, "menuitem")).click();
      await page.waitForSelector("dialog[open]");
      await look(item);
      if (item === "Invite people…") {
        await press(chair, "Make a link");
        await page.waitForSelector(named("Revoke: Anybody"));
        await look("an invitation");
      }
      await closeDialog(page);
      await openMore(chair);
    }
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=menu]", { hidden: true });
    for (const command of ["layout", "network", "react"]) {
      await openCommand(page, command);
      await page.waitForSelector(".floating");
      await look(command);
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.querySelector(".floating") === null);
    }
    await openTileMenu(page);
    await look("a tile's menu");
    await page.locator(named("Details", "menuitem")).click();
    await page.waitForSelector(".floating :not([role=menu]) dt");
    await look("a tile's details");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await look("keys");
    found.push(...await overflow(page, "keys"));
    await closeDialog(page);
    await page.keyboard.press(",");
    for (const part of SETTINGS) {
      await page.locator(named(part, "tab")).click();
      await look(`settings: ${part}`);
      found.push(...await overflow(page, `settings: ${part}`));
    }
    await closeDialog(page);
    found.push(...await inspect(page, "room on a tablet", [TABLET]));
    assertEquals(found, []);
  }, OPTIONS);
});

async function openTileMenu(page: Page): Promise<void> {
  await page.$eval(
    '.tile[data-username="Ben"] .tile-options',
    (button) => (button as HTMLElement).click(),
  );
  await page.waitForSelector(".tile-menu");
}

async function openMore({ page }: Person): Promise<void> {
  await openCommand(page, "more");
  await page.waitForSelector("[role=menu]");
}

/** Presses the button of a command, by a click that nothing can lie over. */
async function openCommand(page: Page, name: string): Promise<void> {
  await setSize(page, "desk");
  await page.$eval(`[data-command="${name}"]`, (button) => (button as HTMLElement).click());
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("dialog") === null);
}
