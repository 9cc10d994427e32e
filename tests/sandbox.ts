/**
 * A root filesystem for the compiled binary that holds nothing but itself and the C library, and cannot be written to but for the folders of
 * groups and data: made by bubblewrap. The network is the machine's.
 * @module
 */
import { requireProgram } from "./machine.ts";

/** What the binary is linked with: parts of glibc, and the compiler's own. */
const LIBRARIES = [
  "libc.so.6",
  "libm.so.6",
  "libgcc_s.so.1",
  "libdl.so.2",
  "libpthread.so.0",
  "librt.so.1",
];

/** OpenSSL's, which Lectern uses if it is there. */
const LIBCRYPTO = "libcrypto.so.3";

/** Where libraries and their loader are, by architecture. */
const PLACES = {
  "x86_64": { folder: "/lib/x86_64-linux-gnu", loader: "/lib64/ld-linux-x86-64.so.2" },
  "aarch64": { folder: "/lib/aarch64-linux-gnu", loader: "/lib/ld-linux-aarch64.so.1" },
};

/** Where the binary stands inside. */
const INSIDE = "/lectern";

/**
 * The command that runs `binary` in such a root, to be followed by its flags. `folders` can be read there under their own
 * names, and `writable` be written to; with `openssl`, libcrypto is there.
 */
export function sandboxed(
  binary: string,
  options: {
    readonly folders: readonly string[];
    readonly writable: readonly string[];
    readonly openssl: boolean;
  },
): string[] {
  const { folder, loader } = PLACES[Deno.build.arch];
  const libraries = options.openssl ? [...LIBRARIES, LIBCRYPTO] : LIBRARIES;
  const readable = [...libraries.map((name) => `${folder}/${name}`), loader, ...options.folders];
  return [
    requireProgram("bwrap"),
    ...["--unshare-all", "--share-net", "--die-with-parent", "--clearenv"],
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--ro-bind", binary, INSIDE],
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...options.writable.flatMap((path) => ["--bind", path, path]),
    ...["--remount-ro", "/dev", "--remount-ro", "/"],
    INSIDE,
  ];
}
