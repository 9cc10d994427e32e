/**
 * werift's own media path as a subject: `werift_forwarder.ts` in a process of its own.
 * @module
 */
import { freeTcpPort } from "../../tests/lectern.ts";
import { startProcess } from "./server_process.ts";
import type { Subject } from "./subject.ts";

const SCRIPT = new URL("./werift_forwarder.ts", import.meta.url).pathname;

/** The forwarder. */
export const WERIFT: Subject = {
  name: "werift",
  start: async () => {
    const port = freeTcpPort();
    const command = [Deno.execPath(), "run", "--quiet", "--allow-all", SCRIPT, String(port)];
    const { pid, stop } = await startProcess(command, async () => {
      const response = await fetch(`http://127.0.0.1:${port}/`);
      await response.body?.cancel();
      return response.ok;
    });
    return {
      service: { type: "galene", url: `ws://127.0.0.1:${port}/ws`, group: "load" },
      pid,
      details: "",
      stop,
    };
  },
};
