import { assert, assertEquals } from "../tests/assert.ts";
import { type Change, editDefinition, isSame } from "./definition_edit.ts";
import type { DescriptionFormat } from "./description_format.ts";

function edit(text: string | null, format: DescriptionFormat, change: Change): string {
  const edited = editDefinition(text, format, change);
  assert(edited.type === "text", JSON.stringify(edited));
  return edited.text;
}

const YAML = `# our lecture
displayName: "Networks" # shown to all
users:
  # the lecturer
  jch:
    password: {type: bcrypt, key: "$2a$10$afOr2f33onT/nDFFyT3mbOq5FMSw1wWXfyTXQTBMbKvZpBkoD3Qwu"}
    permissions: op
  Jch:
    permissions: present
# nobody reads this
comment: |
  two
  lines
`;

Deno.test("an edit of YAML touches what changes and nothing else, comments included", () => {
  const text = edit(YAML, "yaml", (current) => {
    const users = current!["users"] as Record<string, never>;
    return { ...current, displayName: "Nets", users: { ...users, alice: { permissions: ["x"] } } };
  });
  assertEquals(
    text,
    YAML.replace('"Networks"', '"Nets"').replace("{type", "{ type").replace('wu"}', 'wu" }')
      .replace("# nobody", "  alice:\n    permissions:\n      - x\n# nobody"),
  );
});

Deno.test("a user who goes takes no namesake along", () => {
  const text = edit(YAML, "yaml", (current) => {
    const { jch: _, ...users } = current!["users"] as Record<string, never>;
    return { ...current, users };
  });
  assert(!text.includes("bcrypt") && text.includes("  Jch:\n    permissions: present"), text);
});

Deno.test("an edit of JSON keeps the order and the spelling of fields", () => {
  const text = '{"Public":false,"max-clients":3,"users":{"b":{"permissions":"op"},"a":{}}}';
  assertEquals(
    JSON.stringify(JSON.parse(edit(text, "json", (current) => ({ ...current, public: true })))),
    text.replace("false", "true"),
  );
});

Deno.test("a field that is left out goes", () => {
  const text = edit('{"contact":"x","public":true}', "json", () => ({ public: true }));
  assertEquals(text, '{\n    "public": true\n}\n');
  assertEquals(
    edit("contact: x\npublic: true\n", "yaml", () => ({ public: true })),
    "public: true\n",
  );
});

Deno.test("an old file becomes a new one when it is edited", () => {
  const old = { op: [{ username: "jch", password: "1234" }], other: [{}], "allow-subgroups": true };
  const expected = {
    public: true,
    "auto-subgroups": true,
    users: { jch: { password: "1234", permissions: "op" } },
    "wildcard-user": { password: { type: "wildcard" }, permissions: "message" },
  };
  for (const format of ["json", "yaml"] as const) {
    const text = edit(JSON.stringify(old), format, (current) => ({ ...current, public: true }));
    const again = editDefinition(text, format, (current) => {
      assertEquals(current as unknown, expected);
      return current;
    });
    assertEquals(again.type, "unchanged");
    assert(!/allow-subgroups|presenter|"?other"?:/.test(text), text);
  }
});

Deno.test("a file that is not there is made, or nothing happens", () => {
  assertEquals(edit(null, "json", () => ({ public: true })), '{\n    "public": true\n}\n');
  assertEquals(edit(null, "yaml", () => ({ public: true })), "public: true\n");
  assertEquals(editDefinition(null, "json", () => null), { type: "unchanged" });
});

Deno.test("a file in error is not written over, but may be removed", () => {
  assertEquals(editDefinition("{", "json", () => ({ public: true })).type, "broken");
  assertEquals(editDefinition("{", "json", () => null).type, "removed");
});

Deno.test("a change that makes a file in error is refused", () => {
  for (const change of [{ pubic: true }, { users: { jch: { permissions: "boss" } } }]) {
    const edited = editDefinition("{}", "json", () => change as never);
    assert(edited.type === "invalid", edited.type);
  }
});

const SHARED = `users:
  a: &teacher
    permissions: op # may do all
  b: *teacher # as well
  c: *teacher
`;

Deno.test("a change of one user of YAML is none of another who shares the entry by an alias", () => {
  const changed = (user: string) =>
    edit(SHARED, "yaml", (current) => {
      const users = current!["users"] as Record<string, never>;
      return { ...current, users: { ...users, [user]: { permissions: "present" } } };
    });
  const writtenOut = (a: string, b: string) =>
    `users:
  a:
    permissions: ${a} # may do all
  b:
    permissions: ${b} # may do all
    # as well
  c:
    permissions: op # may do all
`;
  assertEquals(changed("a"), writtenOut("present", "op"));
  assertEquals(changed("b"), writtenOut("op", "present"));
});

Deno.test("the user whose entry others share may go", () => {
  const text = edit(SHARED, "yaml", (current) => {
    const { a: _, ...users } = current!["users"] as Record<string, never>;
    return { ...current, users };
  });
  assertEquals(text.match(/permissions: op/g)?.length, 2, text);
});

Deno.test("as many aliases as a file may have can be edited", () => {
  const many = Array.from({ length: 3000 }, (_, i) => `  u${i}: *teacher\n`).join("");
  assert(
    edit(SHARED + many, "yaml", (current) => ({ ...current, public: true })).includes("u2999"),
  );
});

Deno.test("users whose names are numbers without quotes can be changed, and go", () => {
  const yaml = "users:\n  123: {permissions: op} # one\n  1e3: {}\n  true: {}\n  ~: {}\n";
  const change = (users: Record<string, unknown>) =>
    edit(yaml, "yaml", (current) => {
      const old = current!["users"] as Record<string, never>;
      assertEquals(Object.keys(old), ["123", "1e3", "true", "~"]);
      return { ...current, users: { ...old, ...users } } as never;
    });
  const changed = change({ "123": { permissions: "present" } });
  assertEquals(changed.match(/123/g)?.length, 1, changed);
  assert(changed.includes("present") && changed.includes("# one"), changed);
  const gone = edit(yaml, "yaml", () => ({ users: { "1e3": {}, "~": {} } }));
  assert(!gone.includes("123") && !gone.includes("true") && gone.includes("1e3"), gone);
});

Deno.test("what was asked for is what the file says, even if it said it twice", () => {
  for (
    const text of [
      '{"public":true,"Public":false}',
      '{"Public":false,"public":true,"PUBLIC":false}',
    ]
  ) {
    const edited = editDefinition(text, "json", (current) => ({ ...current, public: true }));
    assert(edited.type === "text" && edited.description.public, JSON.stringify(edited));
  }
});

Deno.test("names that mean something to JavaScript are names like others", () => {
  const users = Object.fromEntries([["__proto__", { permissions: "op" }]]) as never;
  for (const format of ["json", "yaml"] as const) {
    const text = edit("{}", format, () => ({ users }));
    const again = editDefinition(text, format, (current) => current);
    assertEquals(again.type, "unchanged");
    assert(text.includes("__proto__"), text);
  }
});

Deno.test("sameness does not look at the order of fields, but at that of lists", () => {
  assert(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }));
  assert(!isSame([1, 2], [2, 1]));
  assert(!isSame({ a: 1 }, { b: 1 }));
  assert(!isSame({}, []));
});
