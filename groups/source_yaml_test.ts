import { assert, assertEquals } from "../tests/assert.ts";
import type { Source } from "./source.ts";
import { parseYamlSource } from "./source_yaml.ts";

function parse(text: string): Source {
  const parsed = parseYamlSource(text);
  assert(parsed.type === "source", JSON.stringify(parsed));
  return parsed.source;
}

const SAMPLE = `# a comment: with a colon
displayName: Lecture
users:
  jch:
    # the lecturer
    permissions: op
    password:
      type: bcrypt
  "john smith":
    {permissions: present}
codecs:
- vp8
-  opus
op:
  - username: a
    password: b
  -
    username: c
description: |
  users:
    jch: not this one
wildcard-user:
  permissions: message
`;

for (
  const [path, line] of [
    [[], 2],
    [["displayName"], 2],
    [["users"], 3],
    [["users", "jch"], 4],
    [["users", "jch", "permissions"], 6],
    [["users", "jch", "password", "type"], 8],
    [["users", "john smith"], 9],
    [["users", "john smith", "permissions"], 10],
    [["codecs"], 11],
    [["codecs", 0], 12],
    [["codecs", 1], 13],
    [["op", 0], 15],
    [["op", 0, "username"], 15],
    [["op", 0, "password"], 16],
    [["op", 1], 18],
    [["op", 1, "username"], 18],
    [["wildcard-user", "permissions"], 23],
    [["absent"], 2],
    [["users", "absent"], 3],
  ] as const
) {
  Deno.test(`${path.join(".") || "the whole"} is in line ${line}`, () => {
    assertEquals(parse(SAMPLE).lineOf(path), line);
  });
}

Deno.test("an error has its line and does not quote what may be secret", () => {
  const cases: [string, number][] = [
    ["a: 1\nb: [\n", 2],
    ["a: 1\na: 2", 2],
    ["password: *secret", 1],
    ["a: 1\n---\nb: 2", 2],
    ["a: !!secret x", 1],
  ];
  for (const [text, line] of cases) {
    const parsed = parseYamlSource(text);
    assert(parsed.type === "problem", text);
    assertEquals(parsed.problem.line, line, text);
    assertEquals(parsed.problem.message.includes("secret"), false, parsed.problem.message);
  }
});

Deno.test("times and words like yes are texts, numbers are numbers, and keys are texts", () => {
  const { root } = parse("a: 2026-01-01T00:00:00Z\nb: yes\nc: 12\n1: true\n__proto__: x\n");
  assertEquals(
    root,
    new Map<string, string | number | boolean>([
      ["1", true],
      ["a", "2026-01-01T00:00:00Z"],
      ["b", "yes"],
      ["c", 12],
      ["__proto__", "x"],
    ]),
  );
});

Deno.test("an alias is what it stands for", () => {
  assertEquals(parse("a: &x [1]\nb: *x").root, new Map([["a", [1]], ["b", [1]]]));
});

Deno.test("aliases of aliases that would make billions of values, or go in circles, are refused", () => {
  const levels = "bcdefghij".split("").map((letter, i) => {
    const above = `*${String.fromCharCode(97 + i)}`;
    return `${letter}: &${letter} [${Array(10).fill(above).join(",")}]`;
  });
  for (const text of [`a: &a [x]\n${levels.join("\n")}`, "a: &a [*a]"]) {
    assertEquals(parseYamlSource(text).type, "problem");
  }
});
