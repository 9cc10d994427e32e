import { assert, assertEquals, assertMatch, assertRejects } from "../tests/assert.ts";
import type { FrontEnd } from "./front_end.ts";
import { createStaticFrontEnd } from "./static_files.ts";

const DIGITS = "0123456789".repeat(20_000);

/** Runs a test on a folder with some files, beside one that is nobody's business. */
async function withFolder(test: (frontEnd: FrontEnd, folder: string) => Promise<void>) {
  const parent = await Deno.makeTempDir();
  const folder = `${parent}/static`;
  try {
    await Deno.writeTextFile(`${parent}/secret`, "secret");
    await Deno.mkdir(`${folder}/third-party/empty`, { recursive: true });
    await Deno.mkdir(`${folder}/example`);
    await Deno.writeTextFile(`${folder}/index.html`, "start");
    await Deno.writeTextFile(`${folder}/galene.html`, "group");
    await Deno.writeTextFile(`${folder}/404.html`, "lost");
    await Deno.writeTextFile(`${folder}/a b.js`, "code");
    await Deno.writeTextFile(`${folder}/example/index.html`, "example");
    await Deno.writeTextFile(`${folder}/digits.bin`, DIGITS);
    await Deno.writeTextFile(`${folder}/nothing`, "");
    await Deno.symlink(`${parent}/secret`, `${folder}/link`);
    await Deno.symlink(parent, `${folder}/up`);
    await Deno.symlink("index.html", `${folder}/inner`);
    await Deno.symlink("loop", `${folder}/loop`);
    await test(await createStaticFrontEnd(folder), folder);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

function ask(frontEnd: FrontEnd, path: string, headers: HeadersInit = {}): Promise<Response> {
  return frontEnd.file(new Request("http://localhost/", { headers }), path);
}

Deno.test("files, folders and the group's page are found", async () => {
  await withFolder(async (frontEnd) => {
    const cases: [path: string, status: number, text: string][] = [
      ["/", 200, "start"],
      ["/index.html", 200, "start"],
      ["/inner", 200, "start"],
      ["/a%20b.js", 200, "code"],
      ["/example/", 200, "example"],
      ["/nothing", 200, ""],
      ["/third-party/", 403, "Forbidden\n"],
      ["/absent", 404, "lost"],
      ["/index.html/", 404, "lost"],
      ["/index.html/x", 404, "lost"],
    ];
    for (const [path, status, text] of cases) {
      const response = await ask(frontEnd, path);
      assertEquals([response.status, await response.text()], [status, text], path);
    }
    const folder = await ask(frontEnd, "/example");
    assertEquals([folder.status, folder.headers.get("location")], [308, "/example/"]);
    const elsewhere = await ask(frontEnd, "//example");
    assertEquals(elsewhere.headers.get("location"), "/example/");
    const group = await frontEnd.groupPage(new Request("http://localhost/group/x/"));
    assertEquals(await group.text(), "group");
    assertMatch((await ask(frontEnd, "/a%20b.js")).headers.get("content-type") ?? "", /javascript/);
  });
});

Deno.test("nothing outside of the folder is read", async () => {
  await withFolder(async (frontEnd) => {
    const paths = [
      "/../secret",
      "/%2e%2e/secret",
      "/..%2fsecret",
      "/example/..%2f..%2fsecret",
      "/..\\secret",
      "/%5c..%5csecret",
      "/link",
      "/up/",
      "/up/secret",
      "/up/static/index.html/../../../secret",
      "/loop",
      "/secret%00.html",
      "/%ff",
      "//../secret",
    ];
    for (const path of paths) {
      const response = await ask(frontEnd, path);
      assertEquals([response.status, await response.text()], [404, "lost"], path);
    }
  });
});

Deno.test("a client that has a file is told so, by tag or by date", async () => {
  await withFolder(async (frontEnd, folder) => {
    await Deno.utime(`${folder}/index.html`, 1_700_000_000, 1_700_000_000.5);
    const { headers, body } = await ask(frontEnd, "/");
    await body?.cancel();
    const etag = headers.get("etag") ?? "";
    const date = headers.get("last-modified") ?? "";
    assertEquals(date, "Tue, 14 Nov 2023 22:13:20 GMT");
    const status = async (conditions: HeadersInit) => {
      const response = await ask(frontEnd, "/", conditions);
      await response.body?.cancel();
      return response.status;
    };
    assertEquals(await status({ "if-none-match": etag }), 304);
    assertEquals(await status({ "if-modified-since": date }), 304);
    assertEquals(await status({ "if-none-match": '"x"', "if-modified-since": date }), 200);
    assertEquals(await status({ "if-modified-since": "Tue, 14 Nov 2023 22:13:19 GMT" }), 200);
    assertEquals(await status({ "if-modified-since": "yesterday" }), 200);
  });
});

Deno.test("a part of a file is sent where one is asked for", async () => {
  await withFolder(async (frontEnd) => {
    const size = DIGITS.length;
    const whole = await ask(frontEnd, "/digits.bin");
    const etag = whole.headers.get("etag") ?? "";
    assertEquals(whole.headers.get("content-length"), `${size}`);
    assertEquals(await whole.text(), DIGITS);
    const parts: [range: string, start: number, end: number][] = [
      ["bytes=0-0", 0, 0],
      ["bytes=5-17", 5, 17],
      ["bytes=100000-", 100_000, size - 1],
      ["bytes=-7", size - 7, size - 1],
      [`bytes=-${size + 1}`, 0, size - 1],
      ["bytes=3-999999999999", 3, size - 1],
    ];
    for (const [range, start, end] of parts) {
      const response = await ask(frontEnd, "/digits.bin", { range });
      assertEquals(response.status, 206, range);
      assertEquals(response.headers.get("content-range"), `bytes ${start}-${end}/${size}`);
      assertEquals(response.headers.get("content-length"), `${end - start + 1}`);
      assertEquals(await response.text(), DIGITS.slice(start, end + 1), range);
    }
    for (const range of [`bytes=${size}-`, "bytes=-0"]) {
      const response = await ask(frontEnd, "/digits.bin", { range });
      assertEquals(response.status, 416, range);
      assertEquals(response.headers.get("content-range"), `bytes */${size}`);
    }
    for (const range of ["bytes=5-3", "bytes=-", "lines=1-2", "bytes=1-2,4-5", "bytes=x-"]) {
      const response = await ask(frontEnd, "/digits.bin", { range });
      await response.body?.cancel();
      assertEquals(response.status, 200, range);
    }
    const conditional = async (condition: string) => {
      const headers = { range: "bytes=0-1", "if-range": condition };
      const response = await ask(frontEnd, "/digits.bin", headers);
      await response.body?.cancel();
      return response.status;
    };
    assertEquals([await conditional(etag), await conditional('"old"')], [206, 200]);
    const empty = await ask(frontEnd, "/nothing", { range: "bytes=0-" });
    assertEquals(empty.status, 416);
  });
});

Deno.test("a folder without its own pages has plain ones, and index.html for groups", async () => {
  await withFolder(async (frontEnd, folder) => {
    await Deno.remove(`${folder}/404.html`);
    await Deno.remove(`${folder}/galene.html`);
    const lost = await ask(frontEnd, "/absent");
    assertEquals(lost.status, 404);
    assertMatch(await lost.text(), /Not found/);
    const group = await frontEnd.groupPage(new Request("http://localhost/group/x/"));
    assertEquals(await group.text(), "start");
  });
});

Deno.test("Galène's front end may do what it needs to", async () => {
  await withFolder((frontEnd) => {
    const policy = frontEnd.contentSecurityPolicy(["https://auth.example.org"]);
    assertEquals(
      policy,
      "connect-src https://auth.example.org ws: wss: 'self'; img-src 'self'; " +
        "media-src blob: 'self'; script-src 'unsafe-eval' 'self'; default-src 'self'",
    );
    return Promise.resolve();
  });
});

Deno.test("what is no readable folder is refused with a sentence", async () => {
  await assertRejects(() => createStaticFrontEnd("/nowhere/at/all"), Error, "/nowhere/at/all");
  await withFolder(async (_, folder) => {
    await assertRejects(() => createStaticFrontEnd(`${folder}/index.html`), Error, "cannot read");
    assert(true);
  });
});
