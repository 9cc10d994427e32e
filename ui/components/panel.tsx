/**
 * What opens beside the stage, or over it on a narrow screen.
 * @module
 */
import { X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import type { Panel as PanelName } from "../models/app.ts";
import { closePanel } from "./room_keys.ts";
import { useSwipeDown } from "./sheet_swipe.ts";

/** What the panel is. */
export interface PanelProps {
  readonly name: PanelName;
  readonly title: string;
  readonly note?: string;
  readonly closeLabel: string;
  readonly children: ComponentChildren;
}

/** A panel with a title and a way to close it; Escape closes it too, and the focus goes back to its button. */
export function Panel({ name, title, note, closeLabel, children }: PanelProps) {
  const app = useApp();
  const ref = useRef<HTMLElement>(null);
  const close = () => closePanel(app);
  useSwipeDown(ref, ".panel-head", close);
  return (
    <aside
      ref={ref}
      class="panel"
      id={`panel-${name}`}
      data-region="panel"
      tabIndex={-1}
      // Not a label of its own: that name belongs to the button.
      aria-labelledby={`panel-${name}-title`}
    >
      <header class="panel-head">
        <h2 id={`panel-${name}-title`}>{title}</h2>
        {note !== undefined && <span class="panel-note">{note}</span>}
        <button type="button" class="icon-button" aria-label={closeLabel} onClick={close}>
          <X class="icon" aria-hidden="true" />
        </button>
      </header>
      {children}
    </aside>
  );
}
