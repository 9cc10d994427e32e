/**
 * Bundles the user interface into `ui/dist/` with esbuild, and writes `manifest.ts` there, through which the server
 * embeds it. `deno task ui` builds once; with `--watch` the build follows the sources until it is interrupted.
 * @module
 */
import * as esbuild from "esbuild";

const SOURCE = new URL("./", import.meta.url);
const OUTPUT = new URL("./dist/", import.meta.url);

/** Files that go into the output as they are. */
const STATIC_FILES = ["index.html", "icon.svg", "admin/admin.html", "doctor/doctor.html"];

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

const options: esbuild.BuildOptions = {
  absWorkingDir: path(SOURCE),
  entryPoints: {
    app: "app.tsx",
    style: "style.css",
    admin: "admin/admin.tsx",
    "admin-style": "admin/admin.css",
    doctor: "doctor/doctor.tsx",
    "doctor-style": "doctor/doctor.css",
    "blur-worker": "blur/worker.ts",
  },
  outdir: path(OUTPUT),
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome120", "firefox120", "safari17"],
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "none",
  // The bundle is the same whatever the machine's settings are.
  tsconfigRaw: {},
  logLevel: "warning",
  plugins: [{
    name: "finish",
    setup: (build) => {
      build.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        await finish();
        report();
      });
    },
  }],
};

function path(url: URL): string {
  return decodeURIComponent(url.pathname);
}

/** Adds what esbuild does not make: the page, the licences and the manifest. */
async function finish(): Promise<void> {
  for (const name of STATIC_FILES) {
    await Deno.writeTextFile(
      new URL(name.slice(name.lastIndexOf("/") + 1), OUTPUT),
      await Deno.readTextFile(new URL(name, SOURCE)),
    );
  }
  await Deno.writeFile(
    new URL("selfie.tflite", OUTPUT),
    await Deno.readFile(new URL(MODEL, SOURCE)),
  );
  await Deno.writeTextFile(new URL("licences.txt", OUTPUT), await licences());
  await Deno.writeTextFile(new URL("manifest.ts", OUTPUT), manifest(outputFiles()));
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

function report(): void {
  const size = (name: string) => Deno.statSync(new URL(name, OUTPUT)).size;
  // deno-lint-ignore no-console
  console.log(`ui/dist: app.js ${size("app.js")} bytes, style.css ${size("style.css")} bytes`);
}

await empty(OUTPUT);
if (Deno.args.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  try {
    await esbuild.build(options);
  } finally {
    await esbuild.stop();
  }
}
