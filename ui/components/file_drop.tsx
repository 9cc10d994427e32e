/**
 * Files: what is on its way, and dropping them onto the room.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Upload } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { later } from "./later.tsx";

const FileList = later(async () => (await import("./file_list.tsx")).FileList);

/** The list of files, as long as there are any, and the place where new ones can be dropped. */
export function Files() {
  const app = useApp();
  const over = useSignal(false);

  useEffect(() => {
    const carriesFiles = (event: DragEvent) =>
      event.dataTransfer?.types.includes("Files") === true && app.session.may("message") &&
      app.dialog.peek() === null;
    const move = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent) => {
      over.value = false;
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...event.dataTransfer?.files ?? []];
      if (files.length === 0) return;
      app.dialog.value = { type: "send-files", member: memberUnder(app, event.target), files };
    };
    document.addEventListener("dragover", move);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", move);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);

  return (
    <>
      {app.files.transfers.value.length > 0 && <FileList />}
      {over.value && (
        <p class="files-drop" aria-hidden="true">
          <Upload class="icon" />
          {text.files.drop}
        </p>
      )}
    </>
  );
}

/** Whose row or tile something is dropped on; in the chat, whom one writes to. */
function memberUnder({ session, chat }: App, target: EventTarget | null) {
  if (!(target instanceof Element)) return null;
  const id = target.closest<HTMLElement>("[data-member]")?.dataset["member"] ?? "";
  const member = session.members.peek().get(id);
  if (member !== undefined) return member;
  return target.closest("#panel-chat") === null ? null : chat.recipient.peek();
}
