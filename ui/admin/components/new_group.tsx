/**
 * Making a group.
 * @module
 */
import { useSignal } from "@preact/signals";
import { toGroupName } from "../../client/group_name.ts";
import { useAdmin } from "../app.ts";
import { groupPath, isAddressable } from "../client.ts";
import { ownProblem, type Problem, toProblem } from "../failure.ts";
import { hashOf } from "../route.ts";
import { adminText } from "../text.ts";
import { CheckRow, FormProblem, TextField } from "./forms.tsx";
import { Heading } from "./heading.tsx";

/** Asks for what a group needs to be there; everything else comes on its own page. */
export function NewGroup() {
  const app = useAdmin();
  const name = useSignal("");
  const title = useSignal("");
  const isPublic = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);

  const create = async (event: Event) => {
    event.preventDefault();
    if (busy.peek()) return;
    const group = toGroupName(name.peek());
    problem.value = group === ""
      ? ownProblem("name", adminText.newGroup.nameMissing)
      : isAddressable(group)
      ? null
      : ownProblem("name", adminText.newGroup.badName);
    if (problem.peek() !== null) return;
    busy.value = true;
    const displayName = title.peek().trim();
    const json = {
      ...(displayName === "" ? {} : { displayName }),
      ...(isPublic.peek() ? { public: true } : {}),
    };
    const answer = await app.ask("PUT", groupPath(group), { json, onlyNew: true });
    busy.value = false;
    if (answer.ok) {
      app.go({ page: "group", group, tab: "users" });
      app.said.value = adminText.newGroup.made(group);
      return;
    }
    problem.value = answer.failure.kind === "changed"
      ? ownProblem("name", adminText.newGroup.exists)
      : toProblem(answer.failure, ["displayName"]);
  };

  return (
    <>
      <a class="admin-back" href={hashOf({ page: "groups" })}>{adminText.group.back}</a>
      <Heading>{adminText.newGroup.title}</Heading>
      {app.login.writable && (
        <form
          class="admin-form"
          onSubmit={(event) => void create(event)}
          noValidate
        >
          <TextField
            label={adminText.newGroup.name}
            help={adminText.newGroup.nameHint}
            name="name"
            value={name}
            problem={problem.value}
          />
          <TextField
            label={adminText.fields.displayName.label}
            help={adminText.fields.displayName.help}
            name="displayName"
            optional
            value={title}
            problem={problem.value}
          />
          <CheckRow
            label={adminText.fields.public.label}
            help={adminText.fields.public.help}
            value={isPublic}
          />
          <p class="hint">{adminText.newGroup.next}</p>
          <FormProblem problem={problem.value} />
          <div class="admin-actions">
            <button type="submit" class="button primary" disabled={busy.value}>
              {busy.value ? adminText.newGroup.creating : adminText.newGroup.create}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
