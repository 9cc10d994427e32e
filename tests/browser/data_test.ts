import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { untilMediaFlows } from "./media_stats.ts";
import {
  meet,
  named,
  type Person,
  press,
  receivedVideo,
  untilGone,
  untilShown,
} from "./meeting.ts";
import { takeAllPictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_DEVICE_PICTURES");

async function choose(person: Person, label: string, value: string): Promise<void> {
  const select = await person.page.waitForSelector(named(label, "combobox"));
  await select!.select(value);
  await select!.dispose();
}

async function receiving({ page }: Person): Promise<string> {
  const stored = await page.evaluate(() => localStorage.getItem("lectern.preferences"));
  return JSON.parse(stored ?? "{}").receive;
}

Deno.test("one click from the room one chooses to receive less, is reminded of it, and takes it back", async () => {
  await meet(async ({ enter }) => {
    await enter("Ada");
    const ben = await enter("Ben", { camera: false });
    await untilMediaFlows(ben.page, 1);
    await press(ben, "Network");
    await untilShown(ben, "Your connection is good.");
    await choose(ben, "What you receive", "audio");
    await untilShown(ben, "You hear everybody. For very bad networks");
    await untilMediaFlows(ben.page, 0);
    await ben.page.keyboard.press("Escape");
    assertEquals(await ben.page.evaluate(() => document.activeElement?.ariaLabel), "Network");
    await untilShown(ben, "You receive sound only.");
    assertEquals(await receiving(ben), "audio", "it is not remembered");
    await takeAllPictures(ben.page, PICTURES, "sound-only");
    await press(ben, "Receive everything again");
    await untilMediaFlows(ben.page, 1);
    await untilGone(ben, ".banner-line");
    await press(ben, "Network");
    await takeAllPictures(ben.page, PICTURES, "network-menu");
  });
});

/** Keeps the page's sockets at hand, so that a test can cut them, and lets none be opened while `cut` holds. */
function plantSockets(): void {
  const sockets: WebSocket[] = [];
  const wires = { cut: false, sockets };
  Object.assign(globalThis, { wires });
  const Native = globalThis.WebSocket;
  globalThis.WebSocket = class extends Native {
    constructor(url: string | URL) {
      // Nobody listens at the port for discarding.
      super(wires.cut ? "ws://127.0.0.1:9/" : url);
      sockets.push(this);
    }
  };
}

Deno.test("while the connection is cut the room says for how long, tries again when told to, and is as it was", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben", {
      prepare: async (page) => void await page.evaluateOnNewDocument(plantSockets),
    });
    await untilMediaFlows(ada.page, 1);
    await untilMediaFlows(ben.page, 1);
    await press(ben, "Chat");
    await ben.page.locator(named("Message", "textbox")).fill("half a sentence");
    const places = () =>
      ben.page.$$eval(
        "article.tile",
        (tiles) =>
          tiles.map((tile) => `${tile.dataset["username"]} ${tile.style.cssText}`).sort().join(
            "\n",
          ),
      );
    const before = await places();
    await ben.page.evaluate(`wires.cut = true; wires.sockets.forEach((socket) => socket.close())`);
    await untilShown(ben, "No connection for 2 seconds. Still trying…");
    await takeAllPictures(ben.page, PICTURES, "reconnecting");
    await ben.page.evaluate("wires.cut = false");
    const connections = await ben.page.evaluate(() => lecternTest.connections.length);
    await until("a try at once", async () => {
      const button = await ben.page.$(named("Try now"));
      await button?.click().catch(() => {});
      await button?.dispose();
      return await ben.page.$(".banner-line") === null;
    }, STEP_TIMEOUT_MS);
    await until("new connections", async () => {
      return await ben.page.evaluate(() => lecternTest.connections.length) > connections;
    }, STEP_TIMEOUT_MS);
    await untilMediaFlows(ben.page, 1);
    await untilMediaFlows(ada.page, 1);
    await ada.page.waitForSelector(receivedVideo("Ben"));
    await until("everybody at the old places", async () => await places() === before);
    const draft = await ben.page.$eval(
      named("Message", "textbox"),
      (field) => (field as HTMLTextAreaElement).value,
    );
    assert(draft === "half a sentence", draft);
  });
});
