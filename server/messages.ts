/**
 * Galène's protocol, version 2, as it stands on the wire: what a client says (`ClientMessage`) and what the server says
 * (`ServerMessage`). Text becomes one and the other becomes text in `message_codec.ts`. Facts: galene-protocol.md and
 * rtpconn/webclient.go of Galène. What we add to it is in `extension_messages.ts`.
 *
 * Every field is optional on the wire unless said otherwise, and `null` means the same as an absent field.
 * @module
 */
import type { ClientExtensionMessage, ServerExtensionMessage } from "./extension_messages.ts";

/** Whatever JSON can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Free-form data of a user or of a group, shown to all its members. */
export type Data = { readonly [key: string]: JsonValue };

/** A group as its members and visitors see it; the same record as `/group/NAME/.status`. */
export interface GroupStatus {
  readonly name: string;
  /** Where the group has gone: then only the names and the description are given. */
  readonly redirect?: string;
  /** URL of the group's page; absent inside of `joined`. */
  readonly location?: string;
  /** URL of the WebSocket; absent inside of `joined`. */
  readonly endpoint?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly authServer?: string;
  readonly authPortal?: string;
  readonly locked?: boolean;
  /** Whoever is refused by the lock may wait to be let in. Not of Galène; absent if not so. */
  readonly lobby?: true;
  readonly clientCount?: number;
  readonly canChangePassword?: boolean;
  /** Devices to turn on before coming in: `camera`, `microphone`. Not of Galène. */
  readonly suggest?: readonly string[];
}

/** The `RTCIceServer` dictionary of W3C WebRTC, as JSON. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
  readonly credentialType?: string;
}

/** The part of W3C's `RTCConfiguration` that the server decides; `{}` when it has no ICE servers. */
export interface RtcConfiguration {
  readonly iceServers?: readonly IceServer[];
  readonly iceTransportPolicy?: "all" | "relay";
}

/** W3C's `RTCIceCandidateInit`, as JSON. */
export interface IceCandidate {
  readonly candidate?: string;
  readonly sdpMid?: string | null;
  readonly sdpMLineIndex?: number | null;
  readonly usernameFragment?: string | null;
}

/** What is wanted of a stream: `audio`, `video`, `video-low`. Unknown words are ignored. */
export type RequestWords = readonly string[];

/** What any message of a client may carry: checked against what the server knows of it. */
interface Signed {
  /** Must be the client's own id. */
  readonly source?: string;
  /** Must be the client's current name. */
  readonly username?: string | null;
}

/** The first message on a socket, in both directions. */
export interface ClientHandshake extends Signed {
  readonly type: "handshake";
  readonly version?: readonly string[];
  /** The id by which the client wants to be known; the stock client draws 32 hexadecimal digits. */
  readonly id?: string;
}

/** Asks for a `pong`. */
export interface ClientPing extends Signed {
  readonly type: "ping";
}

/** Answers a `ping`. */
export interface ClientPong extends Signed {
  readonly type: "pong";
}

/** Joins a group or leaves it; answered by `joined`. */
export interface ClientJoin {
  readonly type: "join";
  /** `join` or `leave`; anything else is a protocol error. */
  readonly kind?: string;
  readonly group?: string;
  readonly source?: string;
  readonly username?: string | null;
  readonly password?: string | null;
  readonly token?: string | null;
  /** What the server has given to be let past the lobby again; of `lectern-1`. */
  readonly ticket?: string | null;
  readonly data?: Data | null;
}

/** Says which streams the client wants, by label; the label "" stands for all labels not named. */
export interface ClientRequest extends Signed {
  readonly type: "request";
  readonly request?: { readonly [label: string]: RequestWords | null } | null;
}

/** Says what the client wants of one stream; null goes back to what `request` said. */
export interface ClientRequestStream extends Signed {
  readonly type: "requestStream";
  readonly id?: string;
  readonly request?: RequestWords | null;
}

/** Publishes a stream, or renegotiates one; answered by `answer` or `abort`. */
export interface ClientOffer extends Signed {
  readonly type: "offer";
  readonly id?: string;
  readonly label?: string;
  readonly sdp?: string;
  /** "" or `renegotiate`: informative. */
  readonly kind?: string;
  /** An own stream that this one supersedes. */
  readonly replace?: string | null;
}

/** Answers the server's offer of a stream. */
export interface ClientAnswer extends Signed {
  readonly type: "answer";
  readonly id?: string;
  readonly sdp?: string;
}

/** A candidate of the client for one of its streams. A missing candidate is a protocol error. */
export interface ClientIce extends Signed {
  readonly type: "ice";
  readonly id?: string;
  readonly candidate?: IceCandidate | null;
}

/** Asks for a new offer with new ICE credentials. */
export interface ClientRenegotiate extends Signed {
  readonly type: "renegotiate";
  readonly id?: string;
}

/** Ends a stream that the client offered. */
export interface ClientClose extends Signed {
  readonly type: "close";
  readonly id?: string;
}

/** Refuses a stream that the server offered. */
export interface ClientAbort extends Signed {
  readonly type: "abort";
  readonly id?: string;
}

/** A line of chat: to all, or to `dest` alone. */
export interface ClientChat extends Signed {
  readonly type: "chat";
  readonly id?: string;
  /** "" for plain text, `me` for an action, `caption` for a subtitle. */
  readonly kind?: string;
  readonly dest?: string | null;
  readonly value?: JsonValue;
  readonly noecho?: boolean;
}

/** A message between programs (warning, mute, file transfer…); never kept in the history. */
export interface ClientUserMessage extends Signed {
  readonly type: "usermessage";
  readonly id?: string;
  readonly kind?: string;
  readonly dest?: string | null;
  readonly value?: JsonValue;
  readonly noecho?: boolean;
}

/** Does something to a member: `op`, `present`, `kick`, `setdata`… */
export interface ClientUserAction extends Signed {
  readonly type: "useraction";
  readonly kind?: string;
  readonly dest?: string | null;
  readonly value?: JsonValue;
}

/** Does something to the group: `lock`, `clearchat`, `record`, `maketoken`… */
export interface ClientGroupAction extends Signed {
  readonly type: "groupaction";
  readonly kind?: string;
  readonly value?: JsonValue;
}

/** Everything that a client may say. */
export type ClientMessage =
  | ClientHandshake
  | ClientPing
  | ClientPong
  | ClientJoin
  | ClientRequest
  | ClientRequestStream
  | ClientOffer
  | ClientAnswer
  | ClientIce
  | ClientRenegotiate
  | ClientClose
  | ClientAbort
  | ClientChat
  | ClientUserMessage
  | ClientUserAction
  | ClientGroupAction
  | (Signed & ClientExtensionMessage);

/** The first message of the server; anything else there is fatal to the stock client. */
export interface ServerHandshake {
  readonly type: "handshake";
  readonly version: readonly string[];
}

/** Asks for a `pong`. */
export interface ServerPing {
  readonly type: "ping";
}

/** Answers a `ping`. */
export interface ServerPong {
  readonly type: "pong";
}

/** The client's own state in a group: it has joined, something has changed, or it has left. */
export interface ServerJoined {
  readonly type: "joined";
  readonly kind: "join" | "change" | "leave";
  readonly group?: string;
  readonly username: string;
  /** Absent when there are none. */
  readonly permissions?: readonly string[];
  readonly status?: GroupStatus;
  /** The group's data; absent when there is none. */
  readonly data?: Data;
  readonly rtcConfiguration?: RtcConfiguration;
}

/** The join failed; the socket stays and the client may try again. */
export interface ServerJoinFailed {
  readonly type: "joined";
  readonly kind: "fail";
  readonly group?: string;
  readonly username: string;
  /** For programs. */
  readonly error?: "need-username" | "duplicate-username" | "not-let-in";
  /** For people. */
  readonly value: string;
}

/** The group lives elsewhere: `value` is the URL. */
export interface ServerJoinRedirected {
  readonly type: "joined";
  readonly kind: "redirect";
  readonly group?: string;
  readonly username: string;
  readonly value: string;
}

/** A member, oneself included, came, changed or went. */
export interface ServerUser {
  readonly type: "user";
  readonly kind: "add" | "change" | "delete";
  readonly id: string;
  readonly username: string;
  readonly permissions?: readonly string[];
  readonly data?: Data;
}

/** Offers a stream of another member, the first time or again. */
export interface ServerOffer {
  readonly type: "offer";
  /** The publisher's id of the stream. */
  readonly id: string;
  readonly label?: string;
  readonly sdp: string;
  /** The stream that this one supersedes, to be closed without waiting for its `close`. */
  readonly replace?: string;
  /** Id of the publisher. */
  readonly source: string;
  /** Name of the publisher. */
  readonly username: string;
}

/** Answers the client's offer. */
export interface ServerAnswer {
  readonly type: "answer";
  readonly id: string;
  readonly sdp: string;
}

/** A candidate of the server. */
export interface ServerIce {
  readonly type: "ice";
  readonly id: string;
  readonly candidate: IceCandidate;
}

/** Asks the publisher for a new offer with new ICE credentials. */
export interface ServerRenegotiate {
  readonly type: "renegotiate";
  readonly id: string;
}

/** A stream that the server offered has ended. May name one that was never offered. */
export interface ServerClose {
  readonly type: "close";
  readonly id: string;
}

/** The server refuses a stream of the client. */
export interface ServerAbort {
  readonly type: "abort";
  readonly id: string;
}

/** A line of chat. */
export interface ServerChat {
  readonly type: "chat";
  /** Absent on private chat, which cannot be deleted. */
  readonly id?: string;
  readonly kind?: string;
  /** Absent when the server itself speaks. */
  readonly source?: string;
  readonly username?: string;
  /** Present on private chat. */
  readonly dest?: string;
  /** The sender was an operator. */
  readonly privileged?: boolean;
  /** RFC 3339. */
  readonly time: string;
  readonly noecho?: boolean;
  readonly value?: JsonValue;
}

/** A line of chat from before the client joined. */
export interface ServerChatHistory {
  readonly type: "chathistory";
  readonly id?: string;
  readonly kind?: string;
  readonly source?: string;
  readonly username?: string;
  readonly time: string;
  readonly value?: JsonValue;
}

/**
 * A message between programs, of a member or of the server. Kinds that only the server and operators may send with effect
 * (`error`, `warning`, `info`, `kicked`, `clearchat`, `mute`, `token`, `tokenlist`) count only when `privileged`.
 */
export interface ServerUserMessage {
  readonly type: "usermessage";
  readonly id?: string;
  readonly kind?: string;
  readonly source?: string;
  readonly username?: string;
  readonly dest?: string;
  readonly privileged?: boolean;
  /** For programs, on failures. */
  readonly error?: string;
  /** RFC 3339; absent on messages of the server itself. */
  readonly time?: string;
  readonly noecho?: boolean;
  readonly value?: JsonValue;
}

/** Everything that the server may say. */
export type ServerMessage =
  | ServerHandshake
  | ServerPing
  | ServerPong
  | ServerJoined
  | ServerJoinFailed
  | ServerJoinRedirected
  | ServerUser
  | ServerOffer
  | ServerAnswer
  | ServerIce
  | ServerRenegotiate
  | ServerClose
  | ServerAbort
  | ServerChat
  | ServerChatHistory
  | ServerUserMessage
  | ServerExtensionMessage;
