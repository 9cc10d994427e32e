import { assert, assertEquals } from "../assert.ts";
import { join } from "../integration/galene_client.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { say } from "./handling.ts";
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
import { inspect } from "./inspection.ts";
import { setSize, takePictures } from "./pictures.ts";

const PICTURES = Deno.env.get("LECTERN_PICTURES");

/** A group with a host who has a password, and a program that writes captions; everybody else may come and present. */
const HOSTED = {
  "users": {
    "Chair": { "password": { "type": "plain", "key": "secret" }, "permissions": "op" },
    "Scribe": { "password": { "type": "wildcard" }, "permissions": ["caption"] },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
} as const;

const OPTIONS = { groups: { [GROUP]: HOSTED } };
const QUIET = { camera: false, microphone: false };

async function texts(person: Person, selector: string): Promise<string[]> {
  return await person.page.$$eval(selector, (all) => all.map((one) => one.textContent ?? ""));
}

async function untilTexts(person: Person, selector: string, wanted: string[]): Promise<void> {
  await until(`${selector} to say ${wanted} for ${person.name}`, async () => {
    return JSON.stringify(await texts(person, selector)) === JSON.stringify(wanted);
  }, STEP_TIMEOUT_MS);
}

async function write(person: Person, words: string): Promise<void> {
  await person.page.locator(named("Message", "textbox")).fill(words);
}

/** Chooses from the menu of a message. */
async function choose(person: Person, line: string, item: string): Promise<void> {
  const lines = await person.page.$$(".chat-line");
  for (const one of lines) {
    if (!(await one.evaluate((element) => element.textContent ?? "")).includes(line)) continue;
    await (await one.$(".chat-menu"))!.click();
    return await person.page.locator(named(item, "menuitem")).click();
  }
  throw new Error(`no line "${line}"`);
}

Deno.test("hands are in order for all, and a host lowers them", async () => {
  await meet(async ({ open, enter }) => {
    const chair = await open("Chair");
    await joinRoom(chair, { ...QUIET, password: "secret" });
    const zoe = await enter("Zoe", { microphone: false });
    const ben = await enter("Ben", QUIET);
    await press(zoe, "Raise hand");
    await untilShown(chair, "Zoe");
    await press(chair, "Members");
    await untilTexts(chair, ".hand .member-name", ["Zoe"]);
    await press(ben, "Raise hand");
    await untilTexts(chair, ".hand .member-name", ["Zoe", "Ben"]);
    const eve = await enter("Eve", QUIET);
    await press(eve, "Members");
    await untilTexts(eve, ".hand .member-name", ["Zoe", "Ben"]);
    await until(
      "the number on Zoe's tile",
      async () => (await texts(chair, ".nameplate-hand")).join() === "1",
      STEP_TIMEOUT_MS,
    );
    await takePictures(chair.page, PICTURES, "hands", "desk");
    await press(chair, "Lower hand: Zoe");
    await untilTexts(eve, ".hand .member-name", ["Ben"]);
    await untilShown(zoe, "Chair has lowered your hand.");
    await untilShown(zoe, "Hand");
  }, OPTIONS);
});

Deno.test("reactions float and are counted, captions are shown and can be switched off", async () => {
  await meet(async ({ server, enter }) => {
    const ada = await enter("Ada", { microphone: false });
    const ben = await enter("Ben", QUIET);
    await ben.page.locator(".tile[data-direction=down]").wait();
    await press(ada, "React");
    await ada.page.locator(named("Applause", "menuitem")).click();
    await ben.page.locator('.tile[data-username="Ada"] .reaction').wait();
    await ben.page.locator(".reaction-counts li").wait();
    const scribe = await join(server.origin, GROUP, "Scribe");
    try {
      const say = (value: string) =>
        scribe.send({
          type: "chat",
          kind: "caption",
          source: scribe.id,
          username: "Scribe",
          value,
        });
      say("A wave meets its echo,");
      say(`<img src=x onerror="window.taken=1"> \u202e and stands still.`);
      await untilShown(ben, "A wave meets its echo,");
      await untilShown(ben, "and stands still.");
      await takePictures(ben.page, PICTURES, "captions", "desk");
      await press(ben, "Hide captions");
      await untilGone(ben, ".captions");
      assertEquals(
        await ben.page.evaluate(() => String(Reflect.get(globalThis, "taken"))),
        "undefined",
      );
    } finally {
      await scribe.close();
    }
  }, OPTIONS);
});

Deno.test("in the chat people answer, write in private, complete commands and choose emoji", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", QUIET);
    const ben = await enter("Ben", { ...QUIET, browser: "firefox" });
    const eve = await enter("Eve", QUIET);
    await press(ada, "Chat");
    await say(ada, "What is a node?");
    await until(
      "one unread message in Ben's title",
      async () => (await ben.page.title()).startsWith("(1)"),
      STEP_TIMEOUT_MS,
    );
    await press(ben, "Chat");
    await ben.page.locator(".chat-new").wait();
    await choose(ben, "What is a node?", "Answer");
    await say(ben, "A place at rest.");
    await until("the answer with its quotation", async () => {
      const quoted = await texts(ada, ".chat-quote .chat-quoted");
      return quoted.join() === "What is a node?";
    }, STEP_TIMEOUT_MS);

    await write(ada, "@be");
    await ada.page.locator(".suggestion").wait();
    await ada.page.keyboard.press("Enter");
    await ada.page.locator('.chat-recipient[data-private="true"]').wait();
    await say(ada, "only for you");
    await untilShown(ben, "only for you");
    await press(eve, "Chat");
    await untilShown(eve, "A place at rest.");
    assert(!(await eve.page.evaluate(() => document.body.innerText)).includes("only for you"));

    await press(ada, "Write to everybody again");
    await write(ada, "/rai");
    await ada.page.locator(".suggestion").wait();
    await ada.page.keyboard.press("Tab");
    await ada.page.keyboard.press("Enter");
    await ada.page.waitForSelector(named("Lower hand"));

    await press(ada, "Insert an emoji");
    await ada.page.locator(named("Search for an emoji", "searchbox")).fill("rocket");
    await ada.page.keyboard.press("Enter");
    await until(
      "the emoji in the field",
      async () =>
        await ada.page.$eval("#chat-message", (field) => (field as HTMLTextAreaElement).value) ===
          "🚀",
      STEP_TIMEOUT_MS,
    );
    await press(ada, "Send");
    await untilShown(eve, "🚀");

    const long = `\u202e<b>x</b> ${"wörter und wörter ".repeat(290)}`;
    await say(eve, long);
    await say(eve, " \u200b ");
    await press(ada, "Show all of it");
    assertEquals((await texts(ada, ".chat-text")).at(-1), long.replace("\u202e", ""));
    await takePictures(ada.page, PICTURES, "chat", "desk");
    await eve.page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    await takePictures(eve.page, PICTURES, "chat-rtl", "desk");
    await ada.page.setViewport({ width: 390, height: 844 });
    await ada.page.locator(".chat-lines").scroll({ scrollTop: 0 });
    await takePictures(ada.page, PICTURES, "chat", "phone");
  });
});

/** Puts a file into the dialogue that is open. */
async function chooseFile(person: Person, path: string): Promise<void> {
  const field = await person.page.waitForSelector(".files-chosen input[type=file]");
  await field!.evaluate((input) => input.classList.remove("hidden"));
  await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
}

Deno.test("a file goes from one to the other, is refused, stopped, and tried again", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/notes.txt`;
  await Deno.writeTextFile(path, "a standing wave ".repeat(20_000));
  const big = `${folder}/big.bin`;
  await Deno.writeFile(big, new Uint8Array(200 << 20));
  try {
    await meet(async ({ enter }) => {
      const ada = await enter("Ada", QUIET);
      const ben = await enter("Ben", QUIET);
      await ben.page.evaluate(() => {
        // What is saved is looked at, rather than put on the disk.
        const create = URL.createObjectURL;
        URL.createObjectURL = (content: Blob) => {
          content.text().then((text) => Reflect.set(globalThis, "saved", text));
          return create(content);
        };
      });
      const offer = async (file: string) => {
        await press(ada, "Members");
        await press(ada, "Actions for Ben");
        await ada.page.locator(named("Send a file…", "menuitem")).click();
        await chooseFile(ada, file);
        await untilShown(ada, file.split("/").at(-1)!);
        if (file === path) await takePictures(ada.page, PICTURES, "send-file", "desk");
        await ada.page.locator(".dialog-actions .primary").click();
        await press(ada, "Members");
      };
      await offer(path);
      await untilShown(ben, "notes.txt");
      await takePictures(ben.page, PICTURES, "file-offered", "desk");
      await press(ben, "Accept: notes.txt");
      await untilShown(ben, "Done");
      await untilShown(ada, "Done");
      await until("the whole file", async () => {
        const saved = await ben.page.evaluate(() => String(Reflect.get(globalThis, "saved")));
        return saved === "a standing wave ".repeat(20_000);
      }, STEP_TIMEOUT_MS);

      await press(ada, "Clear the list");
      await press(ben, "Clear the list");
      await offer(path);
      await press(ben, "Refuse: notes.txt");
      await untilShown(ada, "Ben does not want this file.");

      await press(ada, "Clear the list");
      await press(ben, "Clear the list");
      await offer(big);
      await press(ben, "Accept: big.bin");
      await ben.page.locator(".file-progress").wait();
      await takePictures(ben.page, PICTURES, "file-moving", "desk");
      await press(ben, "Stop: big.bin");
      await untilShown(ada, "Ben has stopped it.");
      await takePictures(ada.page, PICTURES, "file-stopped", "desk");
      await press(ada, "Try again: big.bin");
      await press(ben, "Accept: big.bin");
      await ben.page.locator(".file-progress").wait();
      await ben.context.close();
      await untilShown(ada, "was lost");
      await ada.page.waitForSelector(named("Try again: big.bin"));
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("hands, captions, chat, emoji and files can be used by everybody, in every look", async () => {
  await meet(async ({ server, open, enter }) => {
    const chair = await open("Chair");
    await joinRoom(chair, { ...QUIET, password: "secret" });
    const ben = await enter("Ben", { microphone: false });
    const scribe = await join(server.origin, GROUP, "Scribe");
    const found: string[] = [];
    const look = async (where: string) => {
      found.push(...await inspect(chair.page, where));
      await setSize(chair.page, "desk");
    };
    try {
      await press(ben, "Raise hand");
      await press(chair, "Raise hand");
      await press(chair, "Members");
      await untilTexts(chair, ".hand-place", ["1", "2"]);
      await look("hands");
      await press(chair, "Chat");
      await press(ben, "Chat");
      await say(ben, "What is a node?");
      await untilShown(chair, "What is a node?");
      await choose(chair, "What is a node?", "Answer");
      await write(chair, "/ra");
      await chair.page.locator(".suggestion").wait();
      await look("suggestions and an answer");
      await write(chair, "A place at rest.");
      await press(chair, "Send");
      await write(chair, "@be");
      await chair.page.keyboard.press("Enter");
      await say(chair, "only for you");
      await untilShown(ben, "only for you");
      await look("a private conversation");
      await press(chair, "Insert an emoji");
      await chair.page.locator(".emoji").wait();
      await look("emoji");
      await chair.page.keyboard.press("Escape");
      await press(chair, "Close chat");
      const invite = { type: "invite", id: "1", name: "notes.pdf", size: 5e6, version: ["1"] };
      scribe.send({
        type: "chat",
        kind: "caption",
        source: scribe.id,
        username: "Scribe",
        value: "A wave meets its echo.",
      });
      const sender = await join(server.origin, GROUP, "Joe");
      const { id: dest } = await sender.hear({ type: "user", username: "Chair" });
      sender.send({
        type: "usermessage",
        kind: "filetransfer",
        source: sender.id,
        username: "Joe",
        dest,
        value: invite,
      });
      await untilShown(chair, "notes.pdf");
      await look("a file that is offered, and captions");
      await press(chair, "Refuse: notes.pdf");
      await press(chair, "Settings");
      await chair.page.locator(named("Notifications", "tab")).click();
      await look("sounds and notifications");
      await sender.close();
      assertEquals(found, []);
    } finally {
      await scribe.close();
    }
  }, OPTIONS);
});
