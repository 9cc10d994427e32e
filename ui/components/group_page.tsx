/**
 * A group's page: the door, then the room.
 * @module
 */
import { signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { AppContext } from "../context.ts";
import type { App } from "../models/app.ts";
import { isWebAddress } from "../client/session.ts";
import { text } from "../text.ts";
import { titleOf } from "../title.ts";
import { markUnread } from "../unread_mark.ts";
import { Join } from "./join.tsx";

/** What is behind the door: fetched while the person stands before it. */
const room = signal<ComponentType | null>(null);

/** Fetches the room, unless it is there; false if it cannot be had. */
async function fetchRoom(): Promise<boolean> {
  try {
    room.value ??= (await import("./room.tsx")).Room;
    return true;
  } catch {
    return false;
  }
}

/** The page of the group that `app` is about. */
export function GroupPage({ app }: { readonly app: App }) {
  const trouble = useSignal<string | null>(null);
  const { session, chat } = app;

  const outside = session.phase.value === "lobby";
  useEffect(() => {
    if (!outside) return;
    void app.client.refreshStatus().then((answer) => {
      if (answer.kind === "found") {
        trouble.value = null;
        const { redirect = "" } = answer.status;
        if (isWebAddress(redirect)) app.navigate(redirect);
        return;
      }
      trouble.value = answer.kind === "missing"
        ? text.join.noGroup(app.group)
        : text.join.statusFailed;
    });
  }, [outside]);

  useEffect(() => {
    void fetchRoom().then((there) => {
      if (!there) trouble.value = text.failure.load;
    });
  }, [outside]);

  const Room = session.phase.value === "room" ? room.value : null;
  const title = titleOf(app.group, session.status.value);
  const unread = chat.unread.value;
  useEffect(() => {
    markUnread(unread);
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${title} – ${text.product}`;
  }, [title, unread]);

  return (
    <AppContext.Provider value={app}>
      {Room === null ? <Join trouble={trouble.value} /> : <Room />}
    </AppContext.Provider>
  );
}
