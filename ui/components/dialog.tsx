/**
 * Dialogues over the room.
 * @module
 */
import { X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useApp } from "../context.ts";

/** What a dialogue shows. */
export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  /** There is more beside each other than in a form. */
  readonly wide?: boolean;
  /** The content; `close` ends the dialogue. */
  children(close: () => void): ComponentChildren;
}

/** A dialogue that is open as long as it is there. Closing it brings the focus back to where it was. */
export function DialogBox({ title, closeLabel, wide = false, children }: DialogProps) {
  const app = useApp();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => ref.current?.showModal(), []);
  const close = () => ref.current?.close();
  return (
    <dialog
      class={wide ? "dialog wide" : "dialog"}
      ref={ref}
      aria-labelledby={id}
      onClose={() => {
        app.dialog.value = null;
      }}
      onClick={(event) => {
        // A click on the dialogue's own box is one on the backdrop: the content fills the rest.
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="dialog-content">
        <header class="panel-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="icon-button" aria-label={closeLabel} onClick={close}>
            <X class="icon" aria-hidden="true" />
          </button>
        </header>
        {children(close)}
      </div>
    </dialog>
  );
}

/** A dialogue with something to fill in, and a button that does it. */
export interface FormDialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly children?: ComponentChildren;
  /** False if the dialogue is to stay. */
  submit(): boolean;
}

/** Enter in a field submits, Escape cancels. */
export function FormDialog(props: FormDialogProps) {
  return (
    <DialogBox title={props.title} closeLabel={props.closeLabel}>
      {(close) => (
        <form
          class="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (props.submit()) close();
          }}
        >
          <div class="dialog-body">{props.children}</div>
          <footer class="dialog-actions">
            <button type="button" class="button" onClick={close}>{props.closeLabel}</button>
            <button type="submit" class={`button ${props.danger === true ? "danger" : "primary"}`}>
              {props.submitLabel}
            </button>
          </footer>
        </form>
      )}
    </DialogBox>
  );
}
