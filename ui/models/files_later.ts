/**
 * Files, of which most is fetched when the first one is sent or offered.
 * @module
 */
import { computed, signal } from "@preact/signals";
import type { Files, FilesOptions } from "./files.ts";
import { FILE_KIND } from "../client/file_messages.ts";
import type { UserMessage } from "../client/user_messages.ts";

/** What is needed before that. */
export interface FilesLaterOptions extends FilesOptions {
  /** Fetches the rest. */
  load(): Promise<(options: FilesOptions) => Files>;
  /** It could not be fetched. */
  failed(): void;
}

/** So many messages of others wait meanwhile. */
const MOST_WAITING = 50;

/** Does what it is asked to once the rest is there, in order. */
export function createFilesLater(options: FilesLaterOptions): Files {
  const { session } = options.client;
  const core = signal<Files | null>(null);
  let waiting: ((files: Files) => void)[] = [];
  let loading = false;
  let ended = false;

  const use = (act: (files: Files) => void) => {
    const files = core.peek();
    if (files !== null) return act(files);
    if (ended || waiting.length >= MOST_WAITING) return;
    waiting.push(act);
    if (loading) return;
    loading = true;
    options.load().then((create) => {
      if (ended) return;
      const files = create(options);
      core.value = files;
      for (const one of waiting.splice(0)) one(files);
    }, () => {
      waiting = [];
      options.failed();
    }).finally(() => loading = false);
  };
  const receive = (message: UserMessage) => {
    if (message.kind === FILE_KIND) use((files) => files.receive(message));
  };

  return {
    transfers: computed(() => core.value?.transfers.value ?? []),
    maySend: ({ id, permissions }) =>
      // Whoever cannot answer cannot receive.
      session.may("message") && permissions.includes("message") && id !== session.self.value.id,
    offer: (member, chosen) => use((files) => files.offer(member, chosen)),
    accept: (transfer) => core.peek()?.accept(transfer),
    stop: (transfer) => core.peek()?.stop(transfer),
    retry: (transfer) => core.peek()?.retry(transfer),
    save: (transfer) => core.peek()?.save(transfer),
    forget: (transfer) => core.peek()?.forget(transfer),
    forgetAll: () => core.peek()?.forgetAll(),
    receive,
    memberRemoved: (id) => {
      if (core.peek() !== null || loading) use((files) => files.memberRemoved(id));
    },
    joined: (again) => core.peek()?.joined(again),
    left: () => {
      waiting = [];
      core.peek()?.left();
    },
    dispose: () => {
      ended = true;
      waiting = [];
      core.peek()?.dispose();
    },
  };
}
