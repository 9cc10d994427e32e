import { assertEquals } from "../../tests/assert.ts";
import { createBrowserEnvironment } from "./environment.ts";

Deno.test("a socket that the browser refuses to make is closed in a moment, as one that reaches nobody", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const said: string[] = [];
  const socket = createBrowserEnvironment().openSocket("ws://here/ws#part", {
    opened: () => said.push("opened"),
    received: (text) => said.push(text),
    closed: resolve,
  });
  socket.send("lost");
  said.push("made");
  await promise;
  socket.close();
  assertEquals(said, ["made"]);
});
