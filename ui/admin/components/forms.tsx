/**
 * Fields of forms that hold their value in a signal, with help and with what is wrong at the field itself.
 * @module
 */
import type { Signal } from "@preact/signals";
import { CircleAlert } from "lucide-preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Choice, SwitchRow } from "../../components/fields.tsx";
import type { Problem } from "../failure.ts";
import { adminText } from "../text.ts";

/** What a field of text is. */
export interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  /** The field's name in problems. */
  readonly name: string;
  /** "text" is a line, "area" several. */
  readonly type?: "text" | "password" | "number" | "datetime-local" | "area" | "code";
  readonly autocomplete?: string;
  readonly optional?: boolean;
  readonly disabled?: boolean;
  /** Whether it has the focus when it appears. */
  readonly focused?: boolean;
  readonly value: Signal<string>;
  readonly problem?: Problem | null;
}

/** A field of text. The focus goes to it when something is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, help, name, type = "text", value, problem = null } = props;
  const id = useId();
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const wrong = problem !== null && problem.field === name ? problem.message : null;
  useEffect(() => {
    if (wrong !== null) ref.current?.focus();
  }, [problem]);
  useEffect(() => {
    if (props.focused === true) ref.current?.focus();
  }, []);
  const described = [
    ...(help === undefined ? [] : [`${id}-help`]),
    ...(wrong === null ? [] : [`${id}-problem`]),
  ].join(" ");
  const common = {
    id,
    ref,
    name,
    value: value.value,
    "aria-invalid": wrong !== null,
    "aria-describedby": described === "" ? undefined : described,
    disabled: props.disabled ?? false,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      value.value = event.currentTarget.value;
    },
  };
  const multiline = type === "area" || type === "code";
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {props.optional === true && <span class="hint">{` (${adminText.optional})`}</span>}
      </label>
      {multiline
        ? (
          <textarea
            class="input"
            rows={type === "code" ? 8 : 2}
            spellcheck={type === "area"}
            {...common}
          />
        )
        : (
          <input
            class="input"
            type={type === "number" ? "text" : type}
            inputMode={type === "number" ? "numeric" : undefined}
            autocomplete={props.autocomplete ?? "off"}
            autoCapitalize="none"
            spellcheck={false}
            {...common}
          />
        )}
      {help !== undefined && <p class="hint" id={`${id}-help`}>{help}</p>}
      {wrong !== null && <p class="field-problem" id={`${id}-problem`}>{wrong}</p>}
    </div>
  );
}

/** A choice among few. */
export function ChoiceField<T extends string>(props: {
  readonly label: string;
  readonly help?: string;
  readonly options: Readonly<Record<T, string>>;
  readonly order: readonly T[];
  readonly disabled?: boolean;
  readonly value: Signal<T>;
}) {
  return (
    <Choice<T>
      label={props.label}
      {...(props.help === undefined ? {} : { hint: props.help })}
      options={props.options}
      order={props.order}
      disabled={props.disabled ?? false}
      value={props.value.value}
      change={(value) => {
        props.value.value = value;
      }}
    />
  );
}

/** A thing that is on or off. */
export function CheckRow(props: {
  readonly label: string;
  readonly help?: string;
  readonly disabled?: boolean;
  readonly value: Signal<boolean>;
}) {
  return (
    <SwitchRow
      label={props.label}
      {...(props.help === undefined ? {} : { hint: props.help })}
      disabled={props.disabled ?? false}
      checked={props.value.value}
      change={(checked) => {
        props.value.value = checked;
      }}
    />
  );
}

/** What is wrong with the form as a whole; spoken at once. Where others were there first, there is a way to look again. */
export function FormProblem(props: {
  readonly problem: Problem | null;
  readonly lookAgain?: () => void;
}) {
  const { problem, lookAgain } = props;
  return (
    <div class="form-problem" role="alert">
      {problem !== null && (
        // A field says itself what is wrong with it; here it is for the ear, and in case there is no such field.
        <p class={problem.field === null ? "" : "hidden"}>
          <CircleAlert class="icon" aria-hidden="true" />
          <span>{problem.message}</span>
          {problem.changed && lookAgain !== undefined && (
            <button type="button" class="button small" onClick={lookAgain}>
              {adminText.lookAgain}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
