import { assert, assertEquals, assertMatch } from "../assert.ts";
import { openPage } from "./browsers.ts";
import { GROUP, joinRoom, meet, named, untilShown } from "./meeting.ts";

/** Every page that there is. */
const PAGES = [
  "/",
  `/group/${GROUP}/`,
  "/admin/",
  "/doctor/",
  "/client/",
  "/styleguide/",
  "/nowhere/",
];

/** The directives of a policy by their names. */
function readPolicy(header: string): Map<string, string[]> {
  return new Map(
    header.split(";").map((part) => {
      const [name = "", ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

Deno.test("no page asks anybody but its own server for anything", async () => {
  await meet(async ({ browser, server }) => {
    const asked = new Set<string>();
    const violations: string[] = [];
    for (const path of PAGES) {
      const { page, context } = await openPage(await browser("chromium"));
      page.on("request", (request) => asked.add(request.url()));
      await page.evaluateOnNewDocument(() => {
        addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
          lecternTest.errors.push(`${violatedDirective} ${blockedURI}`);
        });
      });
      await page.goto(server.origin + path, { waitUntil: "networkidle0" });
      if (path === `/group/${GROUP}/`) {
        const person = { name: "Ada", page, context };
        await joinRoom(person);
        for (const key of ["c", "?"] as const) await page.keyboard.press(key);
        await untilShown(person, "Ada");
      }
      violations.push(...await page.evaluate(() => lecternTest.errors));
      await context.close();
    }
    const { host } = new URL(server.origin);
    const others = [...asked].filter((url) => /^(?:https?|wss?):/.test(url))
      .filter((url) => new URL(url).host !== host);
    assert(asked.size > PAGES.length);
    assertEquals(others, []);
    assertEquals(violations, []);
  });
});

Deno.test("every page comes with a policy that lets nothing be evaluated, and nothing come from elsewhere", async () => {
  await meet(async ({ server }) => {
    for (const path of PAGES) {
      const response = await fetch(server.origin + path);
      await response.body?.cancel();
      const policy = readPolicy(response.headers.get("content-security-policy") ?? "");
      assertEquals(policy.get("default-src"), ["'none'"], path);
      assertEquals(policy.get("script-src"), ["'self'"], path);
      assertEquals(policy.get("style-src"), ["'self'"], path);
      assertEquals(policy.get("frame-ancestors"), ["'none'"], path);
      const unsafe = [...policy.values()].flat().filter((source) => /unsafe|\*/.test(source));
      assertEquals(unsafe, [], path);
      assertEquals(response.headers.get("x-content-type-options"), "nosniff", path);
    }
  });
});

Deno.test("the interface can be installed: Chromium reads the manifest and finds its icons", async () => {
  await meet(async ({ browser, server }) => {
    const { page } = await openPage(await browser("chromium"));
    await page.goto(`${server.origin}/group/${GROUP}/`);
    await page.waitForSelector(named("Join"));
    const session = await page.createCDPSession();
    const { url, errors } = await session.send("Page.getAppManifest");
    assertEquals(errors, []);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // A page of its own profile, as tests have it, counts as incognito.
    const hindrances = installabilityErrors.map(({ errorId }) => errorId)
      .filter((id) => id !== "in-incognito");
    assertEquals(hindrances, []);
    const response = await fetch(url);
    assertMatch(response.headers.get("content-type") ?? "", /^application\/manifest\+json/);
    const { icons, display, start_url } = await response.json();
    assertEquals([display, start_url], ["standalone", "/"]);
    for (const { src, type } of icons) {
      const icon = await fetch(server.origin + src);
      assertEquals([icon.status, icon.headers.get("content-type")], [200, type], src);
      await icon.body?.cancel();
    }
    assert(icons.some(({ purpose }: { purpose: string }) => purpose === "maskable"));
  });
});
