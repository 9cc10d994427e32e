/**
 * Files that go to and come from other members: what is allowed, what is on its way, and what is told of it.
 * @module
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import { type OpenDataPeer, openDataPeer } from "../client/data_peer.ts";
import { FILE_KIND } from "../client/file_messages.ts";
import { safeFileName } from "../client/file_name.ts";
import { createFileTransfers } from "../client/file_transfer.ts";
import type { Member } from "../client/members.ts";
import type { Transfer } from "../client/transfer.ts";
import type { UserMessage } from "../client/user_messages.ts";
import { formatBytes } from "../languages/format.ts";
import { text } from "../text.ts";
import { createBuckets } from "./bucket.ts";
import { nameOf } from "./member_name.ts";
import type { Notices } from "./notices.ts";

/** Largest file, in bytes: the receiving browser keeps all of it until it is saved. */
export const MOST_BYTES = 2e9;

/** So many files may be on their way to others at once; and as many from one member to us. */
export const MOST_AT_ONCE = 5;

/** So many offers may wait for an answer. */
const MOST_OFFERS = 15;

/** Offers of one member: so many at once, then one in so many seconds. */
const OFFER_BURST = 10;
const OFFERS_PER_SECOND = 0.1;

/** The files of a session. */
export interface Files {
  /** The newest last. */
  readonly transfers: ReadonlySignal<readonly Transfer[]>;
  /** Whether the member can be sent files. */
  maySend(member: Member): boolean;
  /** Offers files to a member, as far as that is allowed; the person is told what is not. */
  offer(member: Member, files: readonly File[]): void;
  accept(transfer: Transfer): void;
  /** Refuses, withdraws or stops. */
  stop(transfer: Transfer): void;
  /** Offers a file again that did not arrive. */
  retry(transfer: Transfer): void;
  /** Puts a file that has arrived to the others on the disk, once more. */
  save(transfer: Transfer): void;
  /** Takes one that is over off the list, or all of them. */
  forget(transfer: Transfer): void;
  forgetAll(): void;
  /** Takes a message of another client. */
  receive(message: UserMessage): void;
  memberRemoved(id: string): void;
  joined(again: boolean): void;
  left(): void;
  dispose(): void;
}

/** What files need. */
export interface FilesOptions {
  readonly client: Pick<Client, "session" | "tell">;
  readonly notices: Pick<Notices, "show" | "announce">;
  /** Puts a file where the browser puts what it fetches. */
  save(content: Blob, name: string): void;
  /** Somebody offers a file. */
  offered(transfer: Transfer): void;
  after(delayMs: number, callback: () => void): () => void;
  nowMs(): number;
  random(): number;
  /** Connections between browsers; tests have their own. */
  readonly openPeer?: OpenDataPeer;
}

/** Starts with none. */
export function createFiles(options: FilesOptions): Files {
  const { client, notices } = options;
  const { session } = client;
  const offers = createBuckets(OFFER_BURST, OFFERS_PER_SECOND);
  const told = signal<ReadonlySet<string>>(new Set());

  const core = createFileTransfers({
    telling: client,
    openPeer: options.openPeer ?? openDataPeer,
    rtcConfiguration: () => session.rtcConfiguration.peek(),
    mayOffer: (source) => {
      if (!offers.take(source, options.nowMs())) return false;
      const open = core.transfers.peek().filter(isIncoming);
      return open.length < MOST_OFFERS &&
        open.filter(({ peer }) => peer === source).length < MOST_AT_ONCE;
    },
    after: options.after,
    nowMs: options.nowMs,
    random: options.random,
  });
  const { transfers } = core;

  const offer = (member: Member, files: readonly File[]) => {
    let free = MOST_AT_ONCE - transfers.peek().filter(isOutgoing).length;
    for (const file of files) {
      if (file.size > MOST_BYTES) {
        notices.show("warning", text.files.tooLarge(nameOfFile(file), formatBytes(MOST_BYTES)));
      } else if (--free < 0) {
        return notices.show("warning", text.files.tooMany(MOST_AT_ONCE));
      } else core.offer(member, file);
    }
  };
  const save = ({ received, name }: Transfer) => {
    const content = received.peek();
    if (content !== null) options.save(content, safeFileName(name, text.files.unnamed));
  };
  /** Each change that matters is told once, and what has come is saved. */
  const tellOnce = (transfer: Transfer) => {
    const key = `${transfer.key} ${transfer.state.value}`;
    if (told.peek().has(key)) return;
    told.value = new Set([...told.peek(), key].slice(-500));
    tell(transfer);
  };
  const tell = (transfer: Transfer) => {
    const { state, direction } = transfer;
    const name = nameOf(transfer);
    const file = nameOfFile(transfer);
    if (state.peek() === "offered" && direction === "down") {
      options.offered(transfer);
      notices.announce(text.files.offeredBy(name, file));
    } else if (state.peek() === "done") {
      if (direction === "down") save(transfer);
      notices.announce(
        direction === "down" ? text.files.arrived(file) : text.files.sent(file, name),
      );
    } else if (state.peek() === "ended") {
      const end = transfer.end.peek();
      if (end !== null && end !== "stopped") notices.announce(text.files.ends[end](name));
    }
  };
  const stopTelling = effect(() => {
    for (const transfer of transfers.value) tellOnce(transfer);
  });

  return {
    transfers,
    maySend: ({ id, permissions }) =>
      // Whoever cannot answer cannot receive.
      session.may("message") && permissions.includes("message") && id !== session.self.value.id,
    offer,
    accept: (transfer) => {
      if (transfer.size <= MOST_BYTES) core.accept(transfer);
    },
    stop: core.stop,
    retry: (transfer) => {
      const { file, peer, username } = transfer;
      if (file === null) return;
      const members = session.members.peek();
      const member = members.get(peer) ??
        // Somebody who has come back is known by another id.
        [...members.values()].find((one) => one.username === username && username !== "");
      if (member === undefined) {
        return notices.show("warning", text.files.ends.gone(nameOf(transfer)));
      }
      core.forget(transfer);
      offer(member, [file]);
    },
    save,
    forget: core.forget,
    forgetAll: () => transfers.peek().forEach(core.forget),
    receive: (message) => {
      if (message.kind === FILE_KIND) core.receive(message);
    },
    memberRemoved: core.memberRemoved,
    joined: (again) => {
      if (again) core.rejoined();
    },
    left: core.dispose,
    dispose: () => {
      stopTelling();
      core.dispose();
    },
  };
}

/** The name by which a file is shown: nothing in it misleads. */
export function nameOfFile({ name }: { readonly name: string }): string {
  return safeFileName(name, text.files.unnamed);
}

function isOpen({ state }: Transfer): boolean {
  return state.peek() !== "done" && state.peek() !== "ended";
}

function isIncoming(transfer: Transfer): boolean {
  return transfer.direction === "down" && isOpen(transfer);
}

function isOutgoing(transfer: Transfer): boolean {
  return transfer.direction === "up" && isOpen(transfer);
}
