/**
 * A text to copy.
 * @module
 */
import { Copy } from "lucide-preact";
import { useId, useRef } from "preact/hooks";
import { useAdmin } from "../app.ts";
import { copyText } from "../clipboard.ts";
import { adminText } from "../text.ts";

/** A text that can be read, marked, and copied with a button. */
export function CopyField(props: {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
}) {
  const { said } = useAdmin();
  const ref = useRef<HTMLInputElement>(null);
  const id = useId();
  const copy = async () => {
    ref.current?.select();
    said.value = await copyText(props.value) ? adminText.copied : adminText.notCopied;
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>{props.label}</label>
      <div class="admin-copy">
        <input
          id={id}
          ref={ref}
          class="input"
          readOnly
          value={props.value}
          aria-describedby={props.help === undefined ? undefined : `${id}-help`}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={() => void copy()}>
          <Copy class="icon" aria-hidden="true" />
          {adminText.copy}
        </button>
      </div>
      {props.help !== undefined && <p class="hint" id={`${id}-help`}>{props.help}</p>}
    </div>
  );
}
