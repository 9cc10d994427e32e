import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { Files } from "./files.ts";
import { createFilesLater } from "./files_later.ts";

function createWorld(works = true) {
  const done: string[] = [];
  let failures = 0;
  const note = (name: string) => (first?: unknown) =>
    void done.push(`${name} ${(first as { id?: string })?.id ?? String(first)}`);
  const core = new Proxy({ transfers: signal([]) }, {
    get: (known, name) => Reflect.get(known, name) ?? note(String(name)),
  }) as unknown as Files;
  const files = createFilesLater(
    {
      client: { session: { self: signal({ id: "me" }), may: () => true } },
      load: () => works ? Promise.resolve(() => core) : Promise.reject(new Error("offline")),
      failed: () => failures++,
    } as unknown as Parameters<typeof createFilesLater>[0],
  );
  const hear = (kind: string, id: string) =>
    files.receive({ kind, id } as unknown as Parameters<Files["receive"]>[0]);
  return { files, done, hear, failures: () => failures };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("what comes before the rest is there waits for it, in order", async () => {
  const { files, done, hear } = createWorld();
  files.memberRemoved("nobody");
  hear("other", "0");
  hear("filetransfer", "1");
  files.memberRemoved("b");
  hear("filetransfer", "2");
  assertEquals(done, []);
  await turn();
  hear("filetransfer", "3");
  files.joined(true);
  assertEquals(done, ["receive 1", "memberRemoved b", "receive 2", "receive 3", "joined true"]);
  files.dispose();
});

Deno.test("what could not be fetched is tried again the next time", async () => {
  const { hear, failures, done } = createWorld(false);
  hear("filetransfer", "1");
  await turn();
  hear("filetransfer", "2");
  await turn();
  assertEquals([failures(), done], [2, []]);
});

Deno.test("after the end nothing is fetched any more", async () => {
  const { files, hear, done } = createWorld();
  hear("filetransfer", "1");
  files.dispose();
  await turn();
  hear("filetransfer", "2");
  await turn();
  assertEquals(done, []);
});
