/**
 * Galène (https://galene.org) as a subject: the program that the environment variable GALENE_BINARY names.
 * @module
 */
import { freeTcpPort, freeUdpPort } from "../../tests/lectern.ts";
import { startProcess } from "./server_process.ts";
import type { Subject } from "./subject.ts";

const GROUP = "load";
const GROUP_FILE = {
  "wildcard-user": { password: { type: "wildcard" }, permissions: "present" },
  "codecs": ["vp8", "opus"],
};

/** Galène with plain HTTP and one UDP port for all media. */
export function galeneSubject(program: string): Subject {
  return { name: "Galène", start: () => start(program) };
}

async function start(program: string) {
  const folder = await Deno.makeTempDir({ prefix: "galene-load-" });
  for (const name of ["data", "groups", "static"]) await Deno.mkdir(`${folder}/${name}`);
  await Deno.writeTextFile(`${folder}/groups/${GROUP}.json`, JSON.stringify(GROUP_FILE));
  const origin = `127.0.0.1:${freeTcpPort()}`;
  const remove = () => Deno.remove(folder, { recursive: true });
  const command = [
    program,
    "-insecure",
    ...["-http", origin, "-udp-range", `${freeUdpPort()}`, "-turn", ""],
    ...["-data", `${folder}/data`, "-groups", `${folder}/groups`, "-static", `${folder}/static`],
  ];
  try {
    const { pid, stop } = await startProcess(command, async () => {
      const response = await fetch(`http://${origin}/`);
      await response.body?.cancel();
      return true;
    });
    return {
      service: { type: "galene", url: `ws://${origin}/ws`, group: GROUP } as const,
      pid,
      details: "",
      stop: async () => {
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
