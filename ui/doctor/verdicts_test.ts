import { assert, assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import type { Figures } from "./figures.ts";
import { writeReport } from "./report.ts";
import { CHECKS, createRows, outcome } from "./row.ts";
import { text } from "./text.ts";
import { judgeFigures, judgePath, type PathFindings } from "./verdicts.ts";

const FINDINGS: PathFindings = {
  candidates: [{ transport: "udp", address: "192.0.2.1", port: 8443 }],
  path: { protocol: "udp", relayed: false, localType: "host", remote: "192.0.2.1:8443" },
  handshakeFailed: false,
  seenAs: "198.51.100.7",
  relays: [],
  relayReached: false,
};

const FIGURES: Figures = {
  upBps: 2e6,
  downBps: 1.9e6,
  upLoss: 0,
  downLoss: 0.001,
  jitterMs: 3,
  roundTripMs: 20,
  machineBusy: false,
};

function path(change: Partial<PathFindings> = {}) {
  return judgePath({ ...FINDINGS, ...change });
}

function states(found: Readonly<Record<string, { readonly state: string }>>): string {
  return Object.entries(found).map(([id, { state }]) => `${id} ${state}`).join(", ");
}

Deno.test("a server with UDP alone is well over UDP, and says so of the rest", () => {
  const found = path();
  assertEquals(states(found), "udp good, tcp absent, turn absent");
  assertStringIncludes(found.udp.facts[0]!.value, "192.0.2.1:8443, UDP, direct");
});

Deno.test("blocked UDP names protocol, address, port and the visitor's address", () => {
  const { udp, tcp } = path({ path: null });
  assertEquals(udp.state, "trouble");
  for (const word of ["UDP", "192.0.2.1:8443", "198.51.100.7"]) {
    assertStringIncludes(udp.advice, word);
  }
  assertEquals(tcp.state, "absent");
  assertStringIncludes(
    path({ path: null, candidates: [], seenAs: "" }).udp.advice,
    text.udp.noPlaces,
  );
});

Deno.test("a handshake that fails on an open way is told from a blocked way", () => {
  const { udp } = path({ path: null, handshakeFailed: true });
  assertEquals(udp.meaning, text.udp.broken);
  assertStringIncludes(udp.advice, "DTLS");
});

Deno.test("ways past a blocked UDP show in their own rows", () => {
  const tcp = { transport: "tcp", address: "192.0.2.1", port: 443 } as const;
  const candidates = [...FINDINGS.candidates, tcp];
  const overTcp = { protocol: "tcp", relayed: false, localType: "host", remote: "x" } as const;
  const relay = { protocol: "udp", relayed: true, localType: "relay", remote: "x" } as const;
  const relays = ["turn:192.0.2.1:443?transport=tcp"];
  assertEquals(
    [
      path({ candidates }),
      path({ candidates, path: overTcp }),
      path({ candidates, path: null }),
      path({ relays, relayReached: true, path: relay }),
      path({ relays }),
    ].map(states),
    [
      "udp good, tcp skipped, turn absent",
      "udp trouble, tcp good, turn absent",
      "udp trouble, tcp trouble, turn absent",
      "udp trouble, tcp absent, turn good",
      "udp good, tcp absent, turn trouble",
    ],
  );
});

Deno.test("rates are judged by what a camera takes", () => {
  const meaning = (upBps: number) => judgeFigures({ ...FIGURES, upBps }).upload;
  assertEquals(meaning(1_000_000).state, "good");
  assertEquals(meaning(999_999).meaning, text.rate.upLow);
  assertEquals(meaning(249_999).meaning, text.rate.upBad);
  assertStringIncludes(meaning(249_999).advice, "250 kb/s");
  assertEquals(judgeFigures({ ...FIGURES, downBps: 0 }).download.meaning, text.rate.downBad);
});

Deno.test("a busy machine and a slow sender are not blamed on the network", () => {
  const slow = judgeFigures({ ...FIGURES, upBps: 5e5, downBps: 4.5e5, machineBusy: true });
  assertEquals([slow.upload.meaning, slow.upload.advice], [text.rate.busy, ""]);
  assertEquals(slow.download.meaning, text.rate.returned);
  const held = judgeFigures({ ...FIGURES, upBps: 2e6, downBps: 4.5e5, machineBusy: true });
  assertEquals([held.upload.state, held.download.meaning], ["good", text.rate.downLow]);
});

Deno.test("loss, uneven pace and long ways are told apart, the gravest first", () => {
  const meaning = (change: Partial<Figures>) => judgeFigures({ ...FIGURES, ...change }).stability;
  assertEquals(meaning({}).state, "good");
  assertEquals(meaning({ upLoss: 0.05, jitterMs: 99 }).meaning, text.stability.loss);
  assertEquals(meaning({ downLoss: 0.05 }).meaning, text.stability.loss);
  assertEquals(meaning({ jitterMs: 99, roundTripMs: 999 }).meaning, text.stability.jitter);
  assertEquals(meaning({ roundTripMs: 999 }).meaning, text.stability.delay);
  const unknown = meaning({ upLoss: null, downLoss: null, jitterMs: null, roundTripMs: null });
  assertEquals([unknown.state, unknown.facts.length], ["good", 0]);
});

Deno.test("every text of a verdict is a sentence", () => {
  const all = [path(), path({ path: null }), path({ handshakeFailed: true, path: null })]
    .flatMap((found) => Object.values(found))
    .concat(Object.values(judgeFigures({ ...FIGURES, upBps: 1, downLoss: 1 })));
  for (const { meaning, advice } of all) {
    assert(/^[A-Z].*\.$/.test(meaning), meaning);
    assert(advice === "" || /^[A-Z].*\.$/.test(advice), advice);
  }
});

Deno.test("the report has a line for every check, with figures and advice", () => {
  const facts = [{ name: "Rate", value: "1 kb/s" }];
  const rows = { ...createRows(), udp: outcome("trouble", "It fails.", "Open it.", facts) };
  const report = writeReport(rows, { site: "meet.example.org", time: "now", userAgent: "Tester" });
  for (const id of CHECKS) assertStringIncludes(report, `] ${text.names[id]}\n`);
  assertStringIncludes(
    report,
    `[Trouble] ${text.names.udp}\n  It fails.\n  Rate: 1 kb/s\n  > Open it.\n`,
  );
  assertStringIncludes(report, "Connection report for meet.example.org, now\nTester\n");
});
