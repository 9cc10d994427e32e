import type { Page } from "puppeteer-core";
import { assertEquals } from "../assert.ts";
import { OPEN_GROUP } from "../lectern.ts";
import { until } from "../until.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { GROUP, joinRoom, meet, named, type Person, press, untilShown } from "./meeting.ts";
import { takeAllPictures } from "./pictures.ts";

/** Where to put pictures; without it there are none. */
const PICTURES = Deno.env.get("LECTERN_DEVICE_PICTURES");

async function errorsOf({ page }: Person): Promise<string[]> {
  return await page.evaluate(() => lecternTest.errors);
}

Deno.test("a page that may store nothing works all the same, and goes on with what was chosen", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", {
      prepare: async (page: Page) =>
        void await page.evaluateOnNewDocument(() => {
          const refuse = () => {
            throw new DOMException("storage is off", "SecurityError");
          };
          for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
            Object.defineProperty(globalThis, name, { get: refuse });
          }
          Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
        }),
    });
    const ben = await enter("Ben", { camera: false });
    await untilMediaFlows(ben.page, 1);
    await press(ada, "Settings");
    await ada.page.locator(named("Appearance", "tab")).click();
    const theme = await ada.page.waitForSelector(named("Theme", "combobox"));
    await theme!.select("dark");
    await theme!.dispose();
    await until("a dark page", async () => {
      return await ada.page.evaluate(() => document.documentElement.dataset["theme"]) === "dark";
    });
    assertEquals(await errorsOf(ada), []);
  });
});

/** Puts the page's clock wrong by so many milliseconds. */
const setClock = (lateMs: number) => async (page: Page) =>
  void await page.evaluateOnNewDocument((lateMs) => {
    const Native = Date;
    const now = () => Native.now() - lateMs;
    const Wrong = class extends Native {
      constructor(...values: []) {
        super(...(values.length === 0 ? [now()] : values) as []);
      }
      static override now = now;
    };
    globalThis.Date = Wrong as DateConstructor;
  }, lateMs);

const DAY_MS = 24 * 3_600_000;

for (const [how, lateMs] of [["late", DAY_MS], ["fast", -DAY_MS]] as const) {
  Deno.test(`with a clock that is a day ${how}, invitations last as long as they should, and chat has the right times`, async () => {
    await meet(async ({ enter, open }) => {
      const ada = await enter("Ada", { prepare: setClock(lateMs), password: "secret" });
      const ben = await enter("Ben", { camera: false });
      await press(ada, "Chat");
      await press(ben, "Chat");
      const write = async (person: Person, words: string) => {
        await person.page.locator(named("Message", "textbox")).fill(words);
        await person.page.keyboard.press("Enter");
      };
      await write(ada, "from the wrong day");
      await untilShown(ben, "from the wrong day");
      await write(ben, "from today");
      await untilShown(ada, "from today");
      const times = async (person: Person) =>
        await person.page.$$eval(
          "time",
          (times) => times.map(({ dateTime }) => Date.parse(dateTime)),
        );
      const nowMs = Date.now();
      for (const person of [ada, ben]) {
        for (const timeMs of await times(person)) {
          assertEquals(Math.abs(timeMs - nowMs) < 60_000, true, `${person.name}: ${timeMs}`);
        }
      }
      await write(ada, "/invite Eve 1h");
      const link = await until("an invitation", async () => {
        const body = await ada.page.evaluate(() => document.body.innerText);
        return /http:\S+token=[\w-]+/.exec(body)?.[0];
      });
      const eve = await open("Eve", link);
      await press(eve, "Join");
      await eve.page.waitForSelector(named("Leave"));
      await untilShown(ben, "Eve");
      assertEquals(await errorsOf(ada), []);
    }, {
      groups: {
        [GROUP]: {
          users: { Ada: { password: "secret", permissions: "op" } },
          "wildcard-user": OPEN_GROUP["wildcard-user"],
        },
      },
    });
  });
}

Deno.test("a browser without WebRTC, and a page that is not secure, are told what to do", async () => {
  await meet(async ({ open, server }) => {
    const ada = await open("Ada", `${server.origin}/`);
    await ada.page.evaluateOnNewDocument(() => {
      Reflect.deleteProperty(globalThis, "RTCPeerConnection");
    });
    await ada.page.goto(`${server.origin}/group/${GROUP}/`);
    await untilShown(ada, "This browser cannot take part in video calls");
    assertEquals(await ada.page.$(named("Join")), null);
    await takeAllPictures(ada.page, PICTURES, "door-no-webrtc");
    assertEquals(await errorsOf(ada), []);

    const ben = await open("Ben", `${server.origin}/`);
    await ben.page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, "mediaDevices", { value: undefined });
    });
    await ben.page.goto(`${server.origin}/group/${GROUP}/`);
    await ben.page.locator(named("Camera", "switch")).click();
    await untilShown(ben, "open this page with https");
    await joinRoom(ben, { camera: false, microphone: false });
    assertEquals(await errorsOf(ben), []);
  });
});

Deno.test("groups with a server or a portal of their own let in who is known there, and say what is wrong", async () => {
  let answer = { status: 401, body: "" };
  const auth = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const headers = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "content-type",
      "content-type": "application/jwt",
    };
    if (request.method === "OPTIONS") return new Response(null, { headers });
    const { status, body } = answer;
    return new Response(status === 204 ? null : body, { status, headers });
  });
  const authServer = `http://127.0.0.1:${auth.addr.port}/`;
  try {
    await meet(async ({ open, server }) => {
      const eve = await open("Eve", `${server.origin}/group/elsewhere/`);
      await untilShown(eve, "You log in to this group on a page of its own.");
      await takeAllPictures(eve.page, PICTURES, "door-portal");
      const link = await eve.page.$eval("a.button", (link) => (link as HTMLAnchorElement).href);
      assertEquals(link, "https://portal.example.org/networks");

      await eve.page.goto(`${server.origin}/group/known/`);
      await eve.page.locator(named("Your name", "textbox")).fill("Eve");
      await press(eve, "Join");
      await untilShown(eve, "This name and password do not match.");
      answer = { status: 500, body: "" };
      await press(eve, "Join");
      await untilShown(eve, "The server that checks passwords for this group does not answer.");
      answer = { status: 200, body: await sign(`${server.origin}/group/known/`, "Eve") };
      await press(eve, "Join");
      await eve.page.waitForSelector(named("Leave"));
      await press(eve, "Leave");

      // A token of the past, as a link.
      const old = await sign(`${server.origin}/group/known/`, "Eve", -3600);
      await eve.page.goto(`${server.origin}/group/known/?token=${old}`);
      await press(eve, "Join");
      await untilShown(eve, "This invitation is not valid, or not any more.");
      await takeAllPictures(eve.page, PICTURES, "door-bad-invitation");
      await press(eve, "Join with a password instead");
      answer = { status: 204, body: "" };
      await press(eve, "Join");
      await untilShown(eve, "This name and password do not match.");
    }, {
      groups: {
        known: { authServer, authKeys: [KEY], users: { Ada: { password: "secret" } } },
        elsewhere: { authPortal: "https://portal.example.org/networks", authKeys: [KEY] },
      },
    });
  } finally {
    await auth.shutdown();
  }
});

const SECRET = new Uint8Array(32).fill(7);
const KEY = {
  kty: "oct",
  alg: "HS256",
  k: SECRET.toBase64({ alphabet: "base64url", omitPadding: true }),
};

/** A token (JWT) for a group, good from now on for so many seconds. */
async function sign(aud: string, sub: string, seconds = 600): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const part = (value: unknown) =>
    new TextEncoder().encode(JSON.stringify(value))
      .toBase64({ alphabet: "base64url", omitPadding: true });
  const claims = { aud, sub, permissions: ["present", "message"], iat: nowS, exp: nowS + seconds };
  const head = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  const key = await crypto.subtle.importKey(
    "raw",
    SECRET,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(head));
  const signature = new Uint8Array(mac).toBase64({ alphabet: "base64url", omitPadding: true });
  return `${head}.${signature}`;
}
