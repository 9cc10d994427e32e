/**
 * What clients say that concerns streams: which they want, and the negotiation of each.
 * @module
 */
import { parseStreamRequest } from "../groups/subscriptions.ts";
import { type Client, type Hub, isPermitted, send } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import type {
  ClientAbort,
  ClientAnswer,
  ClientClose,
  ClientIce,
  ClientOffer,
  ClientRenegotiate,
  ClientRequest,
  ClientRequestStream,
} from "./messages.ts";
import {
  closeDown,
  closeUp,
  publish,
  refuseOffer,
  updateSubscription,
  updateSubscriptions,
} from "./streams.ts";

const EMPTY_ID = refuse("protocol", "empty id");

/** Longest id and label of a stream: every receiver gets them with each offer. */
const MAX_NAME_LENGTH = 512;

/** Which streams are wanted, by label; judged anew for all there are. */
export function handleRequest(hub: Hub, client: Client, message: ClientRequest): Refusal | null {
  if (client.group === null) return refuse("internal", "request before join");
  const request = parseStreamRequest(message.request ?? null);
  if (request === undefined) return refuse("internal", "malformed request");
  client.request = request;
  updateSubscriptions(hub, client);
  return null;
}

/** What is wanted of one stream. One that has just ended may still be spoken of; one that never was may not. */
export function handleRequestStream(
  hub: Hub,
  client: Client,
  message: ClientRequestStream,
): Refusal | null {
  const id = message.id ?? "";
  const down = client.down.get(id);
  if (down === undefined) {
    return client.formerDown.has(id) ? null : refuse("internal", "request for an unknown stream");
  }
  down.request = message.request ?? null;
  updateSubscription(hub, client, down.up);
  return null;
}

/** A stream to publish, or a change of one. */
export function handleOffer(hub: Hub, client: Client, message: ClientOffer): Refusal | null {
  const { id = "", label = "", sdp = "" } = message;
  const replace = message.replace ?? "";
  if (id === "") return EMPTY_ID;
  if (!isPermitted(client, "present")) {
    const replaced = client.up.get(replace);
    if (replaced !== undefined) closeUp(hub, replaced);
    refuseOffer(client, id, "not authorised");
  } else if (id.length > MAX_NAME_LENGTH || label.length > MAX_NAME_LENGTH) {
    refuseOffer(client, id, "the stream's id or label is too long");
  } else {
    publish(hub, client, { id, label, sdp }, replace);
  }
  return null;
}

/** The answer to our offer of a stream; whoever answers for an unknown one is told that it is closed. */
export function handleAnswer(hub: Hub, client: Client, message: ClientAnswer): Refusal | null {
  const { id = "", sdp = "" } = message;
  if (id === "") return EMPTY_ID;
  const down = client.down.get(id);
  if (down === undefined) send(client, { type: "close", id });
  else hub.media.post({ type: "answer", session: down.session, sdp });
  return null;
}

/**
 * A candidate of the client. We are an ICE-lite agent, which learns the other end's addresses from the checks that it
 * receives (RFC 8445, 2.5), so that there is nothing to do with it.
 */
export function handleIce(_hub: Hub, _client: Client, message: ClientIce): Refusal | null {
  if (!message.id) return EMPTY_ID;
  return message.candidate ? null : refuse("protocol", "null candidate");
}

/** New ICE credentials for a stream that the client receives. */
export function handleRenegotiate(
  hub: Hub,
  client: Client,
  message: ClientRenegotiate,
): Refusal | null {
  if (!message.id) return EMPTY_ID;
  const down = client.down.get(message.id);
  if (down?.offered) hub.media.post({ type: "restart", session: down.session });
  return null;
}

/** The end of a stream that the client publishes. */
export function handleClose(hub: Hub, client: Client, message: ClientClose): Refusal | null {
  if (!message.id) return EMPTY_ID;
  const up = client.up.get(message.id);
  if (up !== undefined) closeUp(hub, up);
  return null;
}

/** The client does not want a stream after all; it is told that it is closed, whether it was open or not. */
export function handleAbort(hub: Hub, client: Client, message: ClientAbort): Refusal | null {
  const { id = "" } = message;
  if (id === "") return EMPTY_ID;
  const down = client.down.get(id);
  if (down?.offered) closeDown(hub, client, down);
  else send(client, { type: "close", id });
  return null;
}
