import type { Page } from "puppeteer-core";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import { print } from "../print.ts";
import { until } from "../until.ts";
import { openPage } from "./browsers.ts";
import { createInspector } from "./inspection.ts";
import { meet, named } from "./meeting.ts";

/** How long all checks may take: connecting that fails takes 12 s, measuring 8 s. */
const CHECKS_LIMIT_MS = 60_000;

/** Opens the doctor's page and starts the tests. */
async function consult(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/doctor`);
  assertEquals(new URL(page.url()).pathname, "/doctor/");
  await page.locator(named("Start the tests")).click();
}

/** How each check stands, by its id. */
async function states(page: Page): Promise<Record<string, string>> {
  return await page.$$eval(
    "li[data-check]",
    (rows) => Object.fromEntries(rows.map(({ dataset }) => [dataset["check"], dataset["state"]])),
  );
}

/** The words of one check. */
async function words(page: Page, id: string): Promise<string> {
  return await page.$eval(`li[data-check="${id}"]`, (row) => (row as HTMLElement).innerText);
}

async function untilOver(page: Page): Promise<void> {
  await page.waitForSelector(named("Test again"), { timeout: CHECKS_LIMIT_MS });
}

/** The report, as it is copied. */
async function report(page: Page): Promise<string> {
  return await page.$eval(".report-text", (element) => element.textContent ?? "");
}

Deno.test("the connection doctor finds that all is well, measures, and writes a report", async () => {
  await meet(async ({ server, browser }) => {
    const { page } = await openPage(await browser("chromium"));
    const { found: faults, look } = createInspector();
    await consult(page, server.origin);
    await page.waitForSelector(named("I hear it"));
    await look(page, "tests that run");
    await page.locator(named("I hear it")).click();
    await untilOver(page);
    await look(page, "the report");
    assertEquals(faults, []);
    const found = await states(page);
    assertEquals(found, {
      browser: "good",
      camera: "good",
      microphone: "good",
      speaker: "good",
      socket: "good",
      udp: "good",
      tcp: "absent",
      turn: "absent",
      // This machine may be too busy to encode as much as the network would carry.
      upload: found["upload"]!,
      download: found["download"]!,
      stability: found["stability"]!,
    });
    assertStringIncludes(await words(page, "udp"), `:${server.udpPort}, UDP, direct`);
    for (const id of ["upload", "download"]) {
      const [, rate = "", unit = ""] = /([\d.]+) ([kM])b\/s/.exec(await words(page, id)) ?? [];
      const bps = Number(rate) * (unit === "M" ? 1e6 : 1e3);
      assert(bps > 50_000 && bps < 3e6, `${id}: ${rate} ${unit}b/s`);
      print(`${id} ${rate} ${unit}b/s`);
    }
    assertMatch(await words(page, "stability"), /Lost while receiving[:\s]+[\d.]+%/);
    const text = await report(page);
    assertStringIncludes(text, `Connection report for ${new URL(server.origin).host}`);
    assertStringIncludes(text, "[Good] Media over UDP");
    assertStringIncludes(text, "[Not offered] Media through a relay (TURN)");
    assertEquals(await page.evaluate(() => lecternTest.errors), []);

    // Nothing is left of it: connections, echo, devices.
    const open = await page.evaluate(() =>
      lecternTest.connections.filter(({ connectionState }) => connectionState !== "closed").length
    );
    assertEquals(open, 0);
    await page.locator(named("Test again")).click();
    await until("media to be tested again", async () => {
      return (await states(page))["udp"] === "good";
    }, CHECKS_LIMIT_MS);
    await page.locator(named("Stop")).click();
    const stopped = await states(page);
    assertEquals([stopped["socket"], stopped["upload"]], ["good", "skipped"]);
    assertStringIncludes(await report(page), "The tests were stopped.");
  });
});

Deno.test("the connection doctor says which port to open where no UDP gets through", async () => {
  // Nobody is at this address (RFC 5737).
  const flags = ["--public-address", "192.0.2.1"];
  await meet(async ({ server, browser }) => {
    const { page } = await openPage(await browser("chromium"));
    await consult(page, server.origin);
    await untilOver(page);
    const found = await states(page);
    assertEquals(
      ["socket", "udp", "upload", "speaker"].map((id) => found[id]),
      ["good", "trouble", "skipped", "asking"],
    );
    const advice = `Allow outgoing UDP from this computer to 192.0.2.1:${server.udpPort}`;
    assertStringIncludes(await words(page, "udp"), advice);
    assertStringIncludes(await report(page), advice);
    assertStringIncludes(await words(page, "udp"), "The server sees this computer as 127.0.0.1.");
  }, { flags });
});

Deno.test("the connection doctor says plainly that a server offers no test of media", async () => {
  await meet(async ({ server, browser }) => {
    const { page } = await openPage(await browser("chromium"));
    await consult(page, server.origin);
    await untilOver(page);
    const found = await states(page);
    assertEquals([found["socket"], found["udp"], found["stability"]], ["good", "absent", "absent"]);
    assertStringIncludes(await words(page, "udp"), "does not offer the test of media");
  }, { flags: ["--connection-tests", "0"] });
});
