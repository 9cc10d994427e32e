import { assertEquals } from "../../tests/assert.ts";
import { createAdminApp } from "./app.ts";
import { createSession, type Offer } from "./session.ts";

const JSON_HEADERS = { "content-type": "application/json" };

/** A server that lets `root` in with `pw`, and a tab's storage. */
function createWorld() {
  const state = { up: true, password: "pw", writable: false };
  const stored = new Map<string, string>();
  const fetch = (url: string, init: RequestInit) => {
    if (!state.up) return Promise.reject(new TypeError("away"));
    const headers = new Headers(init.headers);
    if (headers.get("authorization") !== `Basic ${btoa(`root:${state.password}`)}`) {
      const challenge = { "www-authenticate": "Basic" };
      return Promise.resolve(new Response("no", { status: 401, headers: challenge }));
    }
    const value = url.endsWith(".about") ? { writableGroups: state.writable } : [];
    return Promise.resolve(new Response(JSON.stringify(value), { headers: JSON_HEADERS }));
  };
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  return { state, stored, fetch, storage };
}

function offer(password: string, fields: Partial<Offer> = {}): Offer {
  const credentials = { type: "password", username: "root", password } as const;
  return { credentials, group: "", remember: false, ...fields };
}

Deno.test("who is let in learns whether groups can be written, and nothing is kept unless wished", async () => {
  const { state, stored, fetch, storage } = createWorld();
  const session = createSession(fetch, storage);
  await session.logIn(offer("wrong"));
  assertEquals([session.login.value, session.failure.value?.kind], [null, "unauthorised"]);
  state.writable = true;
  await session.logIn(offer("pw"));
  const login = session.login.value!;
  assertEquals([login.username, login.group, login.writable], ["root", "", true]);
  assertEquals([session.failure.value, session.busy.value, stored.size], [null, false, 0]);
});

Deno.test("a tab that is loaded anew lets in again, until it is logged out of", async () => {
  const { fetch, storage, stored } = createWorld();
  const session = createSession(fetch, storage);
  await session.logIn(offer("pw", { group: "lecture", remember: true }));
  const again = createSession(fetch, storage);
  await again.resume();
  assertEquals(again.login.value?.group, "lecture");
  again.logOut();
  assertEquals([again.login.value, stored.size], [null, 0]);
});

Deno.test("remembered credentials that do not do are forgotten; a server that is away forgets nothing", async () => {
  const { state, fetch, storage, stored } = createWorld();
  await createSession(fetch, storage).logIn(offer("pw", { remember: true }));
  state.up = false;
  const session = createSession(fetch, storage);
  await session.resume();
  assertEquals([session.failure.value?.kind, stored.size], ["unreachable", 1]);
  state.up = true;
  state.password = "new";
  await session.resume();
  assertEquals([session.failure.value?.kind, stored.size], ["unauthorised", 0]);
});

Deno.test("nonsense in the tab's storage, or none at all, opens nothing and breaks nothing", async () => {
  const { fetch, storage, stored } = createWorld();
  for (const text of ["", "{", "7", '{"credentials": {}}', '{"group": "", "credentials": null}']) {
    stored.set("lectern.administrator", text);
    const session = createSession(fetch, storage);
    await session.resume();
    assertEquals(session.login.value, null, text);
  }
  const refuse = () => {
    throw new DOMException("denied", "SecurityError");
  };
  const session = createSession(fetch, { getItem: refuse, setItem: refuse, removeItem: refuse });
  await session.resume();
  await session.logIn(offer("pw", { remember: true }));
  assertEquals(session.login.value?.username, "root");
});

Deno.test("a token that no header can carry is refused without being sent", async () => {
  const { fetch } = createWorld();
  const session = createSession(fetch, null);
  const credentials = { type: "token", token: "a\u202eb c" } as const;
  await session.logIn({ credentials, group: "", remember: false });
  assertEquals(session.failure.value?.kind, "unauthorised");
});

Deno.test("credentials that do not do any more lead to the door", async () => {
  const { state, fetch, storage } = createWorld();
  const session = createSession(fetch, storage);
  await session.logIn(offer("pw"));
  const app = createAdminApp(session.login.value!, session, { hash: "" });
  state.password = "new";
  await app.ask("GET", ".groups/");
  assertEquals([session.login.value, session.failure.value?.kind], [null, "unauthorised"]);
});

Deno.test("who administers one group sees that group, whatever the address says", async () => {
  const { fetch, storage } = createWorld();
  const session = createSession(fetch, storage);
  await session.logIn(offer("pw", { group: "lecture" }));
  const address = { hash: "#/live" };
  const app = createAdminApp(session.login.value!, session, address);
  assertEquals(app.route.value, { page: "group", group: "lecture", tab: "settings" });
  address.hash = "#/group/other/users";
  app.follow();
  assertEquals(app.route.value, { page: "group", group: "lecture", tab: "settings" });
  app.go({ page: "group", group: "lecture", tab: "keys" });
  assertEquals([address.hash, app.route.value], ["#/group/lecture/keys", {
    page: "group",
    group: "lecture",
    tab: "keys",
  }]);
  app.said.value = "Done.";
  app.follow();
  assertEquals(app.said.value, "Done.", "our own step is not followed twice");
});
