/**
 * What is said in our own name, and what is done to the group in it.
 * @module
 */
import type { JsonValue } from "../../server/messages.ts";
import type { Connection } from "./connection.ts";
import type { Session } from "./session.ts";

/** Whoever says something to the server. */
export interface Speaker {
  readonly connection: Pick<Connection, "send">;
  readonly session: Pick<Session, "self">;
}

/** The fields that name us in a message. */
export function signatureOf(
  session: Speaker["session"],
): { readonly source: string; readonly username: string } {
  const { id: source, username } = session.self.peek();
  return { source, username };
}

/** Asks the server to do something to the group, or about it. */
export function actOnGroup(
  { connection, session }: Speaker,
  kind: string,
  value?: JsonValue,
): void {
  connection.send({
    type: "groupaction",
    kind,
    ...signatureOf(session),
    ...value === undefined ? {} : { value },
  });
}
