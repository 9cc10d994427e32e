/**
 * People who meet: a server, browsers, and what somebody does in Lectern's user interface, found by the names that
 * assistive technology reads out.
 * @module
 */
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { type Lectern, type LecternOptions, OPEN_GROUP, startLectern } from "../lectern.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { type BrowserName, launchBrowser, openPage, STEP_TIMEOUT_MS } from "./browsers.ts";

/** The group that everybody meets in. */
export const GROUP = "lecture";

/** Somebody in a browser. */
export interface Person {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
}

/** How somebody comes in. */
export interface EnterOptions {
  readonly browser?: BrowserName;
  readonly camera?: boolean;
  readonly microphone?: boolean;
  readonly password?: string;
  /** Called with the page before it goes anywhere. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** A server with browsers. */
export interface Meeting {
  readonly server: Lectern;
  /** Joins the group in a page of its own; returns once it is in the room. */
  readonly enter: (name: string, options?: EnterOptions) => Promise<Person>;
  /** Opens the group, or another address, in a page of its own, and stays at the door. */
  readonly open: (name: string, url?: string) => Promise<Person>;
  /** The browser of that name, started at the first call. */
  readonly browser: (name: BrowserName) => Promise<Browser>;
}

/**
 * Runs a scenario against a server of its own and ends everything. If the scenario fails, the server's log and what the
 * pages complained of are printed.
 */
export async function meet(
  scenario: (meeting: Meeting) => Promise<void>,
  options: Partial<LecternOptions> = {},
): Promise<void> {
  const browsers = new Map<BrowserName, Promise<Browser>>();
  const browser = (name: BrowserName) => {
    const running = browsers.get(name) ?? launchBrowser(name);
    browsers.set(name, running);
    return running;
  };
  // Nearly everybody comes by Chromium: it starts beside the server. If it does not, the first who comes is told.
  browser("chromium").catch(() => {});
  const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP }, ...options })
    .catch(async (error) => {
      await closeAll(browsers.values());
      throw error;
    });
  const people: Person[] = [];
  const complaints: string[] = [];
  const open = async (
    name: string,
    url = `${server.origin}/group/${GROUP}/`,
    how: EnterOptions = {},
  ) => {
    const opened = await openPage(await browser(how.browser ?? "chromium"));
    const person = { name, ...opened };
    people.push(person);
    person.page.on("console", (message) => {
      if (message.type() !== "error") return;
      complaints.push(`${name}: ${message.text()} ${message.location()?.url ?? ""}`.trimEnd());
    });
    await how.prepare?.(person.page);
    await person.page.goto(url);
    return person;
  };
  const enter = async (name: string, how: EnterOptions = {}) => {
    const person = await open(name, undefined, how);
    await joinRoom(person, how);
    return person;
  };
  try {
    await scenario({ server, enter, open, browser });
  } catch (error) {
    for (const { name, page } of people) {
      const errors = await page.evaluate(() => lecternTest.errors).catch(() => []);
      complaints.push(...errors.map((message) => `${name}: uncaught ${message}`));
    }
    print(`--- server\n${server.log().trimEnd()}\n--- pages\n${complaints.join("\n")}\n---`);
    throw error;
  } finally {
    await Promise.all([closeAll(browsers.values()), server.dispose()]);
  }
}

/** Closes browsers that have started, or are about to. */
async function closeAll(browsers: Iterable<Promise<Browser>>): Promise<void> {
  const started = await Promise.allSettled(browsers);
  await Promise.all(
    started.map((result) => result.status === "fulfilled" && result.value.close()),
  );
}

/** The selector of a control by its accessible name and role. */
export function named(name: string, role = "button"): string {
  return `::-p-aria([name="${name}"][role="${role}"])`;
}

/** Fills in the join page and waits for the room. */
export async function joinRoom(person: Person, how: EnterOptions = {}): Promise<void> {
  const { page, name } = person;
  await page.locator(named("Your name", "textbox")).fill(name);
  if (how.password !== undefined) {
    await page.locator(named("Password", "textbox")).fill(how.password);
  }
  await turn(page, "Camera", how.camera ?? true);
  await turn(page, "Microphone", how.microphone ?? true);
  await page.locator(named("Join")).click();
  await page.waitForSelector(named("Leave"));
}

/** Turns a switch of the join page on or off, if it is not. */
async function turn(page: Page, name: string, on: boolean): Promise<void> {
  const control = await page.waitForSelector(named(name, "switch"));
  const isOn = await control!.evaluate((element) =>
    element.getAttribute("aria-checked") === "true"
  );
  await control!.dispose();
  if (isOn !== on) await page.locator(named(name, "switch")).click();
}

/** Presses a button of the room. */
export async function press(person: Person, button: string): Promise<void> {
  await person.page.locator(named(button)).click();
}

/** The selector of the videos that a person receives from somebody. */
export function receivedVideo(from: string, label = "camera"): string {
  return `article.tile[data-direction="down"][data-username="${from}"][data-label="${label}"] video`;
}

/** The width in pixels of the picture in the first video that matches; 0 without one. */
export async function widthOf(person: Person, selector: string): Promise<number> {
  return await person.page.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.videoWidth ?? 0,
    selector,
  );
}

/** A picture wider than this comes from the largest encoding of a camera, even where a busy browser has made that smaller. */
export const LARGE_WIDTH = 640;

/** Waits until the picture in a video is as wide as is asked for; returns the width in pixels. */
export async function untilWidth(
  person: Person,
  video: string,
  what: string,
  holds: (width: number) => boolean,
): Promise<number> {
  return await until(`${what} for ${person.name}`, async () => {
    const width = await widthOf(person, video);
    return width > 0 && holds(width) && width;
  }, STEP_TIMEOUT_MS);
}

/** Waits until nothing matches the selector. */
export async function untilGone(person: Person, selector: string): Promise<void> {
  await until(`${selector} to be gone for ${person.name}`, async () => {
    return await person.page.$(selector) === null;
  }, STEP_TIMEOUT_MS);
}

/** Waits until somebody's page shows a text. */
export async function untilShown(person: Person, text: string): Promise<void> {
  await until(`"${text}" on the page of ${person.name}`, async () => {
    return await person.page.evaluate(
      (text) => document.body.innerText.includes(text),
      text,
    );
  }, STEP_TIMEOUT_MS);
}

/** How many media sections a person's open connections have negotiated. */
export async function mediaSections(person: Person): Promise<number> {
  return await person.page.evaluate(() =>
    lecternTest.connections
      .filter((connection) => connection.connectionState !== "closed")
      .reduce((sum, connection) => sum + connection.getTransceivers().length, 0)
  );
}
