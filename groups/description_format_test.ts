import { assert, assertEquals, assertStringIncludes } from "../tests/assert.ts";
import { createRandom, fuzz } from "../tests/random.ts";
import {
  createDescription,
  type Description,
  groupCodecs,
  maxHistoryAgeMs,
} from "./description.ts";
import {
  type DescriptionFormat,
  descriptionToJson,
  parseDescription,
} from "./description_format.ts";
import { createPassword } from "./password.ts";
import type { Problem } from "./source.ts";

function parse(text: string, format: DescriptionFormat = "json"): Description {
  const parsed = parseDescription(text, format);
  assert(parsed.type === "description", JSON.stringify(parsed));
  return parsed.description;
}

function problem(text: string, format: DescriptionFormat = "json"): Problem {
  const parsed = parseDescription(text, format);
  assert(parsed.type === "problem", "was accepted");
  return parsed.problem;
}

const ALL_FIELDS = `{
  "displayName": "Lecture",
  "description": "On things",
  "contact": "jch@example.org",
  "comment": "c",
  "public": true,
  "redirect": "https://example.org/group/x/",
  "max-clients": 10,
  "max-history-age": 60,
  "expires": "2026-09-01T10:00:00+02:00",
  "not-before": "2026-09-01T06:30:00.5Z",
  "allow-recording": true,
  "unrestricted-tokens": true,
  "auto-subgroups": true,
  "autolock": true,
  "autokick": true,
  "lobby": true,
  "users": {"jch": {"password": "x", "permissions": "op"}, "": {}},
  "wildcard-user": {},
  "authKeys": [{"kty": "oct", "x": [1, {"y": null}]}],
  "authServer": "https://auth.example.org/",
  "authPortal": "https://portal.example.org/",
  "codecs": ["vp9", "opus"],
  "suggest": ["camera", "microphone"]
}`;

const ALL: Description = {
  displayName: "Lecture",
  description: "On things",
  contact: "jch@example.org",
  comment: "c",
  public: true,
  redirect: "https://example.org/group/x/",
  maxClients: 10,
  maxHistoryAgeS: 60,
  expiresMs: Date.UTC(2026, 8, 1, 8),
  notBeforeMs: Date.UTC(2026, 8, 1, 6, 30, 0, 500),
  allowRecording: true,
  unrestrictedTokens: true,
  autoSubgroups: true,
  autolock: true,
  autokick: true,
  lobby: true,
  users: new Map([
    ["jch", { password: createPassword({ type: "plain", key: "x" }), permissions: "op" as const }],
    ["", { password: null, permissions: null }],
  ]),
  wildcardUser: { password: null, permissions: null },
  authKeys: [{ kty: "oct", x: [1, { y: null }] }],
  authServer: "https://auth.example.org/",
  authPortal: "https://portal.example.org/",
  codecs: ["vp9", "opus"],
  suggest: ["camera", "microphone"],
};

Deno.test("every field of Galène's is read, from JSON and from the same text as YAML", () => {
  assertEquals(parse(ALL_FIELDS), ALL);
  assertEquals(parse(ALL_FIELDS, "yaml"), ALL);
});

Deno.test("every field of Galène's survives writing, in its order", () => {
  const written = descriptionToJson(ALL);
  assertEquals(parse(JSON.stringify(written)), ALL);
  assertEquals(Object.keys(written), Object.keys(JSON.parse(ALL_FIELDS)));
});

Deno.test("an empty file describes an empty group, and is written as one", () => {
  assertEquals(parse("{}"), createDescription());
  assertEquals(descriptionToJson(createDescription()), {});
});

Deno.test("null is as good as nothing, in every field", () => {
  const fields = [...Object.keys(JSON.parse(ALL_FIELDS)), "op", "other", "allow-subgroups"];
  const nulls = Object.fromEntries(fields.map((field) => [field, null]));
  assertEquals(parse(JSON.stringify(nulls)), createDescription());
});

Deno.test("names of fields match without regard to case, as in Galène", () => {
  assertEquals(parse('{"DisplayName": "x", "PUBLIC": true}').displayName, "x");
});

Deno.test("YAML in blocks reads well", () => {
  const text = "displayName: Übung\nusers:\n  jch:\n    password: 'x'\n    permissions: op\n";
  assertEquals(parse(text, "yaml").users.get("jch")?.permissions, "op");
});

for (
  const [text, line, ...parts] of [
    ['{"users": {\n"jch": {"permissions": "boss"}}}', 2, "users.jch.permissions", "op, present"],
    ['{"users": {"jch": {"permissions": ["op",\n1]}}}', 2, "users.jch.permissions.1", "in quotes"],
    ['{"public":\n"true"}', 1, '"public" must be true or false, not text', "without quotes"],
    ['{\n"max-clients": "5"}', 2, '"max-clients" must be a whole number', "without quotes"],
    ['{"max-clients": 1.5}', 1, "must be a whole number, not a number with a fraction"],
    ['{"displayName": 5}', 1, '"displayName" must be text, not a number: put it in quotes'],
    ['{"codecs": "vp8"}', 1, '"codecs" must be a list, not text'],
    ['{"suggest": ["camera", "hat"]}', 1, '"suggest.1" must be camera or microphone'],
    ['{"users": []}', 1, '"users" must be an object, not a list'],
    ['{"wildcard-user": "x"}', 1, '"wildcard-user" must be an object, not text'],
    ['{"authKeys": ["x"]}', 1, '"authKeys.0" must be an object'],
    ['{"expires": "tomorrow"}', 1, '"expires" must be a time such as 2026'],
    ['{"expires": "2026-02-30T00:00:00Z"}', 1, '"expires" must be a time such as 2026'],
    ['{"expires": 5}', 1, '"expires" must be text'],
    ['{"redirect": "javascript:alert(1)"}', 1, '"redirect" must be a web address'],
    ['{"dispalyName": "x"}', 1, '"dispalyName" is unknown', 'did you mean "displayName"?'],
    ['{"zzz": "x"}', 1, '"zzz" is unknown', "remove it", "displayName"],
    ['{"users": {"a": {"passwort": "x"}}}', 1, "users.a.passwort", 'did you mean "password"?'],
    ['{"users": {"a": {"password": 1}}}', 1, "users.a.password", "put it in quotes"],
    ['{"users": {"a": {"password": {"type": 1}}}}', 1, "users.a.password.type"],
    ["[]", 1, "the file must be an object, not a list"],
    ["{", 1, "the end of the text"],
  ] as const
) {
  Deno.test(`${JSON.stringify(text)} is an error with line, field and remedy`, () => {
    const found = problem(text);
    assertEquals(found.line, line);
    for (const part of parts) assertStringIncludes(found.message, part);
  });
}

Deno.test("an error in YAML has its line", () => {
  const found = problem("displayName: x\nusers:\n  jch:\n    permissions: boss\n", "yaml");
  assertEquals(found.line, 4);
});

Deno.test("no error quotes a password", () => {
  for (
    const text of [
      '{"users": {"a": {"password": ["hunter2"]}}}',
      '{"users": {"a": {"password": "hunter2}}}',
      '{"users": {"a": {"password": {"type": "plain", "key": ["hunter2"]}}}}',
      '{"users": {"a": {"permissions": "hunter2"}}}',
    ]
  ) {
    assertEquals(problem(text).message.includes("hunter2"), false, text);
    assertEquals(problem(text, "yaml").message.includes("hunter2"), false, text);
  }
});

Deno.test("what is odd but harmless is a warning with its line", () => {
  const text = `{
    "allow-anonymous": true,
    "codecs": ["vp8",
      "theora"],
    "users": {
      "../x": {},
      "jch": {"password": {"type": "scrypt", "key": "x"}}
    },
    "op": [{"username": "jch"},
      {}],
    "other": [
      {}]
  }`;
  const parsed = parseDescription(text, "json");
  assert(parsed.type === "description");
  assertEquals(parsed.warnings.map(({ line }) => line), [2, 4, 6, 7, 9, 12]);
  assertEquals(groupCodecs(parsed.description), ["vp8"]);
  assertEquals(parsed.description.wildcardUser?.permissions, "op");
});

Deno.test("an obsolete user without a password may use any", () => {
  const description = parse('{"presenter": [{"username": "john"}]}');
  assertEquals(description.users.get("john"), {
    password: createPassword({ type: "wildcard" }),
    permissions: "present",
  });
});

Deno.test("users may have names that mean something to JavaScript", () => {
  const description = parse('{"users": {"__proto__": {"permissions": "op"}, "toString": {}}}');
  assertEquals([...description.users.keys()], ["__proto__", "toString"]);
  const written = JSON.stringify(descriptionToJson(description));
  assertEquals(parse(written).users, description.users);
});

Deno.test("codecs default to VP8 and Opus, chat is remembered for four hours", () => {
  assertEquals(groupCodecs(createDescription()), ["vp8", "opus"]);
  assertEquals(maxHistoryAgeMs(createDescription()), 4 * 3_600_000);
  assertEquals(maxHistoryAgeMs(createDescription({ maxHistoryAgeS: 10 })), 10_000);
});

Deno.test("whatever JSON comes, it is read into a description that can be written, or has a line", () => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const samples = [ALL_FIELDS, '{"op":[{"username":"a"}],"other":[{}]}', '{"public":true}'].map(
    (text) => encoder.encode(text),
  );
  let accepted = 0;
  fuzz(2, 1024, samples, (buf, start, end) => {
    const text = decoder.decode(buf.subarray(start, end));
    const parsed = parseDescription(text, "json");
    if (parsed.type === "problem") {
      assert(parsed.problem.line >= 1 && parsed.problem.message !== "");
      return;
    }
    accepted++;
    const written = JSON.stringify(descriptionToJson(parsed.description));
    assertEquals(parseDescription(written, "json").type, "description", written);
  });
  assert(accepted > 1000, `only ${accepted} inputs were descriptions`);
});

Deno.test("whatever YAML comes, it is read or has a line", () => {
  const random = createRandom(3);
  const sample = "displayName: x\npublic: true\nusers:\n  jch: {password: a, permissions: op}\n" +
    "codecs:\n  - vp8\n  - opus\nmax-clients: 5\nwildcard-user: &w\n  permissions: message\n";
  const pieces = [
    "\n",
    "  ",
    "- ",
    ": ",
    "&w",
    "*w",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "|",
    "#",
    "!!",
    "\t",
  ];
  let accepted = 0;
  for (let i = 0; i < 5000; i++) {
    let text = sample;
    for (let n = random.int(5); n > 0; n--) {
      const at = random.int(text.length + 1);
      const piece = pieces[random.int(pieces.length)]!;
      text = text.slice(0, at) + piece + text.slice(at + random.int(4));
    }
    const parsed = parseDescription(text, "yaml");
    if (parsed.type === "description") accepted++;
    else {assert(
        parsed.problem.line >= 1 && parsed.problem.line <= text.split("\n").length,
        text,
      );}
  }
  assert(accepted > 100 && accepted < 4900, `${accepted} of 5000 were descriptions`);
});

Deno.test("of a file with no end of oddities or errors only the first are told, soon", () => {
  const many = (item: (i: number) => string) => Array.from({ length: 60_000 }, (_, i) => item(i));
  const odd = parseDescription(`{"codecs":[\n${many(() => '"x"').join(",\n")}]}`, "json");
  assert(odd.type === "description");
  assertEquals(odd.warnings.length, 20);
  assertEquals(odd.warnings[19]?.line, 21);
  const wrong = parseDescription(`{${many((i) => `"f${i}":1`).join(",")}}`, "json");
  assert(wrong.type === "problem");
  assert(wrong.problem.message.startsWith('the field "f0" is unknown'), wrong.problem.message);
});
