/**
 * Conversations as lists: who says what to the server and hears what of it, in order.
 * @module
 */
import { assertEquals } from "../assert.ts";
import { type FakeClient, settle, type World } from "./world.ts";

/** One step: a client says something (`>`), hears something (`<`), or finds its connection closed (`x`). */
export type Step =
  | readonly [who: string, direction: ">", message: Record<string, unknown> | string]
  | readonly [who: string, direction: "<", message: Record<string, unknown>]
  | readonly [who: string, direction: "x", code: number, reason?: string];

/**
 * Plays a conversation. A client appears when it is first named. Each message heard must be the next one that came, and at
 * the end nobody may have heard more, nor lost its connection unless the list says so.
 */
export async function converse(
  world: World,
  steps: readonly Step[],
  clients: Map<string, FakeClient> = new Map(),
): Promise<Map<string, FakeClient>> {
  const waiting = new Map<string, Record<string, unknown>[]>();
  const ended = new Set<string>();
  const heard = (name: string) => {
    const queue = waiting.get(name) ?? [];
    queue.push(...clients.get(name)!.heard());
    waiting.set(name, queue);
    return queue;
  };
  for (const [index, step] of steps.entries()) {
    const [name, direction] = step;
    const place = `step ${index + 1}: ${JSON.stringify(step)}`;
    let client = clients.get(name);
    if (client === undefined) {
      client = world.connect();
      clients.set(name, client);
    }
    if (direction === ">") {
      const message = step[2];
      if (typeof message === "string") await client.sayText(message);
      else await client.say(message);
    } else if (direction === "<") {
      assertEquals(heard(name).shift(), step[2], place);
    } else {
      assertEquals(client.closed?.code, step[2], place);
      if (step[3] !== undefined) assertEquals(client.closed?.reason, step[3], place);
      ended.add(name);
    }
  }
  await settle();
  for (const [name, client] of clients) {
    assertEquals(heard(name), [], `${name} heard more`);
    if (!ended.has(name)) assertEquals(client.closed, null, `${name} lost its connection`);
  }
  assertEquals(world.errors, []);
  return clients;
}
