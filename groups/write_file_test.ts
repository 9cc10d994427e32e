import { assertEquals, assertRejects } from "../tests/assert.ts";
import { appendToFile, removeFile, writeFileAtomically } from "./write_file.ts";

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("a file is replaced as a whole, and nothing else is left behind", () =>
  inFolder(async (folder) => {
    await writeFileAtomically(`${folder}/a/b`, "one");
    await writeFileAtomically(`${folder}/a/b`, "two");
    assertEquals(await Deno.readTextFile(`${folder}/a/b`), "two");
    assertEquals(names(`${folder}/a`), ["b"]);
  }));

Deno.test("a write that fails leaves the file and the folder as they were", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/a`);
    await assertRejects(() => writeFileAtomically(`${folder}/a`, "x"));
    assertEquals(names(folder), ["a"]);
  }));

Deno.test("what a killed process has left long ago is cleared away; what is fresh or another's is not", () =>
  inFolder(async (folder) => {
    const remains = `.${crypto.randomUUID()}.tmp`;
    const fresh = `.${crypto.randomUUID()}.tmp`;
    for (const name of [remains, fresh, ".other.tmp"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "");
    }
    await Deno.utime(`${folder}/${remains}`, 0, 0);
    await Deno.utime(`${folder}/.other.tmp`, 0, 0);
    await writeFileAtomically(`${folder}/a`, "x");
    assertEquals(names(folder), [fresh, ".other.tmp", "a"].sort());
  }));

Deno.test("text is added to a file, which is made if need be; removing one that is not there is fine", () =>
  inFolder(async (folder) => {
    await appendToFile(`${folder}/a/b`, "one\n");
    await appendToFile(`${folder}/a/b`, "two\n");
    assertEquals(await Deno.readTextFile(`${folder}/a/b`), "one\ntwo\n");
    await removeFile(`${folder}/a/b`);
    await removeFile(`${folder}/a/b`);
    assertEquals(names(`${folder}/a`), []);
  }));
