/**
 * Fields of forms: a line of text, a choice, and a switch.
 * @module
 */
import type { Signal } from "@preact/signals";
import { ChevronDown } from "lucide-preact";
import { useId } from "preact/hooks";

/** A line of text, and where it is kept. */
export interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: Signal<string>;
  /** Hides what is written; the browser may fill in what is meant. */
  readonly password?: "current-password" | "new-password";
  readonly type?: "text" | "datetime-local";
  /** The focus goes here at first. */
  readonly autoFocus?: boolean;
}

/** A labelled field for a line of text. */
export function TextField(props: TextFieldProps) {
  const { label, hint, value, password, autoFocus } = props;
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      <input
        id={id}
        class="input"
        autofocus={autoFocus ?? false}
        type={password === undefined ? props.type ?? "text" : "password"}
        autocomplete={password ?? "off"}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly name: string;
}

/** A select; `label` names it where no label element does. */
export interface SelectProps {
  readonly id: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly options: readonly Option[];
  readonly disabled?: boolean;
  readonly value: string;
  change(value: string): void;
}

/** The bare select. */
export function Select(props: SelectProps) {
  return (
    <span class="select">
      <select
        id={props.id}
        class="input"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        disabled={props.disabled ?? false}
        value={props.value}
        onChange={(event) => props.change(event.currentTarget.value)}
      >
        {props.options.map(({ value, name }) => (
          <option key={value} value={value} selected={value === props.value}>{name}</option>
        ))}
      </select>
      <ChevronDown class="icon" aria-hidden="true" />
    </span>
  );
}

/** A choice among few; `order` says in which order they are listed. */
export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: Readonly<Record<T, string>>;
  readonly order: readonly T[];
  readonly disabled?: boolean;
  readonly value: T;
  change(value: T): void;
}

/** A labelled select. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>{props.label}</label>
      <Select
        id={id}
        {...props.hint === undefined ? {} : { describedBy: `${id}-hint` }}
        options={props.order.map((one) => ({ value: one, name: props.options[one] }))}
        disabled={props.disabled ?? false}
        value={props.value}
        change={(value) => {
          const chosen = props.order.find((one) => one === value);
          if (chosen !== undefined) props.change(chosen);
        }}
      />
      {props.hint !== undefined && <p class="hint" id={`${id}-hint`}>{props.hint}</p>}
    </div>
  );
}

/** A thing that is on or off. */
export interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  change(checked: boolean): void;
}

/** The switch alone, for where the label stands elsewhere. */
export function Switch(props: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={props.checked}
      aria-label={props.label}
      disabled={props.disabled ?? false}
      onClick={() => props.change(!props.checked)}
    >
      <span class="switch-knob" />
    </button>
  );
}

/** A labelled switch in a row of its own. */
export function SwitchRow(props: SwitchProps) {
  return (
    <div class="switch-row">
      <div>
        <p class="field-label" aria-hidden="true">{props.label}</p>
        {props.hint !== undefined && <p class="hint">{props.hint}</p>}
      </div>
      <Switch {...props} />
    </div>
  );
}
