import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { print } from "../print.ts";
import { join } from "../integration/galene_client.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const GROUP = "lecture";

/** The binary under test; these tests have no meaning without one. */
function binaryPath(): string {
  const named = Deno.env.get("LECTERN_BINARY");
  if (!named) throw new Error("LECTERN_BINARY names no binary; use: deno task test:binary");
  return new URL(named, "file://" + ROOT).pathname;
}

for (
  const [openssl, backend] of [[true, /SRTP by libcrypto/], [false, /SRTP by WebAssembly/]] as const
) {
  const libraries = openssl ? "libc and libcrypto" : "libc alone";
  Deno.test(`in a read-only root with ${libraries} the binary serves page, files and WebSocket`, async () => {
    binaryPath();
    const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP }, openssl });
    try {
      const health = await fetch(`${server.origin}/healthz`);
      assertEquals([health.status, await health.text()], [200, "ok\n"]);

      const page = await fetch(`${server.origin}/group/${GROUP}/`);
      const html = await page.text();
      assertStringIncludes(page.headers.get("content-type") ?? "", "text/html");
      const entry = /<script[^>]* src="([^"]+)"/.exec(html)?.[1];
      assert(entry, "the page names no script");
      const preloaded = html.matchAll(/<link rel="modulepreload" href="([^"]+)"/g);
      let length = 0;
      for (const script of [entry, ...preloaded.map(([, href = ""]) => href)]) {
        const code = await fetch(new URL(script, page.url));
        assertEquals(code.status, 200, script);
        assertStringIncludes(code.headers.get("content-type") ?? "", "javascript");
        length += (await code.text()).length;
      }
      assert(length > 100_000, `${length} characters of script are too few to be ours`);

      const ada = await join(server.origin, GROUP, "Ada");
      await ada.close();
      const line = server.log().split("\n").find((text) => backend.test(text));
      assert(line, `the log does not say ${backend}:\n${server.log()}`);
      // The C library is there in both, and with it the faster way for datagrams.
      assertStringIncludes(line, "UDP by recvmmsg");
      print(`with ${libraries}: UDP by recvmmsg, ${/SRTP by [^(,]*/.exec(line)![0].trim()}`);
    } finally {
      await server.dispose();
    }
  });
}

Deno.test("the packages of tests and of the interface's build are not in the binary", async () => {
  const bytes = await Deno.readFile(binaryPath());
  const text = new TextDecoder("latin1").decode(bytes);
  print(`${(bytes.length / 1e6).toFixed(0)} MB`);
  assert(text.includes("werift"), "this is not the binary");
  for (const name of ["puppeteer-core", "chromium-bidi", "@esbuild", "lucide-preact"]) {
    assert(!text.includes(`${name}@`), `${name} is in the binary`);
  }
});
