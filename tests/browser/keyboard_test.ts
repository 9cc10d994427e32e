import type { Page } from "puppeteer-core";
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { say } from "./handling.ts";
import { GROUP, meet, named, press, untilShown } from "./meeting.ts";
import { takePictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_KEYBOARD_SCREENSHOTS");

/** A group with a host who may do everything. */
const HOSTED = {
  "users": {
    "Chair": {
      "password": { "type": "plain", "key": "secret" },
      "permissions": ["op", "present", "message", "token", "record"],
    },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
} as const;

const OPTIONS = { groups: { [GROUP]: HOSTED } };
const QUIET = { camera: false, microphone: false };

/** Name of what has the focus. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}

async function untilFocused(page: Page, name: string): Promise<void> {
  await until(`the focus at ${name}`, async () => await focused(page) === name, STEP_TIMEOUT_MS);
}

/** Puts the focus where it is before anybody has gone anywhere. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector("main")?.focus());
}

Deno.test("a sheet shows all keys and words; it is searched, closed with Escape, and single keys can be turned off", async () => {
  await meet(async ({ enter }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const { page } = chair;
    await page.focus('[data-command="chat"]');
    await page.keyboard.press("?");
    await page.waitForSelector(named("Keys and commands", "dialog"));
    await untilFocused(page, "");
    await takePictures(page, PICTURES, "keys", "desk");
    await page.keyboard.type("hand");
    await untilShown(chair, "/raise");
    await until("only lines about hands", async () => {
      return await page.evaluate(() => !document.body.innerText.includes("/sharescreen"));
    });
    await page.keyboard.press("Escape");
    await untilFocused(page, "Chat");

    // What is written is no shortcut.
    await page.keyboard.press("c");
    await untilFocused(page, "Message");
    await page.keyboard.type("mvh?");
    assertEquals(await page.$("dialog"), null);
    assertEquals(await page.$eval("#panel-chat textarea", (field) => field.value), "mvh?");
    await page.keyboard.press("Escape");
    await untilFocused(page, "Chat");

    await page.keyboard.press("h");
    await page.waitForSelector(named("Lower hand"));
    await page.evaluate(() => {
      const stored = JSON.parse(localStorage.getItem("lectern.preferences") ?? "{}");
      localStorage.setItem("lectern.preferences", JSON.stringify({ ...stored, shortcuts: false }));
    });
    await page.reload();
    await page.locator(named("Password", "textbox")).fill("secret");
    await press(chair, "Join");
    await page.waitForSelector(named("Leave"));
    await page.keyboard.press("c");
    await page.keyboard.press("?");
    assertEquals(await page.$("#panel-chat, dialog"), null);
  }, OPTIONS);
});

Deno.test("arrows go through the toolbar, F6 from part to part, and links lead past what comes between", async () => {
  await meet(async ({ enter }) => {
    const chair = await enter("Chair", { ...QUIET, password: "secret" });
    const { page } = chair;
    await page.focus('[data-command="microphone"]');
    await page.keyboard.press("ArrowRight");
    assertEquals(await focused(page), "Turn camera on");
    await page.keyboard.press("End");
    assertEquals(await focused(page), "Leave");
    await page.keyboard.press("ArrowRight");
    assertEquals(await focused(page), "Unmute microphone");
    const stops = await page.$$eval(
      ".toolbar button",
      (buttons) => buttons.filter((button) => button.tabIndex === 0).length,
    );
    assertEquals(stops, 1);

    await page.keyboard.press("c");
    await page.waitForSelector("#panel-chat");
    const region = () =>
      page.evaluate(() =>
        document.activeElement?.closest("[data-region]")?.getAttribute("data-region") ?? ""
      );
    await until("the focus in the panel", async () => await region() === "panel");
    const visited: string[] = [];
    await untilFocused(page, "Message");
    for (let count = 0; count < 3; count++) {
      await page.keyboard.press("F6");
      visited.push(await region());
    }
    assertEquals(visited.toSorted(), ["controls", "panel", "stage"]);

    await rest(page);
    await page.keyboard.press("Tab");
    assertEquals(await focused(page), "To the pictures");
    await page.keyboard.press("Tab");
    assertEquals(await focused(page), "To the panel");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assertEquals(await region(), "controls");
  }, OPTIONS);
});

Deno.test("the space bar held opens the microphone, never while writing, and a lost key is let go of", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", { camera: false, microphone: true });
    const { page } = ada;
    const state = () =>
      page.$eval('[data-command="microphone"]', (button) => button.getAttribute("aria-label"));
    const untilState = (label: string) =>
      until(label, async () => await state() === label, STEP_TIMEOUT_MS);
    await press(ada, "Mute microphone");
    await untilState("Unmute microphone");

    // The button that was pressed with the mouse still has the focus: the key is not for it.
    await page.keyboard.down("Space");
    await untilState("Mute microphone");
    await untilShown(ada, "You can be heard.");
    await takePictures(page, PICTURES, "talking", "desk");
    await page.keyboard.up("Space");
    await untilState("Unmute microphone");

    await page.keyboard.down("Space");
    await untilState("Mute microphone");
    await page.evaluate(() => dispatchEvent(new Event("blur")));
    await untilState("Unmute microphone");
    await page.keyboard.up("Space");
    assertEquals(await state(), "Unmute microphone");

    // With the keyboard one presses what has the focus.
    await page.focus('[data-command="camera"]');
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await page.waitForSelector(named("Turn camera off"));
    assertEquals(await state(), "Unmute microphone");

    await page.keyboard.press("c");
    await untilFocused(page, "Message");
    await page.keyboard.type("two words");
    assertEquals(await page.$eval("#panel-chat textarea", (field) => field.value), "two words");
    assertEquals(await state(), "Unmute microphone");
  });
});

/** Galène's words, and where else the same can be done: in the toolbar, in its menu, or in a member's. */
const WORDS: readonly (readonly [word: string, place: "bar" | "more" | "member", label: string])[] =
  [
    ["help", "more", "Keys and commands"],
    ["me", "more", "Say what you are doing…"],
    ["set", "bar", "Settings"],
    ["unset", "bar", "Settings"],
    ["leave", "bar", "Leave"],
    ["clear", "more", "Delete the chat…"],
    ["lock", "more", "Lock group…"],
    ["record", "more", "Start recording"],
    ["subgroups", "more", "Show subgroups"],
    ["invite", "more", "Invite people…"],
    ["reinvite", "more", "Invite people…"],
    ["revoke", "more", "Invite people…"],
    ["listtokens", "more", "Invite people…"],
    ["renegotiate", "more", "Find a better connection"],
    ["replace", "more", "Send everything anew"],
    ["sharescreen", "bar", "Share screen"],
    ["msg", "member", "Write privately"],
    ["kick", "member", "Put out…"],
    ["identify", "member", "Show network address"],
    ["op", "member", "Make host"],
    ["unpresent", "member", "Forbid sound and pictures"],
    ["shutup", "member", "Forbid writing"],
    ["mute", "member", "Mute microphone"],
    ["muteall", "more", "Mute everybody"],
    ["warn", "member", "Warn…"],
    ["wall", "more", "Announce to everybody…"],
    ["raise", "bar", "Raise hand"],
    ["presentfile", "more", "Play a video or audio file"],
    ["sendfile", "member", "Send a file…"],
    ["relay-test", "more", "Test the relay"],
  ];

async function labelsOf(page: Page): Promise<string[]> {
  await page.waitForSelector("[role=menu]");
  return await page.$$eval(
    ".menu-label",
    (labels) => labels.map((label) => label.textContent ?? ""),
  );
}

Deno.test("each of Galène's slash words is known, and stands in a menu too", async () => {
  await meet(async ({ enter }) => {
    await enter("Ben", QUIET);
    const chair = await enter("Chair", { camera: true, microphone: false, password: "secret" });
    const { page } = chair;
    const bar = await page.$$eval(
      ".toolbar button",
      (buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? ""),
    );
    await press(chair, "More");
    const more = await labelsOf(page);
    await page.keyboard.press("Escape");
    await press(chair, "Members");
    await press(chair, "Actions for Ben");
    const member = await labelsOf(page);
    await page.keyboard.press("Escape");
    const places = { bar, more, member };
    const missing = WORDS.filter(([, place, label]) => !places[place].includes(label));
    assertEquals(missing, []);

    await say(chair, "/help");
    await untilShown(chair, "/relay-test");
    await press(chair, "Show all of it");
    await untilShown(chair, "/warn");
    const help = await page.$eval("#panel-chat", (panel) => (panel as HTMLElement).innerText);
    const unknown = WORDS.filter(([word]) => !new RegExp(`/${word}\\b`).test(help));
    assertEquals(unknown, []);

    await say(chair, "/set mirrorView false");
    await say(chair, "/set");
    await untilShown(chair, "mirror: false");
    await say(chair, "/set theme plaid");
    await untilShown(chair, "“plaid” does not suit the setting theme.");
    await clearField(page);
    await say(chair, "/relay-test");
    await untilShown(chair, "This server offers no relay.");
    for (const word of ["/renegotiate", "/replace"]) await say(chair, word);
    await page.waitForSelector('article.tile[data-direction="up"] video');
    assert(await page.$("dialog") === null);
  }, OPTIONS);
});

async function clearField(page: Page): Promise<void> {
  await page.locator("#panel-chat textarea").fill("");
}
