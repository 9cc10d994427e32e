/**
 * What Galène's own tests of groups assert, row by row, held against ours. (Writing group files is not among it yet.)
 * @module
 */
import { authorise, type Credentials, type Doors, userExists } from "../../groups/credentials.ts";
import { createDescription, type Description } from "../../groups/description.ts";
import {
  descriptionToJson,
  parseDescription,
  passwordToJson,
  readUser,
  userToJson,
} from "../../groups/description_format.ts";
import {
  createDirectory,
  describeGroup,
  openGroup,
  populatedSubgroups,
  publicGroups,
} from "../../groups/directory.ts";
import { rootPlace } from "../../groups/fields.ts";
import { createGroup, join, type Member, sendMessage } from "../../groups/group.ts";
import { clearHistory, readHistory } from "../../groups/history.ts";
import { isGroupName } from "../../groups/names.ts";
import {
  constantTimeEquals,
  createHasher,
  createPassword,
  matchPassword,
  type Password,
} from "../../groups/password.ts";
import { permissionsOf } from "../../groups/permissions.ts";
import { parseJsonSource } from "../../groups/source_json.ts";
import { codecOf, fmtpValue } from "../../media/codec/codec.ts";
import { assert, assertEquals } from "../assert.ts";

const PBKDF2: Partial<Password> = {
  type: "pbkdf2",
  hash: "sha-256",
  key: "fe499504e8f144693fae828e8e371d50e019d0e4c84994fa03f7f445bd8a570a",
  salt: "bcc1717851030776",
  iterations: 4096,
};
const BCRYPT: Partial<Password> = {
  type: "bcrypt",
  key: "$2a$10$afOr2f33onT/nDFFyT3mbOq5FMSw1wWXfyTXQTBMbKvZpBkoD3Qwu",
};
const STORED: readonly Partial<Password>[] = [
  { type: "plain", key: "" },
  { type: "plain", key: "pass" },
  PBKDF2,
  BCRYPT,
  {},
];

async function match(stored: Partial<Password>, offered: string): Promise<string> {
  return (await matchPassword(createPassword(stored), offered, createHasher())).type;
}

function doors(): Doors {
  return {
    hasher: createHasher(),
    tokens: () => Promise.resolve(new Map()),
    canonicalHost: "",
    nowMs: 0,
  };
}

function parse(text: string): Description {
  const parsed = parseDescription(text, "json");
  assert(parsed.type === "description", JSON.stringify(parsed));
  return parsed.description;
}

function readUserText(text: string): ReturnType<typeof readUser> {
  const parsed = parseJsonSource(text);
  assert(parsed.type === "source");
  const place = rootPlace();
  const user = readUser(parsed.source.root, place);
  assertEquals(place.notes.errors, []);
  return user;
}

for (
  const [stored, offered, expected] of [
    [{ type: "plain", key: "" }, "", "match"],
    [{ type: "plain", key: "pass" }, "pass", "match"],
    [PBKDF2, "pass", "match"],
    [BCRYPT, "pass", "match"],
    [{ type: "plain", key: "pass" }, "bad", "mismatch"],
    [{ type: "plain", key: "pass" }, "bad1", "mismatch"],
    [PBKDF2, "bad", "mismatch"],
    [BCRYPT, "bad", "mismatch"],
    [{}, "", "mismatch"],
    [{}, "bad", "mismatch"],
    [{ type: "bad", key: "bad" }, "bad", "broken"],
    [{ type: "plain" }, "", "broken"],
    [{ type: "pbkdf2" }, "", "broken"],
    [{ type: "bcrypt" }, "", "broken"],
    [{ type: "bad" }, "", "broken"],
  ] as const
) {
  const shown = JSON.stringify(stored).slice(0, 40);
  Deno.test(`the stored password ${shown} against "${offered}" is a ${expected}`, async () => {
    assertEquals(await match(stored, offered), expected);
  });
}

Deno.test("a plain password is a bare text, and every kind of password survives a round trip", () => {
  assertEquals(passwordToJson(createPassword({ type: "plain", key: "pass" })), "pass");
  for (const stored of STORED) {
    const password = createPassword(stored);
    const text = JSON.stringify({ password: passwordToJson(password) });
    assertEquals(readUserText(text).password, password);
  }
});

for (
  const text of [
    "{}",
    '{"permissions":"present"}',
    '{"password":"secret"}',
    '{"password":"secret","permissions":"present"}',
    '{"password":"secret","permissions":["present"]}',
    '{"password":{"type":"wildcard"},"permissions":"observe"}',
    '{"password":{"type":"wildcard"},"permissions":[]}',
  ]
) {
  Deno.test(`the user ${text} survives a round trip`, () => {
    assertEquals(JSON.stringify(userToJson(readUserText(text))), text);
  });
}

Deno.test("empty values are written as {}, and absent permissions give none", () => {
  assertEquals(JSON.stringify(passwordToJson(createPassword({}))), "{}");
  assertEquals(JSON.stringify(userToJson({ password: null, permissions: null })), "{}");
  assertEquals(permissionsOf(null, createDescription()), []);
});

const DESCRIPTION = `{
  "max-history-age": 10,
  "auto-subgroups": true,
  "users": {
    "jch": {"password": "topsecret", "permissions": "op"},
    "john": {"password": "secret", "permissions": "present"},
    "james": {"password": "secret2", "permissions": "message"},
    "peter": {"password": "secret4"}
  },
  "wildcard-user": {"permissions": "message", "password": {"type": "wildcard"}}
}`;

const OBSOLETE = `{
  "op": [{"username": "jch", "password": "topsecret"}],
  "max-history-age": 10,
  "allow-subgroups": true,
  "presenter": [{"username": "john", "password": "secret"}],
  "other": [
    {"username": "james", "password": "secret2"},
    {"username": "peter", "password": "secret4"},
    {}
  ]
}`;

Deno.test("a description is the same after decoding, encoding and decoding", () => {
  const description = parse(DESCRIPTION);
  assertEquals(parse(JSON.stringify(descriptionToJson(description))), description);
});

Deno.test("the obsolete form upgrades to the same users, wildcard user and subgroups", () => {
  const modern = parse(DESCRIPTION);
  const upgraded = parse(OBSOLETE);
  assertEquals(upgraded.autoSubgroups, modern.autoSubgroups);
  assertEquals(upgraded.wildcardUser, modern.wildcardUser);
  assertEquals([...upgraded.users.keys()].sort(), [...modern.users.keys()].sort());
  for (const name of ["jch", "john", "james"]) {
    assertEquals(upgraded.users.get(name), modern.users.get(name));
  }
  const written = descriptionToJson(upgraded);
  for (const field of ["op", "presenter", "other", "allow-subgroups"]) {
    assert(!(field in written), field);
  }
});

for (
  const [a, b] of [
    ["", ""],
    ["a", "a"],
    ["a", "b"],
    ["foo", "foo"],
    ["foo", "bar"],
    ["foo", "foo1"],
    ["foo1", "foo"],
  ] as const
) {
  Deno.test(`comparing "${a}" with "${b}" in constant time is right`, () => {
    assertEquals(constantTimeEquals(a, b), a === b);
  });
}

Deno.test("of two groups both are found, none is locked, and only the public one is listed", () => {
  const directory = createDirectory(
    new Map([
      ["group", createDescription()],
      ["group/subgroup", createDescription({ public: true })],
    ]),
  );
  for (const name of ["group", "group/subgroup"]) {
    const opened = openGroup(directory, name, 0);
    assert(opened.type === "open");
    assertEquals(opened.group.name, name);
    assertEquals(opened.group.locked, null);
  }
  assertEquals([...directory.groups.keys()].length, 2);
  assertEquals(populatedSubgroups(directory, "group"), []);
  const view = { member: false, base: null, writableGroups: false };
  assertEquals(publicGroups(directory, view).map((status) => status.name), ["group/subgroup"]);
});

function member(id: string): Member {
  return { id, username: "user", permissions: ["message"], login: "user", data: {} };
}

Deno.test("of 100 messages the last 50 are remembered, and can be cleared one, many or all", () => {
  const nowMs = 1_000_000;
  const group = createGroup("group", createDescription(), nowMs);
  for (let i = 0; i < 4; i++) join(group, member(`source-${i}`), nowMs);
  for (let i = 0; i < 100; i++) {
    const request = { type: "chat", kind: "", dest: "", noecho: false } as const;
    sendMessage(group, `source-${i % 4}`, { ...request, id: `id-${i}`, value: `${i}` }, "", nowMs);
  }
  const read = () => readHistory(group.history, 60_000, nowMs);
  assertEquals(
    read().map(({ id, source, value }) => [id, source, value]),
    Array.from({ length: 50 }, (_, i) => [`id-${i + 50}`, `source-${(i + 50) % 4}`, `${i + 50}`]),
  );
  clearHistory(group.history, "id-54", "source-2");
  assertEquals(read().length, 49);
  clearHistory(group.history, "", "source-2");
  assertEquals(read().length, 37);
  clearHistory(group.history, "", "");
  assertEquals(read().length, 0);
});

const LOGINS = parse(`{
  "max-history-age": 10,
  "auto-subgroups": true,
  "users": {
    "jch": {"password": "topsecret", "permissions": "op"},
    "john": {"password": "secret", "permissions": "present"},
    "james": {"password": "secret2", "permissions": "message"},
    "peter": {"password": "secret4"},
    "admin": {"password": "admin", "permissions": "admin"},
    "speech-to-text": {"password": {"type": "wildcard"}, "permissions": "caption"}
  },
  "wildcard-user": {"permissions": "message", "password": {"type": "wildcard"}}
}`);

function login(username: string, password: string): Credentials {
  return { type: "password", username, password };
}

for (const username of ["jch", "john", "james"]) {
  Deno.test(`${username} with a wrong password is not authorised`, async () => {
    const outcome = await authorise(LOGINS, "group", login(username, "foo"), doors());
    assert(outcome.type === "refused");
    assertEquals(outcome.failure.fate, "auth");
    assertEquals(outcome.failure.message, "not authorised");
  });
}

for (
  const [username, password, expected] of [
    ["jch", "topsecret", ["caption", "message", "op", "present", "token"]],
    ["john", "secret", ["message", "present"]],
    ["james", "secret2", ["message"]],
    ["paul", "secret3", ["message"]],
    ["peter", "secret4", []],
    ["admin", "admin", ["admin"]],
    ["speech-to-text", "", ["caption"]],
  ] as const
) {
  Deno.test(`${username} logs in and may ${expected.join(", ") || "do nothing"}`, async () => {
    const outcome = await authorise(LOGINS, "group", login(username, password), doors());
    assert(outcome.type === "granted");
    assertEquals(outcome.username, username);
    assertEquals(outcome.permissions.sort(), [...expected]);
  });
}

for (const allowRecording of [false, true]) {
  for (const unrestrictedTokens of [false, true]) {
    const flags = { allowRecording, unrestrictedTokens };
    Deno.test(`${JSON.stringify(flags)} adds to the named sets as Galène does`, () => {
      const record = allowRecording ? ["record"] : [];
      const token = unrestrictedTokens ? ["token"] : [];
      const op = ["caption", "message", "op", "present", "token", ...record].sort();
      assertEquals(permissionsOf("op", flags).sort(), op);
      assertEquals(permissionsOf("present", flags).sort(), ["message", "present", ...token]);
      assertEquals(permissionsOf("observe", flags), []);
    });
  }
}

Deno.test("a name is taken if the description lists it, and the empty one is not", () => {
  assertEquals(
    ["", "john", "james", "paul"].map((name) => userExists(LOGINS, name)),
    [false, true, true, false],
  );
});

for (
  const [fmtp, key, value] of [
    ["", "foo", ""],
    ["profile-id=0", "profile-id", "0"],
    ["profile-id=0", "foo", ""],
    [
      "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f",
      "profile-level-id",
      "42001f",
    ],
    ["foo=1;bar=2;quux=3", "foo", "1"],
    ["foo=1;bar=2;quux=3", "bar", "2"],
    ["foo=1;bar=2;quux=3", "fu", ""],
  ] as const
) {
  Deno.test(`${key} in the format parameters "${fmtp}" is "${value}"`, () => {
    assertEquals(fmtpValue(fmtp, key), value);
  });
}

for (
  const [name, good] of [
    ["", false],
    ["/", false],
    ["/foo", false],
    ["foo/", false],
    ["./foo", false],
    ["foo/.", false],
    ["../foo", false],
    ["foo/..", false],
    ["foo/./bar", false],
    ["foo/../bar", false],
    ["foo\\bar", false],
    ["foo", true],
    ["foo/bar", true],
  ] as const
) {
  Deno.test(`the group name "${name}" is ${good ? "good" : "bad"}`, () => {
    assertEquals(isGroupName(name), good);
    const directory = createDirectory(new Map([[name, createDescription()]]));
    assertEquals(describeGroup(directory, name).type, good ? "described" : "illegal");
  });
}

Deno.test("the first payload types of the eight codecs differ from each other", () => {
  const names = ["vp8", "vp9", "av1", "h264", "opus", "g722", "pcmu", "pcma"];
  const payloadTypes = names.map((name) => codecOf(name)?.payloadType);
  assert(payloadTypes.every((type) => type !== undefined));
  assertEquals(new Set(payloadTypes).size, names.length);
});
