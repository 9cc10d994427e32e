/**
 * Keys by which tokens for a group are checked.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useAdmin } from "../app.ts";
import { groupPath } from "../client.ts";
import { ownProblem, type Problem, toProblem } from "../failure.ts";
import { readPastedKeys } from "../keys.ts";
import { adminText } from "../text.ts";
import { Question } from "./dialog.tsx";
import { FormProblem, TextField } from "./forms.tsx";

/** What is said of what was pasted, by its name in `adminText.keys`. */
const FAULTS = {
  "nothing": "nothing",
  "not-json": "notJson",
  "no-keys": "noKeys",
} as const;

/** Sets the keys, or removes them. */
export function Keys({ group }: { readonly group: string }) {
  const app = useAdmin();
  const pasted = useSignal("");
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const asking = useSignal(false);
  const path = `${groupPath(group)}/.keys`;

  const set = async (event: Event) => {
    event.preventDefault();
    if (busy.peek()) return;
    app.said.value = "";
    const keys = readPastedKeys(pasted.peek());
    problem.value = keys.type === "keys"
      ? null
      : ownProblem("keys", adminText.keys[FAULTS[keys.type]]);
    if (keys.type !== "keys") return;
    busy.value = true;
    const body = { type: "application/jwk-set+json", text: keys.text };
    const answer = await app.ask("PUT", path, { body });
    busy.value = false;
    if (!answer.ok) {
      const { message, changed } = toProblem(answer.failure);
      const atField = answer.failure.kind === "refused";
      problem.value = { field: atField ? "keys" : null, message, changed };
      return;
    }
    pasted.value = "";
    app.said.value = adminText.keys.done(keys.count);
  };
  const remove = async () => {
    const answer = await app.ask("DELETE", path);
    if (!answer.ok) return answer.failure;
    app.said.value = adminText.keys.removed;
    return null;
  };

  return (
    <section class="admin-part">
      <h2>{adminText.keys.title}</h2>
      <p class="hint">{adminText.keys.lead}</p>
      {app.login.writable && (
        <form
          class="admin-form"
          onSubmit={(event) => void set(event)}
          noValidate
        >
          <TextField
            label={adminText.keys.paste}
            help={adminText.keys.pasteHint}
            name="keys"
            type="code"
            value={pasted}
            problem={problem.value}
          />
          <FormProblem problem={problem.value} />
          <div class="admin-actions">
            <button type="submit" class="button primary" disabled={busy.value}>
              {adminText.keys.set}
            </button>
            <button type="button" class="button danger-text" onClick={() => asking.value = true}>
              {adminText.keys.remove}
            </button>
          </div>
        </form>
      )}
      {asking.value && (
        <Question
          title={adminText.keys.removeTitle}
          body={adminText.keys.removeBody}
          action={adminText.keys.remove}
          perform={remove}
          close={() => asking.value = false}
        />
      )}
    </section>
  );
}
