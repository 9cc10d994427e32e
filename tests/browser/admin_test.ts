import type { Page } from "puppeteer-core";
import { assert, assertEquals } from "../assert.ts";
import { OPEN_GROUP } from "../lectern.ts";
import { until } from "../until.ts";
import { openPage } from "./browsers.ts";
import { GROUP, joinRoom, meet, type Meeting, named, type Person, untilShown } from "./meeting.ts";

/** Where to put pictures of the page; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_ADMIN_SCREENSHOTS");

const ROOT = { root: { password: "secret", permissions: "admin" } };

/** Opens the page and logs in as root. Whatever breaks the content security policy is an uncaught error of the page. */
async function administer({ browser, server }: Meeting): Promise<Person> {
  const opened = await openPage(await browser("chromium"));
  const root = { name: "root", ...opened };
  await root.page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", (event) => {
      lecternTest.errors.push(`forbidden: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await root.page.goto(`${server.origin}/admin/`);
  await fill(root.page, "Name", "root");
  await fill(root.page, "Password", "wrong");
  await click(root.page, "Log in");
  await untilShown(root, "You were not let in.");
  await fill(root.page, "Password", "secret");
  await click(root.page, "Log in");
  await root.page.waitForSelector(named("Groups", "heading"));
  return root;
}

async function click(page: Page, name: string, role = "button"): Promise<void> {
  await page.locator(named(name, role)).click();
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  await page.locator(named(name, "textbox")).fill(value);
}

async function clear(page: Page, name: string): Promise<void> {
  await page.locator(named(name, "textbox")).click({ count: 3 });
  await page.keyboard.press("Backspace");
}

/** Takes a picture in light and dark and of the size of a phone, if pictures are wished for. */
async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const [size, width, height] of [["desk", 1280, 800], ["phone", 390, 844]] as const) {
      await page.setViewport({ width, height });
      await page.screenshot({ path: `${PICTURES}/${name}-${scheme}-${size}.png`, fullPage: true });
    }
  }
  await page.setViewport({ width: 1280, height: 800 });
}

async function noErrors(person: Person): Promise<void> {
  assertEquals(await person.page.evaluate(() => lecternTest.errors), [], person.name);
}

Deno.test("an administrator makes a group with a user, sees who joins, puts out, invites and deletes", async () => {
  await meet(async (meeting) => {
    const { server, browser } = meeting;
    const root = await administer(meeting);
    const { page } = root;

    await click(page, "New group", "link");
    await fill(page, "Name", "course/practical");
    await click(page, "Create the group");
    await page.waitForSelector(named("Users", "heading"));
    await click(page, "New user");
    await fill(page, "Name", "Ada");
    await fill(page, "Password", "countess");
    await click(page, "Add the user");
    await untilShown(root, "Ada was added.");
    await picture(page, "users");

    await click(page, "Settings", "link");
    await fill(page, "Most participants", "a dozen");
    await click(page, "Save");
    await untilShown(root, "Enter a whole number, in digits.");
    await picture(page, "settings");
    await fill(page, "Most participants", "12");
    await fill(page, "Send elsewhere", "javascript:alert(1)");
    await click(page, "Save");
    await untilShown(root, "must be a web address");
    await clear(page, "Send elsewhere");
    await click(page, "Save");
    await untilShown(root, "Saved.");

    const ada: Person = { name: "Ada", ...await openPage(await browser("chromium")) };
    await ada.page.goto(`${server.origin}/group/course/practical/`);
    await ada.page.locator(named("Password", "textbox")).fill("countess");
    await joinRoom(ada);

    await click(page, "Who is in", "link");
    await page.waitForSelector(named("Put out Ada"));
    await until("the rate of what Ada sends", async () => {
      const text = await page.evaluate(() => document.querySelector("table")?.innerText ?? "");
      return /1 stream, [1-9][\d.]* (kb|Mb)\/s/.test(text);
    });
    await click(page, "Tracks of Ada");
    await untilShown(root, "camera video");
    await picture(page, "live");
    await click(page, "Put out Ada");
    await fill(page, "What to say (optional)", "the room is needed");
    await picture(page, "kick");
    await click(page, "Put out");
    await untilShown(ada, "the room is needed");
    await untilShown(root, "Nobody is in this group just now.");

    await click(page, "Invitations", "link");
    await click(page, "New invitation");
    await click(page, "Make the invitation");
    const field = await page.waitForSelector(named("Invitation link", "textbox"));
    const link = await field!.evaluate((element) => (element as HTMLInputElement).value);
    assert(link.startsWith(`${server.origin}/group/course/practical/?token=`), link);
    await untilShown(root, "Take part: send and write");
    await picture(page, "invitations");

    await click(page, "Settings", "link");
    await click(page, "Delete this group");
    await click(page, "Delete the group");
    await untilShown(root, "was deleted.");
    const gone = await fetch(`${server.origin}/group/course/practical/.status`);
    await gone.body?.cancel();
    assertEquals(gone.status, 404);
    await noErrors(root);
  }, { config: { users: ROOT, writableGroups: true } });
});

Deno.test("of two administrators the second is told that somebody was there first, and can look again", async () => {
  await meet(async (meeting) => {
    const { server } = meeting;
    const root = await administer(meeting);
    const { page } = root;
    await page.locator(named("Search groups", "searchbox")).fill("lect");
    await click(page, GROUP, "link");
    await page.waitForSelector(named("Title", "textbox"));
    const headers = {
      authorization: `Basic ${btoa("root:secret")}`,
      "content-type": "application/json",
    };
    const path = `${server.origin}/galene-api/v0/.groups/${GROUP}`;
    const body = JSON.stringify({ displayName: "Theirs" });
    assertEquals((await fetch(path, { method: "PUT", headers, body })).status, 204);
    await fill(page, "Title", "Mine");
    await click(page, "Save");
    await untilShown(root, "Somebody has changed this meanwhile");
    await click(page, "Load what is there now");
    await until("the other's title in the field", async () => {
      return await page.evaluate(() =>
        [...document.querySelectorAll("input")].some(({ value }) => value === "Theirs")
      );
    });
    await fill(page, "Title", "Mine");
    await click(page, "Save");
    await untilShown(root, "Saved.");
    await noErrors(root);
  }, { config: { users: ROOT, writableGroups: true } });
});

Deno.test("where groups are read-only the page says why, shows everything, and still puts out", async () => {
  await meet(async (meeting) => {
    const root = await administer(meeting);
    const { page } = root;
    await untilShown(root, "writableGroups");
    assertEquals(await page.$(named("New group", "link")), null);
    await click(page, GROUP, "link");
    const field = await page.waitForSelector(named("Title", "textbox"));
    assertEquals(await field!.evaluate((element) => (element as HTMLInputElement).disabled), true);
    assertEquals(await page.$(named("Save")), null);
    await picture(page, "read-only");
    const ada = await meeting.enter("Ada", { camera: false, microphone: false });
    await click(page, "Live", "link");
    await page.waitForSelector(named("Put out Ada"));
    await click(page, `Close ${GROUP}`);
    await click(page, "Put everybody out");
    await untilShown(ada, "The administrator has removed you from the group");
    await noErrors(root);
  }, { config: { users: ROOT }, groups: { [GROUP]: { ...OPEN_GROUP, displayName: "Lecture" } } });
});
