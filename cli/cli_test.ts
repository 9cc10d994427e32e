import { parseDescription } from "../groups/description_format.ts";
import { createHasher, createPassword, matchPassword, type Password } from "../groups/password.ts";
import { assert, assertEquals, assertStringIncludes } from "../tests/assert.ts";
import { COMMANDS } from "./commands.ts";
import { completionScript, SHELLS } from "./completion.ts";
import { commandHelp, commandList } from "./help.ts";
import { runLectern } from "./lectern.ts";

/** What a command has said, and its exit status. */
interface Outcome {
  readonly status: number;
  readonly printed: string;
  readonly complaints: string;
}

/** A folder with groups and data of its own, and the program in it. */
interface Place {
  readonly folder: string;
  /** Runs a command line of words without blanks, with that standard input. */
  run(line: string, input?: string): Promise<Outcome>;
  /** The same on the folder's files. */
  offline(line: string, input?: string): Promise<Outcome>;
}

async function inFolder(use: (place: Place) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  async function run(line: string, input = ""): Promise<Outcome> {
    const said = { printed: "", complaints: "" };
    const status = await runLectern(line.split(" ").filter((word) => word !== ""), {
      print: (text) => void (said.printed += text),
      complain: (text) => void (said.complaints += text),
      readAll: () => Promise.resolve(input),
      readSecret: () => Promise.resolve(input),
    });
    return { status, ...said };
  }
  try {
    await use({
      folder,
      run,
      offline: (line, input) =>
        run(`${line} --offline --groups ${folder}/groups --data ${folder}/data`, input),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function ok(outcome: Promise<Outcome>): Promise<string> {
  const { status, printed, complaints } = await outcome;
  assertEquals([status, complaints], [0, ""]);
  return printed;
}

Deno.test("a group is made, shown, changed, listed and removed", () =>
  inFolder(async ({ offline }) => {
    assertEquals(await ok(offline("group list")), "");
    await ok(offline("group create a/b --set public=true --set displayName=Nets"));
    assertEquals(await ok(offline("group list")), "a/b\n");
    assertEquals(await ok(offline("group list --json")), '["a/b"]\n');
    assertEquals(JSON.parse(await ok(offline("group show a/b"))), {
      displayName: "Nets",
      public: true,
    });
    await ok(
      offline("group update a/b --set public= --from -", '{"contact": "me", "displayName": null}'),
    );
    assertEquals(JSON.parse(await ok(offline("group show a/b"))), { contact: "me" });
    const again = await offline("group create a/b");
    assertEquals([again.status, again.complaints], [
      1,
      "The group a/b cannot be made: it is there already, or has been changed meanwhile.",
    ]);
    await ok(offline("group delete a/b"));
    assertEquals((await offline("group show a/b")).status, 1);
  }));

Deno.test("users get permissions and passwords that let them in", () =>
  inFolder(async ({ folder, offline }) => {
    await ok(offline("group create g"));
    await ok(offline("user create g jch --permissions op"));
    await ok(offline("user create g --wildcard --permissions observe"));
    await ok(offline("user create g --empty"));
    await ok(offline("password set g jch --cost 4", "hunter2"));
    await ok(offline("password set g --wildcard --type wildcard"));
    await ok(offline("password set g --empty --type pbkdf2 --iterations 1000", "x"));
    assertEquals(await ok(offline("user list g")), "jch\n");
    await ok(offline('user update g jch --permissions ["present"]'));
    assertEquals(JSON.parse(await ok(offline("user show g jch"))), { permissions: ["present"] });

    const text = await Deno.readTextFile(`${folder}/groups/g.json`);
    const parsed = parseDescription(text, "json");
    assert(parsed.type === "description");
    const { users, wildcardUser } = parsed.description;
    const match = async (password: Password | null | undefined, offered: string) =>
      (await matchPassword(password!, offered, createHasher())).type;
    assertEquals(await match(users.get("jch")?.password, "hunter2"), "match");
    assertEquals(await match(users.get("jch")?.password, "other"), "mismatch");
    assertEquals(await match(users.get("")?.password, "x"), "match");
    assertEquals(await match(wildcardUser?.password, "anything"), "match");

    await ok(offline("password delete g jch"));
    await ok(offline("user delete g --empty"));
    await ok(offline("user delete g jch"));
    assertEquals(await ok(offline("user list g")), "");
  }));

Deno.test("tokens are made, listed, changed, revoked and removed, of a group and of the server", () =>
  inFolder(async ({ offline }) => {
    await ok(offline("group create g"));
    const name = (await ok(offline("token create g --username eve --expires 2d"))).trim();
    assertEquals(await ok(offline("token list g")), `${name}\n`);
    await ok(offline(`token update g ${name} --permissions op --not-before 2026-01-01`));
    const token = JSON.parse(await ok(offline(`token show g ${name}`)));
    assertEquals([token.username, token.permissions.length, token["not-before"]], [
      "eve",
      5,
      "2026-01-01T00:00:00Z",
    ]);
    await ok(offline(`token revoke g ${name}`));
    assert(Date.parse(JSON.parse(await ok(offline(`token show g ${name}`))).expires) < Date.now());
    await ok(offline(`token delete g ${name}`));
    const all = JSON.parse(
      await ok(offline('token create --global --permissions ["admin"] --json')),
    );
    assertEquals([all.includeSubgroups, all.permissions], [true, ["admin"]]);
    assertEquals(await ok(offline("token list --global")), `${all.token}\n`);
  }));

Deno.test("keys are set from a file or standard input, and refused if they are none", () =>
  inFolder(async ({ folder, offline }) => {
    await ok(offline("group create g"));
    const key = { kty: "oct", alg: "HS256", k: "A".repeat(43) };
    await ok(offline("keys set g", JSON.stringify({ keys: [key] })));
    assertStringIncludes(await Deno.readTextFile(`${folder}/groups/g.json`), '"HS256"');
    const bad = await offline("keys set g", '{"keys": [{"kty": "oct"}]}');
    assertEquals([bad.status, bad.complaints], [
      1,
      'The keys of g cannot be set: key 1: "alg" is missing.',
    ]);
    await ok(offline("keys delete g"));
    assert(!(await Deno.readTextFile(`${folder}/groups/g.json`)).includes("HS256"));
  }));

Deno.test("a hashed password is printed as files keep it", () =>
  inFolder(async ({ run }) => {
    const printed = await ok(run("hash-password --cost 4", "pw"));
    const stored = createPassword(JSON.parse(printed));
    assertEquals((await matchPassword(stored, "pw", createHasher())).type, "match");
    assertEquals(await ok(run("hash-password --type plain", "pw")), '"pw"\n');
    const long = await run("hash-password", "x".repeat(73));
    assertEquals([long.status, long.complaints], [
      1,
      "bcrypt takes passwords of up to 72 bytes: shorten it.",
    ]);
  }));

Deno.test("the first setup makes both files, for us alone, and overwrites neither", () =>
  inFolder(async ({ folder, run }) => {
    const line = `initial-setup --data ${folder}/data --config ${folder}/admin.json ` +
      "--admin-username root";
    await ok(run(line, "secret"));
    const config = JSON.parse(await Deno.readTextFile(`${folder}/data/config.json`));
    assertEquals([config.writableGroups, config.users.root.permissions], [true, "admin"]);
    assertEquals((await Deno.stat(`${folder}/admin.json`)).mode! & 0o777, 0o600);
    const account = JSON.parse(await Deno.readTextFile(`${folder}/admin.json`));
    assertEquals(account["admin-password"], "secret");
    const again = await run(line, "other");
    assertEquals(again.status, 1);
    assertStringIncludes(again.complaints, "is there already");
  }));

Deno.test("checking reads every file, and its status says whether something is in error", () =>
  inFolder(async ({ folder, run }) => {
    const line = `check --groups ${folder}/groups --data ${folder}/data`;
    assertEquals((await run(line)).status, 1, "there is no folder of groups");
    await Deno.mkdir(`${folder}/groups`);
    assertEquals(await ok(run(line)), "Everything is in order.\n");
    await Deno.writeTextFile(`${folder}/groups/a.json`, '{\n"pubic": true}');
    await Deno.writeTextFile(`${folder}/groups/b.yaml`, "authKeys: [{kty: oct}]");
    await Deno.mkdir(`${folder}/data/var`, { recursive: true });
    await Deno.writeTextFile(`${folder}/data/var/tokens.jsonl`, "rubbish\n");
    await Deno.writeTextFile(`${folder}/data/config.json`, '{"admin": []}');
    const outcome = await run(line);
    assertEquals(outcome.status, 1);
    for (
      const text of [
        'a.json, line 2: the field "pubic"',
        "verifies no token",
        "line 1 of",
        "obsolete",
      ]
    ) {
      assertStringIncludes(outcome.printed, text);
    }
    assertStringIncludes(outcome.printed, "1 error, 3 warnings.");
    assertEquals(JSON.parse((await run(`${line} --json`)).printed).length, 4);
  }));

for (
  const [line, message] of [
    ["gruop list", "gruop is no command: did you mean group?"],
    ["group", "group what? Say one of list, show, create, update, delete."],
    ["group lits", "group lits is no command: did you mean list?"],
    ["group show", "something is missing: the command is lectern group show GROUP."],
    ["group show a b", "there is too much: the command is lectern group show GROUP."],
    ["group show a --jsn", "the option --jsn is unknown: did you mean --json?"],
    ["group show a --json=x", "--json takes no value: leave x out."],
    ["group show a --server", "--server needs a value: URL."],
    [
      "group list --server example.org",
      "example.org is no address of a server: write it like https://localhost:8443.",
    ],
    ["completion tcsh", "the shell tcsh is unknown: say one of bash, zsh, fish."],
  ] as const
) {
  Deno.test(`lectern ${line} is refused with what to do`, () =>
    inFolder(async ({ run }) => {
      const { status, printed, complaints } = await run(line);
      assertEquals([status, printed, complaints], [2, "", message]);
    }));
}

for (
  const [line, message] of [
    ["user show g", "who is meant? Give the name of a user, or --wildcard, or --empty."],
    [
      "user show g a --wildcard",
      "who is meant? Give the name of a user, or --wildcard, or --empty.",
    ],
    ["user create g a --permissions boss", "the permissions boss are unknown"],
    ["user update g a", "nothing is to be changed: give --permissions."],
    ["token list", "which tokens are meant? Give the name of a group, or --global."],
    ["token create g --expires soon", "the time soon is unknown"],
    ["group create g --set public", "public sets nothing"],
    ["group create g --from /nowhere", "/nowhere cannot be read"],
    ["group create g --set pubic=true", 'did you mean "public"?'],
    ["password set g a --type rot13", "the type rot13 is unknown"],
    ["password set g a --cost 99", "--cost must be a number from 4 to 16, not 99."],
  ] as const
) {
  Deno.test(`lectern ${line} fails with what to do`, () =>
    inFolder(async ({ offline }) => {
      const { status, complaints } = await offline(line);
      assertEquals(status, 1);
      assertStringIncludes(complaints, message);
    }));
}

Deno.test("without an administrator, or with a server elsewhere that nobody vouches for, nothing is sent", () =>
  inFolder(async ({ folder, run }) => {
    await Deno.writeTextFile(`${folder}/a.json`, "{}");
    const nobody = await run(`group list --config ${folder}/a.json`);
    assertEquals(nobody.status, 2);
    assertStringIncludes(nobody.complaints, "nobody is named who may administer");
    const elsewhere = await run(
      `group list --server https://example.org --admin-token x --insecure`,
    );
    assertEquals(elsewhere.status, 2);
    await Deno.writeTextFile(`${folder}/a.json`, "[");
    assertStringIncludes((await run(`group list --config ${folder}/a.json`)).complaints, "no JSON");
  }));

Deno.test("every command has help that names its options, and is in the list", async () => {
  const list = commandList(COMMANDS);
  for (const command of COMMANDS) {
    assertStringIncludes(list, `  ${command.words}`);
    const help = commandHelp(command);
    for (const { name } of command.options) assertStringIncludes(help, `--${name}`);
    assert(help.split("\n").every((line) => line.length <= 80), help);
  }
  await inFolder(async ({ run }) => {
    assertStringIncludes(await ok(run("--help")), "group create");
    assertStringIncludes(await ok(run("group --help")), "group create");
    assertEquals(await ok(run("help group create")), await ok(run("group create --help")));
  });
});

Deno.test("the scripts for shells know every command and option", () => {
  for (const shell of SHELLS) {
    const script = completionScript(shell, COMMANDS, ["http"]);
    for (const { words, options } of COMMANDS) {
      for (const word of words.split(" ")) assertStringIncludes(script, word);
      for (const { name } of options) assertStringIncludes(script, name);
    }
    assertStringIncludes(script, "http");
  }
});
