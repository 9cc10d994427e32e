import { parseDescription } from "../../groups/description_format.ts";
import { parseTokenFile } from "../../groups/token_format.ts";
import { assert, assertEquals } from "../assert.ts";
import { createRandom } from "../random.ts";

const KILLS = 100;
const WRITER = new URL("./writer.ts", import.meta.url).pathname;

/** Lets a writer begin, and kills it a random moment later. */
async function killOne(args: readonly string[], afterMs: number): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--allow-read", "--allow-write", WRITER, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  assert(!(await reader.read()).done, "the writer ended by itself");
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill("SIGKILL");
  await child.status;
  while (!(await reader.read()).done);
}

Deno.test("a hundred kills at any moment of a write lose nothing but the write in flight", async () => {
  const random = createRandom(5);
  const folder = await Deno.makeTempDir();
  const path = `${folder}/var/tokens.jsonl`;
  const groups = `${folder}/groups`;
  const kept = createKept();
  try {
    for (let run = 0; run < KILLS; run += 2) {
      const one = killOne([groups, path, `${run}`], random.next() * 30);
      const other = killOne([`${groups}2`, `${path}2`, `${run + 1}`], random.next() * 30);
      await Promise.all([one, other]);
      for (const [place, tokens] of [[groups, path], [`${groups}2`, `${path}2`]] as const) {
        await check(place, tokens, kept);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** Tokens that were seen in each file: none of them may be lost. */
function createKept(): Map<string, Set<string>> {
  return new Map();
}

async function check(
  groups: string,
  path: string,
  kept: Map<string, Set<string>>,
): Promise<void> {
  const text = await Deno.readTextFile(`${groups}/lecture.json`);
  assertEquals(parseDescription(text, "json").type, "description", text.slice(0, 200));
  const { tokens, strange } = parseTokenFile(await Deno.readTextFile(path));
  // Only a line that was being appended may be half there, and it is no token of before.
  const before = kept.get(path) ?? new Set();
  for (const name of before) {
    // Every third token of a run is removed again, perhaps by the write that was cut off.
    const number = Number(name.split("-")[1]);
    assert(number % 3 === 2 || tokens.has(name), `the token ${name} is lost`);
  }
  assert(strange.length <= KILLS, "more half lines than kills");
  kept.set(path, new Set(tokens.keys()));
}
