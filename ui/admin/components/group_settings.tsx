/**
 * The fields of a group's definition, and its end.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useAdmin } from "../app.ts";
import { groupPath, recordOf } from "../client.ts";
import { type Problem, toProblem } from "../failure.ts";
import { createForm, type GroupForm } from "../group_form.ts";
import { DEVICE_CHOICES, type GroupField, SECTIONS } from "../group_fields.ts";
import type { Loaded, There } from "../loaded.ts";
import { adminText } from "../text.ts";
import { Question } from "./dialog.tsx";
import { CheckRow, ChoiceField, FormProblem, TextField, type TextFieldProps } from "./forms.tsx";
import { useLoaded, WhenLoaded } from "./loaded.tsx";

/** What a group's definition says, to be changed. */
export function GroupSettings({ group }: { readonly group: string }) {
  const loaded = useLoaded(groupPath(group));
  return (
    <>
      <WhenLoaded loaded={loaded}>
        {(there) => (
          <SettingsForm
            key={there.edition}
            group={group}
            there={there}
            loaded={loaded}
          />
        )}
      </WhenLoaded>
      <DeleteGroup group={group} loaded={loaded} />
    </>
  );
}

const FIELD_NAMES = SECTIONS.flatMap(({ fields }) => fields.map(({ name }) => name));

function SettingsForm(props: {
  readonly group: string;
  readonly there: There;
  readonly loaded: Loaded;
}) {
  const { group, there, loaded } = props;
  const app = useAdmin();
  const form = useMemo(() => createForm(recordOf(there.value)), []);
  const problems = useSignal<readonly Problem[]>([]);
  const busy = useSignal(false);

  const save = async (event: Event) => {
    event.preventDefault();
    if (busy.peek()) return;
    app.said.value = "";
    const written = form.write(recordOf(there.value));
    problems.value = written.problems;
    if (written.problems.length > 0) return;
    busy.value = true;
    const json = written.definition;
    const answer = await app.ask("PUT", groupPath(group), { json, ifMatch: there.etag });
    busy.value = false;
    if (!answer.ok) {
      problems.value = [toProblem(answer.failure, FIELD_NAMES)];
      return;
    }
    app.said.value = adminText.group.saved;
    loaded.amend(json, answer.etag);
  };

  const { writable } = app.login;
  return (
    <form class="admin-form" onSubmit={(event) => void save(event)} noValidate>
      {SECTIONS.map(({ name, fields }) => (
        <fieldset key={name} class="admin-section">
          <legend>{adminText.sections[name]}</legend>
          {fields.map((field) => (
            <Field
              key={field.name}
              field={field}
              form={form}
              problems={problems.value}
              disabled={!writable}
            />
          ))}
        </fieldset>
      ))}
      <FormProblem problem={wholeProblem(problems.value)} lookAgain={() => void loaded.load()} />
      {writable && (
        <div class="admin-actions">
          <button type="submit" class="button primary" disabled={busy.value}>
            {busy.value ? adminText.saving : adminText.save}
          </button>
        </div>
      )}
    </form>
  );
}

/** What to say below the form: of problems at fields only how many there are. */
function wholeProblem(problems: readonly Problem[]): Problem | null {
  const whole = problems.find(({ field }) => field === null);
  if (whole !== undefined || problems.length === 0) return whole ?? null;
  return { field: null, message: adminText.group.problems(problems.length), changed: false };
}

function Field(props: {
  readonly field: GroupField;
  readonly form: GroupForm;
  readonly problems: readonly Problem[];
  readonly disabled: boolean;
}) {
  const { field, form, problems, disabled } = props;
  const { label, help } = adminText.fields[field.name];
  if (field.kind === "flag") {
    return <CheckRow label={label} help={help} disabled={disabled} value={form.flag(field.name)} />;
  }
  if (field.kind === "devices") {
    return (
      <ChoiceField<string>
        label={label}
        help={help}
        options={adminText.deviceChoices}
        order={DEVICE_CHOICES}
        disabled={disabled}
        value={form.text(field.name)}
      />
    );
  }
  return (
    <TextField
      label={label}
      help={help}
      name={field.name}
      type={INPUT_TYPES[field.kind]}
      disabled={disabled}
      value={form.text(field.name)}
      problem={problems.find((problem) => problem.field === field.name) ?? null}
    />
  );
}

const INPUT_TYPES: Readonly<
  Record<Exclude<GroupField["kind"], "flag" | "devices">, NonNullable<TextFieldProps["type"]>>
> = {
  line: "text",
  text: "area",
  number: "number",
  time: "datetime-local",
  list: "text",
};

function DeleteGroup({ group, loaded }: { readonly group: string; readonly loaded: Loaded }) {
  const app = useAdmin();
  const asking = useSignal(false);
  if (!app.login.writable) return null;
  const perform = async () => {
    // A file in error cannot be shown, and has no tag for us, but can be removed.
    const state = loaded.state.peek();
    const ifMatch = state.type === "there" ? state.etag : null;
    const answer = await app.ask("DELETE", groupPath(group), { ifMatch });
    if (!answer.ok) return answer.failure;
    // Who administers this group alone has nothing left to see.
    if (app.login.group !== "") app.logOut();
    else app.go({ page: "groups" });
    app.said.value = adminText.group.deleted(group);
    return null;
  };
  return (
    <section class="admin-danger">
      <p class="hint">{adminText.group.deleteHint}</p>
      <button type="button" class="button danger-text" onClick={() => asking.value = true}>
        {adminText.group.delete}
      </button>
      {asking.value && (
        <Question
          title={adminText.group.deleteTitle(group)}
          body={adminText.group.deleteBody}
          action={adminText.group.deleteConfirm}
          perform={perform}
          close={() => asking.value = false}
        />
      )}
    </section>
  );
}
