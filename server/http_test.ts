import { createDescription } from "../groups/description.ts";
import { createDirectory, openGroup } from "../groups/directory.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "../tests/assert.ts";
import { createAdminWorld } from "../tests/protocol/admin.ts";
import { createEmbeddedFrontEnd } from "./assets.ts";
import { createDataConfig, type DataConfig } from "./data_config.ts";
import { createEchoes } from "./echo.ts";
import type { FrontEnd } from "./front_end.ts";
import { handleRequest } from "./http.ts";
import { createLog } from "./log.ts";

const TEXT = new TextEncoder();

const FRONT_END = createEmbeddedFrontEnd({
  "index.html": TEXT.encode("<!doctype html>the page"),
  "app.js": TEXT.encode("the code"),
  "style.css": TEXT.encode("the style"),
  "font.woff2": Uint8Array.of(1, 2, 3),
});

const CONFIG: DataConfig = { ...createDataConfig(), writableGroups: true };

/** A site with some groups, and a way to ask it for something. */
function createSite(config: Partial<DataConfig> = {}, frontEnd: FrontEnd = FRONT_END) {
  const directory = createDirectory(
    new Map([
      ["lecture", createDescription({ public: true, displayName: "Lecture", description: "Math" })],
      ["private", createDescription({ authServer: "https://auth.example.org/x" })],
      ["a/b c", createDescription({ autoSubgroups: true })],
      ["moved", createDescription({ public: true, redirect: "https://example.org/group/moved/" })],
      ["broken", null],
    ]),
  );
  openGroup(directory, "lecture", 0);
  const lines: string[] = [];
  const site = {
    frontEnd,
    directory,
    log: createLog({
      level: "error",
      format: "text",
      clock: () => 0,
      write: (line) => lines.push(line),
    }),
    refresh: () => Promise.resolve(),
    config: () => ({ ...CONFIG, ...config }),
    api: createAdminWorld().api,
    echoes: createEchoes({
      media: { open: () => 1, post: () => {} },
      most: 0,
      newViewer: () => 1,
      randomId: () => "id",
      nowMs: () => 0,
      after: () => () => {},
    }),
    openSocket: (_request: Request, address: string) => new Response(`socket of ${address}`),
  };
  const ask = (path: string, init: RequestInit = {}, origin = "https://meet.example.org:8443") =>
    handleRequest(site, new Request(origin + path, init), "192.0.2.7:1");
  return { site, ask, lines };
}

/** Status, and where a redirection leads. */
async function outcome(response: Promise<Response>): Promise<string> {
  const { status, headers, body } = await response;
  await body?.cancel();
  const location = headers.get("location");
  return location === null ? `${status}` : `${status} ${location}`;
}

Deno.test("the start page and a group's page are the embedded one, assets have their types", async () => {
  const { ask } = createSite();
  for (const path of ["/", "/group/lecture/", "/group/a/b%20c/", "/group/a/b%20c/sub/", "/?x=1"]) {
    const response = await ask(path);
    assertEquals(response.status, 200, path);
    assertEquals(response.headers.get("content-type"), "text/html; charset=UTF-8");
    assertEquals(await response.text(), "<!doctype html>the page");
  }
  const types = {
    "app.js": /javascript/,
    "style.css": /^text\/css/,
    "font.woff2": /^font\/woff2$/,
  };
  for (const [name, type] of Object.entries(types)) {
    const response = await ask(`/assets/${name}`);
    assertMatch(response.headers.get("content-type") ?? "", type);
    assert((await response.bytes()).length > 0);
  }
});

Deno.test("a test of the connection is asked for over HTTP, and may be switched off", async () => {
  const { ask } = createSite();
  const body = JSON.stringify({ sdp: "v=0" });
  const headers = { "content-type": "application/json" };
  assertEquals(await outcome(ask("/doctor/echo", { method: "POST", body, headers })), "404");
  assertEquals(await outcome(ask("/doctor/echo")), "200");
  assertEquals(await outcome(ask("/doctor/echoes")), "404");
});

Deno.test("what is not there is 404, with a page", async () => {
  const { ask } = createSite();
  const paths = [
    "/nothing",
    "/assets/",
    "/assets/nothing.js",
    "/assets/../app.js",
    "/assets/%2e%2e/app.js",
    "/assets/constructor",
    "/assets/%ff",
    "/app.js",
    "/group/",
    "/group/absent/",
    "/group/absent",
    "/group/.hidden/",
    "/group/lecture/.hidden/x",
    "/group/lecture/.unknown",
    "/group/absent/.status",
    "/group/lecture/.status/x",
    "/group/a%2f..%2f..%2fx/",
    "/group/a%5cb/",
    "/group/%ff/",
    "/stats.json",
  ];
  for (const path of paths) {
    const response = await ask(path);
    assertEquals(response.status, 404, path);
    assertMatch(await response.text(), /Not found/);
    assert(response.headers.has("content-security-policy"), path);
  }
});

Deno.test("a path of a million slashes is answered like any other", async () => {
  const { ask } = createSite();
  const slashes = "/".repeat(1_000_000);
  // What takes quadratic time here holds up everybody for minutes.
  for (const path of [`/group/${slashes}x`, `/group/x${slashes}.y`, `/group/${slashes}`, slashes]) {
    assertEquals((await ask(path)).status, 404);
  }
  assertEquals((await ask(`/group/lecture${slashes}`)).status, 308);
});

Deno.test("nothing that is answered sets a cookie", async () => {
  const { ask } = createSite();
  for (const path of ["/", "/group/lecture/", "/group/lecture/.status", "/nothing", "/ws"]) {
    const { headers } = await ask(path);
    assertEquals(headers.get("set-cookie"), null, path);
  }
});

Deno.test("addresses of groups lead to their one form, and redirected groups elsewhere", async () => {
  const { ask } = createSite();
  assertEquals(await outcome(ask("/group/lecture")), "308 /group/lecture/");
  assertEquals(await outcome(ask("/group/lecture//")), "308 /group/lecture/");
  assertEquals(await outcome(ask("/group//lecture/")), "308 /group/lecture/");
  assertEquals(await outcome(ask("/group/a/b c")), "308 /group/a/b%20c/");
  assertEquals(await outcome(ask("/group/lecture/.status.json")), "308 /group/lecture/.status");
  assertEquals(await outcome(ask("/group/moved/")), "308 https://example.org/group/moved/");
  assertEquals(await outcome(ask("/group/broken/")), "500");
});

Deno.test("the status of a group says what everybody may know", async () => {
  const { ask } = createSite();
  const status = await ask("/group/lecture/.status");
  assertEquals(status.headers.get("content-type"), "application/json");
  assertEquals(status.headers.get("cache-control"), "no-cache");
  assertEquals(await status.json(), {
    name: "lecture",
    location: "https://meet.example.org:8443/group/lecture/",
    endpoint: "wss://meet.example.org:8443/ws",
    displayName: "Lecture",
    description: "Math",
    locked: false,
    clientCount: 0,
  });
  assertEquals(await (await ask("/group/private/.status")).json(), {
    name: "private",
    location: "https://meet.example.org:8443/group/private/",
    endpoint: "wss://meet.example.org:8443/ws",
    authServer: "https://auth.example.org/x",
  });
  assertEquals(await (await ask("/group/moved/.status")).json(), {
    name: "moved",
    redirect: "https://example.org/group/moved/",
  });
  const plain = await ask("/group/private/.status", {}, "http://localhost:8000");
  assertEquals((await plain.json()).endpoint, "ws://localhost:8000/ws");
  const publics = await (await ask("/public-groups.json")).json();
  assertEquals(publics.map((each: { name: string }) => each.name), ["lecture", "moved"]);
});

Deno.test("behind a proxy, URLs are those that it shows to the world", async () => {
  const cases: [proxyURL: string, origin: string, endpoint: string, location: string][] = [
    ["", "https://h:1", "wss://h:1/ws", "https://h:1/group/private/"],
    ["", "http://h:1", "ws://h:1/ws", "http://h:1/group/private/"],
    ["/p", "http://h:1", "ws://h:1/p/ws", "http://h:1/p/group/private/"],
    ["https:", "http://h:1", "wss://h:1/ws", "https://h:1/group/private/"],
    ["https:/p/", "http://h:1", "wss://h:1/p/ws", "https://h:1/p/group/private/"],
    ["//o:2", "https://h:1", "wss://o:2/ws", "https://o:2/group/private/"],
    ["https://o/p", "http://h:1", "wss://o/p/ws", "https://o/p/group/private/"],
  ];
  for (const [proxyURL, origin, endpoint, location] of cases) {
    const { ask } = createSite({ proxyURL });
    const status = await (await ask("/group/private/.status", {}, origin)).json();
    assertEquals([status.endpoint, status.location], [endpoint, location], proxyURL);
  }
});

Deno.test("a host that no server has is refused", async () => {
  const { ask } = createSite();
  for (const host of ["a;b", "a'b", "a,b", "", "[::1"]) {
    assertEquals((await ask("/", { headers: { host } })).status, 400, host);
  }
  assertEquals((await ask("/", { headers: { host: "[2001:db8::1]:8443" } })).status, 200);
});

Deno.test("other names of the server lead to the canonical one, for people's addresses", async () => {
  const { ask } = createSite({ canonicalHost: "Meet.example.org" });
  const there = "301 https://Meet.example.org";
  assertEquals(await outcome(ask("/group/lecture/?q=1")), `${there}/group/lecture/`);
  assertEquals(await outcome(ask("/group/lecture/.status")), `${there}/group/lecture/.status`);
  assertEquals(await outcome(ask("/assets/app.js")), `${there}/assets/app.js`);
  assertEquals(await outcome(ask("/public-groups.json")), "200");
  assertEquals(await outcome(ask("/healthz")), "200");
  assertEquals(await outcome(ask("/", {}, "https://meet.example.org")), "200");
});

Deno.test("pages are held to our own code and origin", async () => {
  const { ask } = createSite();
  const { headers } = await ask("/group/private/");
  const policy = headers.get("content-security-policy") ?? "";
  assertMatch(policy, /default-src 'none'; script-src 'self';/);
  assertMatch(
    policy,
    /connect-src 'self' wss:\/\/meet\.example\.org:8443 https:\/\/auth\.example\.org;/,
  );
  assertMatch(policy, /frame-ancestors 'none'/);
  assert(!policy.includes("unsafe"));
  assertEquals(headers.get("referrer-policy"), "no-referrer");
  assertEquals(headers.get("x-content-type-options"), "nosniff");
  assertEquals(
    headers.get("permissions-policy"),
    "camera=(self), microphone=(self), display-capture=(self)",
  );
});

Deno.test("a client that has a file already is not sent it again", async () => {
  const { ask } = createSite();
  const etag = (await ask("/assets/app.js")).headers.get("etag") ?? "";
  assertMatch(etag, /^"[\w-]{22}"$/);
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const response = await ask("/assets/app.js", { headers: { "if-none-match": tag } });
    assertEquals([response.status, response.headers.get("etag"), await response.text()], [
      304,
      etag,
      "",
    ]);
  }
  for (const tag of ['"other"', "W/", ""]) {
    const response = await ask("/assets/app.js", { headers: { "if-none-match": tag } });
    assertEquals([response.status, await response.text()], [200, "the code"]);
  }
});

Deno.test("a client keeps a file whose name tells its version, and asks for others each time", async () => {
  const { ask } = createSite(
    {},
    createEmbeddedFrontEnd({
      "index.html": TEXT.encode("<!doctype html>"),
      "app.js": TEXT.encode("the code"),
      "chunk-2ZBUGG4Z.js": TEXT.encode("more code"),
    }),
  );
  const caching = async (path: string) => (await ask(path)).headers.get("cache-control");
  assertEquals(await caching("/assets/chunk-2ZBUGG4Z.js"), "public, max-age=31536000, immutable");
  assertEquals(await caching("/assets/app.js"), "no-cache");
  assertEquals(await caching("/"), "no-cache");
});

Deno.test("text goes compressed to clients that understand it", async () => {
  const code = "let x = 1;\n".repeat(1000);
  const { ask } = createSite(
    {},
    createEmbeddedFrontEnd({
      "index.html": TEXT.encode("<!doctype html>"),
      "app.js": TEXT.encode(code),
      "font.woff2": new Uint8Array(1000),
    }),
  );
  const get = (path: string, accept: string, headers: Record<string, string> = {}) =>
    ask(path, { headers: { "accept-encoding": accept, ...headers } });
  const tags = new Set<string | null>();
  for (const accept of ["gzip", "br, GZIP;q=0.5", "gzip, deflate"]) {
    const response = await get("/assets/app.js", accept);
    assertEquals(response.headers.get("content-encoding"), "gzip", accept);
    assertEquals(response.headers.get("vary"), "accept-encoding");
    tags.add(response.headers.get("etag"));
    const text = response.body!.pipeThrough(new DecompressionStream("gzip"));
    assertEquals(await new Response(text).text(), code);
  }
  for (const accept of ["", "br", "gzip;q=0", "gzip; q=0.00", "xgzip"]) {
    const response = await get("/assets/app.js", accept);
    assertEquals(response.headers.get("content-encoding"), null, accept);
    tags.add(response.headers.get("etag"));
    assertEquals(await response.text(), code);
  }
  const [packed, plain] = [...tags];
  assertEquals(tags.size, 2);
  assertEquals((await get("/assets/app.js", "gzip", { "if-none-match": packed! })).status, 304);
  assertEquals((await get("/assets/app.js", "gzip", { "if-none-match": plain! })).status, 200);
  const font = await get("/assets/font.woff2", "gzip");
  assertEquals(font.headers.get("content-encoding"), null);
});

Deno.test("a further page is found under its name, whose last slash is put where it lacks", async () => {
  const { ask } = createSite(
    {},
    createEmbeddedFrontEnd({
      "index.html": TEXT.encode("main"),
      "admin.html": TEXT.encode("admin"),
      "admin.js": TEXT.encode("code"),
    }),
  );
  const page = await ask("/admin/");
  assertEquals([page.status, await page.text()], [200, "admin"]);
  assertStringIncludes(page.headers.get("content-security-policy")!, "default-src 'none'");
  const bare = await ask("/admin");
  assertEquals([bare.status, bare.headers.get("location")], [308, "/admin/"]);
  for (const path of ["/admin/x", "/admin.html", "/other/", "/ADMIN/", "//admin/"]) {
    assertEquals((await ask(path)).status, 404, path);
  }
});

Deno.test("HEAD answers as GET without a body, other methods are refused", async () => {
  const { ask } = createSite();
  const head = await ask("/group/lecture/.status", { method: "HEAD" });
  assertEquals([head.status, head.body], [200, null]);
  assertEquals((await ask("/", { method: "HEAD" })).body, null);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const response = await ask("/", { method });
    assertEquals([response.status, response.headers.get("allow")], [405, "GET, HEAD"]);
  }
});

Deno.test("WebSockets open for our own pages and for those that are listed", async () => {
  const { ask } = createSite({ allowOrigin: ["https://Friend.example.org"] });
  const open = (origin: string | null) =>
    ask("/ws", { headers: { upgrade: "websocket", ...(origin === null ? {} : { origin }) } });
  for (
    const origin of [
      null,
      "https://meet.example.org:8443",
      "http://MEET.example.org:8443",
      "https://friend.example.org",
    ]
  ) {
    assertEquals(await (await open(origin)).text(), "socket of 192.0.2.7:1", String(origin));
  }
  for (
    const origin of [
      "https://meet.example.org",
      "https://evil.example.org",
      "null",
      "https://",
      "x",
    ]
  ) {
    assertEquals((await open(origin)).status, 403, origin);
  }
  assertEquals((await ask("/ws")).status, 426);
});

Deno.test("pages of listed sites may read who is where, others may not", async () => {
  const { ask } = createSite({ allowOrigin: ["https://friend.example.org"] });
  for (const path of ["/public-groups.json", "/group/lecture/.status"]) {
    const reader = async (origin: string) => {
      const { headers, body } = await ask(path, { headers: { origin } });
      await body?.cancel();
      assertEquals(headers.get("vary"), "Origin");
      return headers.get("access-control-allow-origin");
    };
    assertEquals(await reader("https://friend.example.org"), "https://friend.example.org");
    assertEquals(await reader("https://evil.example.org"), null);
  }
});

Deno.test("behind a proxy, a client's address is what the proxy says", async () => {
  const { ask } = createSite({ trustedProxies: ["192.0.2.7"] });
  const headers = { upgrade: "websocket", "x-forwarded-for": "198.51.100.7" };
  assertEquals(await (await ask("/ws", { headers })).text(), "socket of 198.51.100.7");
});

Deno.test("health is one short word", async () => {
  const { ask } = createSite();
  assertEquals(await (await ask("/healthz")).text(), "ok\n");
});

Deno.test("a fault of ours is 500, is logged, and shows nothing of it", async () => {
  const { ask, lines } = createSite({}, {
    ...FRONT_END,
    file: () => Promise.reject(new Error("a secret")),
  });
  const response = await ask("/x");
  assertEquals([response.status, await response.text()], [500, "Internal server error\n"]);
  assertMatch(lines[0] ?? "", /a secret/);
});

Deno.test("an interface without a page is none", () => {
  assertThrows(() => createEmbeddedFrontEnd({ "app.js": TEXT.encode("x") }), RangeError);
});

Deno.test("the administrator's interface asks for a password, whatever the method", async () => {
  const { ask } = createSite();
  for (const method of ["GET", "HEAD", "PUT"]) {
    assertEquals((await ask("/galene-api/v0/.stats", { method })).status, 401);
  }
  assertEquals((await ask("/galene-api/v0/.stats", { method: "OPTIONS" })).status, 204);
  assertEquals((await ask("/galene-api/else")).status, 404);
});

Deno.test("a request to a host that is none is refused, and nobody's fault", async () => {
  const { site, lines } = createSite();
  const request = new Request("http://localhost/public-groups.json", {
    headers: { host: 'a"b<c>' },
  });
  // The runtime makes the URL of the header, without looking whether it is one.
  Object.defineProperty(request, "url", { value: 'http://a"b<c>/public-groups.json' });
  assertEquals((await handleRequest(site, request, "192.0.2.1:1")).status, 400);
  assertEquals(lines, []);
});
