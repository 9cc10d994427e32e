import { assert, assertEquals } from "../tests/assert.ts";
import { createLog, type Level, type LogFields, type LogFormat } from "./log.ts";

const TIME_MS = Date.UTC(2026, 0, 2, 3, 4, 5, 6);

/** What a log of that level and format writes. */
function lines(
  level: Level,
  format: LogFormat,
  events: [Level, string, LogFields?][],
): string[] {
  const written: string[] = [];
  const log = createLog({
    level,
    format,
    clock: () => TIME_MS,
    write: (line) => written.push(line),
  });
  for (const [each, message, fields] of events) log[each](message, fields);
  return written;
}

function text(message: string, fields: LogFields): string {
  return lines("info", "text", [["info", message, fields]])[0]!;
}

function json(message: string, fields: LogFields): Record<string, unknown> {
  return JSON.parse(lines("info", "json", [["info", message, fields]])[0]!);
}

Deno.test("only events of the level and graver ones are written", () => {
  const events: [Level, string][] = [["error", "e"], ["warn", "w"], ["info", "i"], ["debug", "d"]];
  assertEquals(lines("error", "text", events).length, 1);
  assertEquals(lines("warn", "text", events).length, 2);
  assertEquals(lines("info", "text", events).length, 3);
  assertEquals(lines("debug", "text", events).length, 4);
});

Deno.test("a line for people has time, level, message and fields", () => {
  assertEquals(
    text("A member joined", {
      group: "a/b",
      members: 3,
      name: "John Doe",
      none: undefined,
      no: null,
    }),
    '2026-01-02T03:04:05.006Z INFO  A member joined group=a/b members=3 name="John Doe" no=null\n',
  );
});

Deno.test("a line for programs has the same", () => {
  assertEquals(json("A member joined", { group: "a/b", members: 3, gone: undefined }), {
    time: "2026-01-02T03:04:05.006Z",
    level: "info",
    message: "A member joined",
    group: "a/b",
    members: 3,
  });
});

Deno.test("no field can pass for time, level or message", () => {
  const line = json("m", { level: "error", message: "forged", time: "then" });
  assertEquals([line.level, line.message, line.level_, line.message_, line.time_], [
    "info",
    "m",
    "error",
    "forged",
    "then",
  ]);
});

const NASTY = 'a\nb\r\u001b[2J\u007f\u009b\u2028\u202e\u2066 "q" \\ =';

// deno-lint-ignore no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

Deno.test("whatever outsiders send, one event is one line of printable characters", () => {
  for (const format of ["text", "json"] as const) {
    const [line] = lines("info", format, [["info", `m ${NASTY}`, { name: NASTY }]]);
    assert(line!.endsWith("\n"));
    assertEquals(UNPRINTABLE.test(line!.slice(0, -1)), false, line);
  }
});

Deno.test("programs get back exactly what outsiders sent", () => {
  assertEquals(json("m", { name: NASTY }).name, NASTY);
});

Deno.test("a value cannot look like another field", () => {
  assertEquals(text("m", { name: "x group=y" }).endsWith('name="x group=y"\n'), true);
});

Deno.test("passwords, tokens and the like are never written", () => {
  const fields = {
    password: "s3cret",
    newPassword: "s3cret",
    token: "s3cret",
    Authorization: "s3cret",
    cookie: "s3cret",
    clientSecret: "s3cret",
  };
  for (const format of ["text", "json"] as const) {
    const [line] = lines("info", format, [["info", "m", fields]]);
    assertEquals(line!.includes("s3cret"), false, line);
  }
});

Deno.test("an endless value is cut short", () => {
  const line = text("m", { name: "x".repeat(1_000_000) });
  assert(line.length < 5000 && line.includes("more)"), `${line.length} characters`);
});
