/**
 * What a user may do, to choose.
 * @module
 */
import type { Signal } from "@preact/signals";
import type { Problem } from "../failure.ts";
import { type PermissionChoice, USER_CHOICES } from "../permissions.ts";
import { adminText } from "../text.ts";
import { ChoiceField, TextField } from "./forms.tsx";

/** A choice of sets; for single permissions a field as well. */
export function PermissionFields(props: {
  readonly choice: Signal<PermissionChoice>;
  readonly list: Signal<string>;
  readonly problem: Problem | null;
}) {
  return (
    <>
      <ChoiceField<PermissionChoice>
        label={adminText.permissions.label}
        options={adminText.permissions.names}
        order={USER_CHOICES}
        value={props.choice}
      />
      {props.choice.value === "list" && (
        <TextField
          label={adminText.permissions.list}
          help={adminText.permissions.listHint}
          name="permissions"
          value={props.list}
          problem={props.problem}
        />
      )}
    </>
  );
}
