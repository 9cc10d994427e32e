/**
 * Galène's own command for administrators, unmodified, against this server: every command that it has.
 * @module
 */
import { assert, assertEquals, assertMatch } from "../assert.ts";
import { startLectern } from "../lectern.ts";
import { connect } from "./galene_client.ts";

/** Galène's program, which is not part of this repository. */
const GALENECTL = Deno.env.get("GALENECTL");
const WHY = GALENECTL ? "" : " (skipped: GALENECTL names no galenectl of Galène)";

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Joins `course/lecture` with some credentials. Returns the permissions that they give. */
async function enter(origin: string, credentials: Readonly<Record<string, string>>) {
  const client = await connect(origin, "who");
  client.send({ type: "join", kind: "join", group: "course/lecture", ...credentials });
  const joined = await client.hear({ type: "joined", kind: "join" });
  await client.close();
  return joined.permissions;
}

async function galenectl(args: readonly string[], input = ""): Promise<Outcome> {
  const child = new Deno.Command(GALENECTL!, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test({
  name: `Galène's galenectl does with this server all that it can do${WHY}`,
  ignore: !GALENECTL,
  async fn() {
    const folder = await Deno.makeTempDir({ prefix: "galenectl-" });
    const account = `${folder}/galenectl.json`;
    const setup = await galenectl([
      ...["-config", account, "-server", "http://unused.example.org"],
      ...["-admin-username", "root", "-admin-password", "pw"],
      ...["initial-setup", "-config", `${folder}/config.json`],
    ]);
    assertEquals(setup.code, 0, setup.err);
    // What it writes for the server is what the server starts with.
    const config = JSON.parse(await Deno.readTextFile(`${folder}/config.json`));
    const server = await startLectern({ groups: { old: { description: "old one" } }, config });
    const ask = (args: readonly string[], input = "") =>
      galenectl(["-config", account, "-server", server.origin, ...args], input);
    const does = async (args: readonly string[], input = "") => {
      const outcome = await ask(args, input);
      assertEquals(outcome.code, 0, `${args.join(" ")}: ${outcome.err}`);
      return outcome.out;
    };
    const fails = async (...args: string[]) => {
      const outcome = await ask(args);
      assert(outcome.code !== 0, args.join(" "));
      return outcome.err;
    };
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");
    const group = ["-group", "course/lecture"];
    try {
      await does(["create-group", ...group, "-unrestricted-tokens"]);
      assertMatch(await fails("create-group", ...group), /412/);
      await does(["update-group", ...group, "-json"], '{"displayName": "Lecture", "public": true}');
      assertEquals(JSON.parse(await does(["show-group", ...group])), {
        displayName: "Lecture",
        public: true,
        "unrestricted-tokens": true,
      });
      assertEquals(words(await does(["list-groups"])), ["course/lecture", "old"]);
      assertEquals(words(await does(["list-groups", "o*"])), ["old"]);

      await does(["create-user", ...group, "-user", "clara", "-permissions", "op"]);
      assertMatch(await fails("create-user", ...group, "-user", "clara"), /412/);
      await does(["create-user", ...group, "-wildcard", "-permissions", '["message"]']);
      await does(["set-password", ...group, "-user", "clara", "-password", "c1"]);
      await does(["set-password", ...group, "-wildcard", "-type", "wildcard"]);
      await does(["update-user", ...group, "-user", "clara", "-permissions", "present"]);
      assertEquals(words(await does(["list-users", ...group, "-l"])), ["clara", "present"]);
      const presenter = ["present", "message", "token"];
      const login = (password: string) => enter(server.origin, { username: "clara", password });
      assertEquals(await login("c1"), presenter);
      await does([
        ...["set-password", ...group, "-user", "clara"],
        ...["-password", "c2", "-type", "pbkdf2"],
      ]);
      assertEquals(await login("c2"), presenter);

      const token = words(
        await does(["create-token", ...group, "-user", "ada", "-permissions", "present"]),
      ).at(-1)!;
      assertEquals(words(await does(["list-tokens", ...group])), [token]);
      assertEquals(await enter(server.origin, { token }), ["present", "message"]);
      const more = ["-permissions", '["message"]', "-duration", "1h"];
      await does(["update-token", ...group, "-token", token, ...more]);
      assertMatch(await does(["list-tokens", ...group, "-l"]), /ada +m +20/);
      await does(["revoke-token", ...group, "-token", token]);
      await does(["delete-token", ...group, "-token", token]);
      assertEquals(words(await does(["list-tokens", ...group])), []);

      await does(["delete-password", ...group, "-user", "clara"]);
      await does(["delete-user", ...group, "-user", "clara"]);
      await does(["delete-user", ...group, "-wildcard"]);
      assertEquals(words(await does(["list-users", ...group])), []);
      await does(["delete-group", ...group]);
      assertMatch(await fails("show-group", ...group), /404/);
      assertMatch(await fails("-admin-password", "wrong", "list-groups"), /401/);

      const everywhere = ["-group", "", "-include-subgroups", "-permissions", '["admin"]'];
      const admin = words(await does(["create-token", ...everywhere])).at(-1)!;
      const bearer = await galenectl([
        ...["-config", `${folder}/none.json`, "-server", server.origin, "-admin-token", admin],
        "list-groups",
      ]);
      assertEquals([bearer.code, words(bearer.out)], [0, ["old"]], bearer.err);
      await does(["delete-token", "-group", "", "-token", admin]);

      const hashed = await does(["hash-password", "-password", "secret"]);
      assertEquals(JSON.parse(hashed).type, "bcrypt");
    } finally {
      await server.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
