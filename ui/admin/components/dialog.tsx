/**
 * A question over the page.
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Failure } from "../client.ts";
import { type Problem, toProblem } from "../failure.ts";
import { adminText } from "../text.ts";
import { FormProblem } from "./forms.tsx";

/** What is asked. */
export interface QuestionProps {
  readonly title: string;
  readonly body?: string;
  /** Name of the button that does it. */
  readonly action: string;
  readonly children?: ComponentChildren;
  /** Does it; what it comes to is a failure, or null when it is done and the question goes. */
  perform(): Promise<Failure | null>;
  close(): void;
}

/** Asks before something is done. Escape leaves it undone; the focus goes back to where it came from. */
export function Question({ title, body, action, children, perform, close }: QuestionProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const id = useId();

  useEffect(() => {
    const from = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.peek()) return;
    busy.value = true;
    const failure = await perform();
    busy.value = false;
    if (failure === null) close();
    else problem.value = toProblem(failure);
  };
  return (
    <dialog
      class="dialog"
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={body === undefined ? undefined : `${id}-body`}
      onClose={close}
    >
      <form class="dialog-content" onSubmit={(event) => void submit(event)} noValidate>
        <div class="dialog-body admin-question">
          <h2 id={`${id}-title`}>{title}</h2>
          {body !== undefined && <p id={`${id}-body`}>{body}</p>}
          {children}
          <FormProblem problem={problem.value} />
          <div class="admin-actions">
            <button type="button" class="button" onClick={close}>{adminText.cancel}</button>
            <button type="submit" class="button danger" disabled={busy.value}>{action}</button>
          </div>
        </div>
      </form>
    </dialog>
  );
}
