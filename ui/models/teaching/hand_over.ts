/**
 * Handing the group over: another member becomes host, and only when that has happened one is no host any more oneself, so that the group
 * is never without.
 * @module
 */
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Environment } from "../../client/connection.ts";
import type { Member, Members } from "../../client/members.ts";
import type { Moderation } from "../../client/moderation.ts";

/** After so long without an answer it is given up, in milliseconds. */
const PATIENCE_MS = 8000;

/** What it takes. */
export interface HandOverOptions {
  readonly moderation: Pick<Moderation, "act">;
  readonly session: {
    readonly members: ReadonlySignal<Members>;
    readonly self: ReadonlySignal<Pick<Member, "id">>;
  };
  readonly after: Environment["after"];
}

/** Hands the group over to a member. Resolves to whether that one is host now and we are to be none. Never rejects. */
export function handOver(
  { moderation, session, after }: HandOverOptions,
  { id }: Pick<Member, "id">,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const isHost = (members: Members) => members.get(id)?.permissions.includes("op") ?? false;
  if (!isHost(session.members.peek())) moderation.act("op", { id });
  const cancel = after(PATIENCE_MS, () => resolve(false));
  const stop = effect(() => {
    const members = session.members.value;
    if (isHost(members)) resolve(true);
    else if (!members.has(id)) resolve(false);
  });
  return promise.then((done) => {
    cancel();
    stop();
    if (done) moderation.act("unop", session.self.peek());
    return done;
  });
}
