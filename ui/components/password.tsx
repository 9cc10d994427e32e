/**
 * The change of one's own password.
 * @module
 */
import { useSignal } from "@preact/signals";
import { changePassword, type PasswordChange } from "../api.ts";
import { useApp } from "../context.ts";
import { text } from "../text.ts";
import { DialogBox } from "./dialog.tsx";
import { TextField } from "./fields.tsx";

/** What is said, by its name in `text.password`. */
const PROBLEMS = {
  "wrong": "wrong",
  "absent": "noAccount",
  "too-long": "tooLong",
  "read-only": "readOnly",
  "busy": "busy",
  "failed": "failed",
} as const satisfies Readonly<
  Record<Exclude<PasswordChange, "changed">, keyof typeof text.password>
>;

/** Asks for the old password and twice for the new one. */
export function PasswordDialog() {
  const { group, session, notices } = useApp();
  const old = useSignal("");
  const fresh = useSignal("");
  const again = useSignal("");
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);

  const submit = async (close: () => void) => {
    if (busy.peek()) return;
    const [before, after] = [old.peek(), fresh.peek()];
    problem.value = after === ""
      ? text.password.empty
      : after === again.peek()
      ? null
      : text.password.differ;
    if (problem.peek() !== null) return;
    busy.value = true;
    const { username } = session.self.peek();
    const outcome = await changePassword(group, username, before, after);
    busy.value = false;
    if (outcome !== "changed") {
      problem.value = text.password[PROBLEMS[outcome]];
      return;
    }
    session.passwordChanged(after);
    notices.show("info", text.password.changed);
    close();
  };

  return (
    <DialogBox title={text.password.title} closeLabel={text.password.close}>
      {(close) => (
        <form
          class="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(close);
          }}
        >
          <div class="dialog-body">
            {/* For the browser's own list of passwords. */}
            <input
              class="hidden"
              type="text"
              autocomplete="username"
              value={session.self.value.username}
              readOnly
              tabIndex={-1}
              aria-hidden="true"
            />
            <TextField
              label={text.password.old}
              value={old}
              password="current-password"
              autoFocus
            />
            <TextField label={text.password.fresh} value={fresh} password="new-password" />
            <TextField label={text.password.again} value={again} password="new-password" />
            <div class="form-problem" role="alert">
              {problem.value !== null && <p>{problem.value}</p>}
            </div>
          </div>
          <footer class="dialog-actions">
            <button type="button" class="button" onClick={close}>{text.member.cancel}</button>
            <button type="submit" class="button primary" disabled={busy.value}>
              {text.password.change}
            </button>
          </footer>
        </form>
      )}
    </DialogBox>
  );
}
