/**
 * Bundles the user interface into `ui/dist/` with esbuild, and writes `manifest.ts` there, through which the server
 * embeds it. `deno task ui` builds once; with `--watch` the build follows the sources until it is interrupted.
 * @module
 */
import * as esbuild from "esbuild";
import { createFileTable, type FileTable, initialFiles } from "./build_files.ts";

const SOURCE = new URL("./", import.meta.url);
const OUTPUT = new URL("./dist/", import.meta.url);

/** Files that go into the output as they are. */
const STATIC_FILES = [
  "index.html",
  "icon.svg",
  "icon-unread.svg",
  "admin/admin.html",
  "client/example/client.html",
  "doctor/doctor.html",
  "styleguide/styleguide.html",
  // Drawn from the SVG beside them, for systems that take no other.
  "icons/icon-192.png",
  "icons/icon-512.png",
  "icons/lectern.webmanifest",
  "icons/maskable-512.png",
  "icons/maskable.svg",
  "icons/touch-180.png",
];

/** The network that finds a person in a picture, by MediaPipe; of its package we need nothing else. */
const MODEL = "../node_modules/@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite";

/** Licences of what the output contains besides our own code, by package. */
const LICENCES = [
  "preact",
  "@preact/signals",
  "@preact/signals-core",
  "lucide-preact",
  "@fontsource-variable/inter",
];

/** Scripts share code through chunks; what is imported by `import()` comes when it is needed. */
const SCRIPTS = {
  app: "app.tsx",
  admin: "admin/admin.tsx",
  doctor: "doctor/doctor.tsx",
  "blur-worker": "blur/worker.ts",
  styleguide: "styleguide/styleguide.tsx",
  "client-example": "client/example/example.ts",
};

/** What the page of `app` begins with. */
const INITIAL = "start.tsx";

const STYLES = {
  style: "style.css",
  "admin-style": "admin/admin.css",
  "doctor-style": "doctor/doctor.css",
  "styleguide-style": "styleguide/styleguide.css",
};

const COMMON: esbuild.BuildOptions = {
  absWorkingDir: path(SOURCE),
  outdir: path(OUTPUT),
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome120", "firefox120", "safari17"],
  legalComments: "none",
  // The bundle is the same whatever the machine's settings are.
  tsconfigRaw: {},
  logLevel: "warning",
};

/** The client library, whole in one module, for front ends of others. */
const LIBRARY: esbuild.BuildOptions = { ...COMMON, entryPoints: { client: "client/client.ts" } };

const initial = path(new URL(INITIAL, SOURCE));

/**
 * What `import()` brings into the room later. All of it counts as needing what the room begins with, for it is there by
 * then: otherwise esbuild would cut that into dozens of files, by which later part needs which of it.
 */
let later: ReadonlySet<string> = new Set();

const INTERFACE: esbuild.BuildOptions = {
  ...COMMON,
  entryPoints: { ...SCRIPTS, ...STYLES },
  splitting: true,
  // `server/assets.ts` knows by the hash that such a file never changes.
  chunkNames: "[name]-[hash]",
  metafile: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  plugins: [{
    name: "whole",
    setup: (build) => {
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
        if (!later.has(file)) return;
        const contents = `${await Deno.readTextFile(file)}\nimport ${JSON.stringify(initial)};\n`;
        return { contents, loader: file.endsWith("x") ? "tsx" : "ts" };
      });
    },
  }, {
    name: "library",
    setup: (build) => {
      build.onResolve({ filter: /^@lectern\/client$/ }, () => ({
        path: "/assets/client.js",
        external: true,
      }));
    },
  }, {
    name: "finish",
    setup: (build) => {
      build.onEnd(async (result) => {
        if (result.errors.length > 0 || result.metafile === undefined) return;
        const files = createFileTable(result.metafile);
        await finish(files);
        report(files);
      });
    },
  }],
};

function path(url: URL): string {
  return decodeURIComponent(url.pathname);
}

/** Finds what the room imports by `import()`; languages apart, which other pages share. */
async function findLater(): Promise<Set<string>> {
  const { metafile } = await esbuild.build({
    ...INTERFACE,
    entryPoints: { app: SCRIPTS.app },
    plugins: [],
    metafile: true,
    write: false,
  });
  const entries = Object.values(metafile.outputs).map(({ entryPoint = "" }) => entryPoint);
  return new Set(
    entries.filter((entry) =>
      entry !== "" && entry !== SCRIPTS.app && !entry.startsWith("languages/")
    ).map((entry) => path(new URL(entry, SOURCE))),
  );
}

/** Adds what esbuild does not make: the pages, the licences and the manifest. */
async function finish(files: FileTable): Promise<void> {
  await removeOld(files);
  for (const name of STATIC_FILES) {
    const source = new URL(name, SOURCE);
    const target = new URL(name.slice(name.lastIndexOf("/") + 1), OUTPUT);
    if (name.endsWith(".html")) {
      await Deno.writeTextFile(target, preload(await Deno.readTextFile(source), files));
    } else await Deno.writeFile(target, await Deno.readFile(source));
  }
  await Deno.writeFile(
    new URL("selfie.tflite", OUTPUT),
    await Deno.readFile(new URL(MODEL, SOURCE)),
  );
  await Deno.writeTextFile(new URL("licences.txt", OUTPUT), await licences());
  await Deno.writeTextFile(new URL("manifest.ts", OUTPUT), manifest(outputFiles()));
}

/** Chunks of earlier builds, which a build that follows the sources leaves behind. */
async function removeOld(files: FileTable): Promise<void> {
  for (const name of outputFiles()) {
    if (/-[A-Z0-9]{8}\.js$/.test(name) && !files.has(name)) {
      await Deno.remove(new URL(name, OUTPUT));
    }
  }
}

/** Names the chunks that a page's script begins with, so that they are fetched together with it. */
function preload(page: string, files: FileTable): string {
  return page.replace(
    /( *)<script type="module" src="\/assets\/([^"]+)"><\/script>/,
    (script, indent: string, name: string) =>
      initialFiles(files, name).filter((file) => file !== name)
        .map((file) => `${indent}<link rel="modulepreload" href="/assets/${file}" />\n`)
        .join("") + script,
  );
}

function outputFiles(): string[] {
  return [...Deno.readDirSync(OUTPUT)]
    .map((entry) => entry.name)
    .filter((name) => name !== "manifest.ts")
    .sort();
}

/** The module that carries all files as bytes: `assets["app.js"]`. */
function manifest(names: readonly string[]): string {
  const imports = names.map((name, index) =>
    `import file${index} from "./${name}" with { type: "bytes" };`
  );
  const entries = names.map((name, index) => `  ${JSON.stringify(name)}: file${index},`);
  return [
    "// Written by ui/build.ts.",
    ...imports,
    "",
    "/** The files of the user interface, by name. */",
    "export const assets: Record<string, Uint8Array> = {",
    ...entries,
    "};",
    "",
  ].join("\n");
}

async function licences(): Promise<string> {
  const parts: string[] = [];
  for (const name of LICENCES) {
    parts.push(`${name}\n\n${await Deno.readTextFile(await licenceFile(name))}`);
  }
  // Its package names the licence, without the text.
  const apache = await Deno.readTextFile(new URL("blur/apache_2_0.txt", SOURCE));
  parts.push(`selfie.tflite of @mediapipe/selfie_segmentation\n\n${apache}`);
  return parts.join("\n----\n\n");
}

/** A package that is only a dependency of another lies under `node_modules/.deno/`. */
async function licenceFile(name: string): Promise<URL> {
  const modules = new URL("../node_modules/", SOURCE);
  const store = new URL(".deno/", modules);
  const prefix = `${name.replace("/", "+")}@`;
  for (const entry of Deno.readDirSync(store)) {
    if (!entry.name.startsWith(prefix)) continue;
    const file = new URL(`${entry.name}/node_modules/${name}/LICENSE`, store);
    if (await exists(file)) return file;
  }
  throw new Error(`no licence of ${name} in node_modules: run "deno install"`);
}

async function exists(file: URL): Promise<boolean> {
  try {
    return (await Deno.stat(file)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Makes the folder, without what an earlier build may have left in it. */
async function empty(folder: URL): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const entry of Deno.readDirSync(folder)) await Deno.remove(new URL(entry.name, folder));
}

function report(files: FileTable): void {
  const size = (name: string) => Deno.statSync(new URL(name, OUTPUT)).size;
  const initial = initialFiles(files, "app.js");
  const bytes = initial.reduce((sum, name) => sum + size(name), 0);
  const style = size("style.css");
  // deno-lint-ignore no-console
  console.log(`ui/dist: ${bytes} bytes of script to begin with, style.css ${style} bytes`);
}

await empty(OUTPUT);
later = await findLater();
if (Deno.args.includes("--watch")) {
  for (const options of [LIBRARY, INTERFACE]) await (await esbuild.context(options)).watch();
} else {
  try {
    for (const options of [LIBRARY, INTERFACE]) await esbuild.build(options);
  } finally {
    await esbuild.stop();
  }
}
