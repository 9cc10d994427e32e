/**
 * Makes `dist/lectern`, one executable, with the permissions of the task `start`. Flags are handed on to `deno compile`,
 * such as `--target aarch64-unknown-linux-gnu`.
 *
 * `deno compile` embeds every npm package that the lock file names, also those of tests and of the user interface, which
 * comes as a finished bundle. So the product is copied to a folder of its own first, with the packages that it imports.
 * @module
 */

const ROOT = new URL(".", import.meta.url).pathname;
/** Outside of the repository, whose workspace would claim it. */
const STAGE = await Deno.makeTempDir({ prefix: "lectern-compile-" }) + "/";
const OUTPUT = ROOT + "dist/lectern";

/** What the product consists of. */
const PARTS = ["main.ts", "cli", "server", "media", "groups", "ui/dist"];

/** Copies a file or folder of the repository, without tests, and hands each text of code to `see`. */
async function copy(path: string, see: (path: string, text: string) => void): Promise<void> {
  const { isDirectory } = await Deno.stat(ROOT + path);
  if (isDirectory) {
    await Deno.mkdir(STAGE + path, { recursive: true });
    for await (const entry of Deno.readDir(ROOT + path)) await copy(`${path}/${entry.name}`, see);
  } else if (!path.endsWith("_test.ts")) {
    await Deno.copyFile(ROOT + path, STAGE + path);
    if (path.endsWith(".ts")) see(path, await Deno.readTextFile(ROOT + path));
  }
}

/** Copies the product and returns its worker modules: they are reached at run time only, so that they must be named. */
async function stage(): Promise<string[]> {
  await Deno.mkdir(STAGE + "ui");
  const workers: string[] = [];
  const specifiers = new Set<string>();
  for (const part of PARTS) {
    await copy(part, (path, text) => {
      for (const [, module = ""] of text.matchAll(/new Worker\(\s*new URL\("([^"]+)"/g)) {
        workers.push(new URL(module, "file:///" + path).pathname.slice(1));
      }
      for (const [, specifier = ""] of text.matchAll(/\bfrom "([^".][^"]*)"/g)) {
        specifiers.add(specifier);
      }
    });
  }
  const { imports, workspace: _workspace, tasks: _tasks, ...rest } = JSON.parse(
    await Deno.readTextFile(ROOT + "deno.json"),
  );
  const used = Object.entries(imports).filter(([name]) => specifiers.has(name));
  const config = { ...rest, imports: Object.fromEntries(used) };
  await Deno.writeTextFile(STAGE + "deno.json", JSON.stringify(config, null, 2));
  await Deno.copyFile(ROOT + "deno.lock", STAGE + "deno.lock");
  return workers;
}

/** The permissions of the task `start`, which are all that the server needs. */
async function permissions(): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(ROOT + "deno.json"));
  return String(tasks.start.command).split(" ").filter((word) => word.startsWith("--allow-"));
}

const workers = await stage();
const { code } = await new Deno.Command(Deno.execPath(), {
  args: [
    "compile",
    "--quiet",

    "--no-check",
    ...await permissions(),
    ...workers.flatMap((module) => ["--include", module]),
    "--output",
    OUTPUT,
    ...Deno.args,
    "main.ts",
  ],
  cwd: STAGE,
  stdin: "null",
}).spawn().status;
await Deno.remove(STAGE, { recursive: true });
Deno.exit(code);
