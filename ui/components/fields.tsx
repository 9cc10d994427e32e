/**
 * Fields of forms: a choice, and a switch.
 * @module
 */
import { useId } from "preact/hooks";

/** A choice among few; `order` says in which order they are listed. */
export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: Readonly<Record<T, string>>;
  readonly order: readonly T[];
  readonly value: T;
  change(value: T): void;
}

/** A labelled select. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>{props.label}</label>
      <select
        id={id}
        class="input select"
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        value={props.value}
        onChange={(event) => {
          const chosen = props.order.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) props.change(chosen);
        }}
      >
        {props.order.map((one) => (
          <option key={one} value={one} selected={one === props.value}>{props.options[one]}</option>
        ))}
      </select>
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
