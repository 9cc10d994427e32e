/**
 * Short messages, seen and spoken.
 * @module
 */
import { CircleAlert, Info, TriangleAlert, X } from "lucide-preact";
import { useApp } from "../context.ts";
import type { Notice } from "../models/notices.ts";
import { text } from "../text.ts";

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** The notices of now. Errors interrupt a screen reader; the rest waits for its turn. */
export function Notices() {
  const { notices } = useApp();
  return (
    <>
      <div class="toasts">
        {notices.shown.value.map((notice) => <NoticeBox key={notice.id} notice={notice} />)}
      </div>
      <p class="hidden" role="log" aria-live="polite">{notices.announced.value}</p>
    </>
  );
}

function NoticeBox({ notice }: { readonly notice: Notice }) {
  const { notices } = useApp();
  const Icon = ICONS[notice.kind];
  const { action } = notice;
  return (
    <div
      class="toast"
      data-kind={notice.kind}
      role={notice.kind === "info" ? "log" : "alert"}
    >
      <Icon class="icon" aria-hidden="true" />
      <p>{notice.text}</p>
      {action !== null && (
        <button
          type="button"
          class="button small"
          onClick={() => {
            action.perform();
            notices.dismiss(notice.id);
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={text.room.dismiss}
        onClick={() => notices.dismiss(notice.id)}
      >
        <X class="icon" aria-hidden="true" />
      </button>
    </div>
  );
}
