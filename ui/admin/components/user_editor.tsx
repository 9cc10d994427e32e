/**
 * One user: permissions, password, end.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useAdmin } from "../app.ts";
import { type Answer, type Failure, recordOf, userPath, type UserRef } from "../client.ts";
import { ownProblem, type Problem, toProblem } from "../failure.ts";
import type { Loaded, There } from "../loaded.ts";
import { readPermissions, writePermissions } from "../permissions.ts";
import { adminText } from "../text.ts";
import { Question } from "./dialog.tsx";
import { FormProblem, TextField } from "./forms.tsx";
import { useLoaded, WhenLoaded } from "./loaded.tsx";
import { PermissionFields } from "./permission_fields.tsx";

/** Which user. */
export interface UserEditorProps {
  readonly group: string;
  readonly user: UserRef;
  /** As people call it. */
  readonly name: string;
  /** Called when the user has been deleted. */
  gone(): void;
}

/** What can be done to a user, who may not be there yet if it is one of the special ones. */
export function UserEditor(props: UserEditorProps) {
  const loaded = useLoaded(userPath(props.group, props.user));
  const state = loaded.state.value;
  const absent = state.type === "failed" && state.failure.kind === "missing";
  if (absent && props.user.type !== "named") return <SetUp {...props} loaded={loaded} />;
  return (
    <div class="admin-card" role="group" aria-label={props.name}>
      <WhenLoaded loaded={loaded}>
        {(there) => (
          <>
            <Permissions key={there.edition} {...props} there={there} loaded={loaded} />
            <Password {...props} loaded={loaded} />
            <Remove {...props} there={there} loaded={loaded} />
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

interface PartProps extends UserEditorProps {
  readonly loaded: Loaded;
}

function SetUp({ group, user, name, loaded }: PartProps) {
  const app = useAdmin();
  const problem = useSignal<Problem | null>(null);
  const make = async () => {
    const json = { permissions: "present" };
    const answer = await app.ask("PUT", userPath(group, user), { json, onlyNew: true });
    problem.value = answer.ok ? null : toProblem(answer.failure);
    if (answer.ok) await loaded.load();
  };
  return (
    <div class="admin-card" role="group" aria-label={name}>
      <p class="hint">{adminText.users.notThere}</p>
      <FormProblem problem={problem.value} lookAgain={() => void loaded.load()} />
      {app.login.writable && (
        <div class="admin-actions">
          <button type="button" class="button" onClick={() => void make()}>
            {adminText.users.setUp}
          </button>
        </div>
      )}
    </div>
  );
}

function Permissions({ group, user, there, loaded }: PartProps & { readonly there: There }) {
  const app = useAdmin();
  const initial = useMemo(() => readPermissions(recordOf(there.value)["permissions"]), []);
  const choice = useSignal(initial.choice);
  const list = useSignal(initial.list);
  const problem = useSignal<Problem | null>(null);

  const save = async (event: Event) => {
    event.preventDefault();
    app.said.value = "";
    const json = writePermissions({ choice: choice.peek(), list: list.peek() });
    const answer = await app.ask("PUT", userPath(group, user), { json, ifMatch: there.etag });
    problem.value = answer.ok ? null : toProblem(answer.failure, ["permissions"]);
    if (!answer.ok) return;
    loaded.amend(json, answer.etag);
    app.said.value = adminText.users.saved;
  };
  return (
    <form class="admin-form" onSubmit={(event) => void save(event)} noValidate>
      <PermissionFields choice={choice} list={list} problem={problem.value} />
      <FormProblem problem={problem.value} lookAgain={() => void loaded.load()} />
      {app.login.writable && (
        <div class="admin-actions">
          <button type="submit" class="button">{adminText.users.savePermissions}</button>
        </div>
      )}
    </form>
  );
}

function Password({ group, user, name, loaded }: PartProps) {
  const app = useAdmin();
  const password = useSignal("");
  const problem = useSignal<Problem | null>(null);
  const asking = useSignal(false);
  const path = `${userPath(group, user)}/.password`;
  if (!app.login.writable) return null;

  /** Says what was done, and takes the new tag over; or hands the failure on. */
  const settle = (answer: Answer, done: string): Failure | null => {
    if (!answer.ok) return answer.failure;
    app.said.value = done;
    const state = loaded.state.peek();
    if (state.type === "there") loaded.amend(state.value, answer.etag);
    return null;
  };
  const set = async (event: Event) => {
    event.preventDefault();
    app.said.value = "";
    const text = password.peek();
    problem.value = text === "" ? ownProblem("password", adminText.users.passwordMissing) : null;
    if (text === "") return;
    const body = { type: "text/plain", text };
    const answer = await app.ask("POST", path, { body });
    const failure = settle(answer, adminText.users.passwordSet);
    if (failure === null) password.value = "";
    problem.value = failure === null ? null : passwordProblem(failure);
  };
  const letAnyIn = async () => {
    app.said.value = "";
    const answer = await app.ask("PUT", path, { json: { type: "wildcard" } });
    const failure = settle(answer, adminText.users.anyPasswordSet);
    problem.value = failure === null ? null : passwordProblem(failure);
  };
  // The question is a form of its own, which must not lie inside of another.
  return (
    <>
      <form class="admin-form" onSubmit={(event) => void set(event)} noValidate>
        <TextField
          label={adminText.users.newPassword}
          name="password"
          type="password"
          autocomplete="new-password"
          value={password}
          problem={problem.value}
        />
        <FormProblem problem={problem.value} />
        <div class="admin-actions">
          <button type="submit" class="button">{adminText.users.setPassword}</button>
          <button type="button" class="button" onClick={() => void letAnyIn()}>
            {adminText.users.anyPassword}
          </button>
          <button type="button" class="button danger-text" onClick={() => asking.value = true}>
            {adminText.users.removePassword}
          </button>
        </div>
      </form>
      {asking.value && (
        <Question
          title={adminText.users.removePasswordTitle(name)}
          body={adminText.users.removePasswordBody}
          action={adminText.users.removePassword}
          perform={async () =>
            settle(await app.ask("DELETE", path), adminText.users.passwordRemoved)}
          close={() => asking.value = false}
        />
      )}
    </>
  );
}

/** What the server refuses here is about the password, whatever it names. */
function passwordProblem(failure: Failure): Problem {
  const { message } = toProblem(failure);
  return ownProblem(failure.kind === "refused" ? "password" : null, message);
}

function Remove({ group, user, name, there, gone }: PartProps & { readonly there: There }) {
  const app = useAdmin();
  const asking = useSignal(false);
  if (!app.login.writable) return null;
  return (
    <div class="admin-actions">
      <button type="button" class="button danger-text" onClick={() => asking.value = true}>
        {adminText.users.remove}
      </button>
      {asking.value && (
        <Question
          title={adminText.users.removeTitle(name)}
          body={adminText.users.removeBody}
          action={adminText.users.remove}
          perform={async () => {
            const answer = await app.ask("DELETE", userPath(group, user), {
              ifMatch: there.etag,
            });
            if (!answer.ok) return answer.failure;
            app.said.value = adminText.users.removed(name);
            gone();
            return null;
          }}
          close={() => asking.value = false}
        />
      )}
    </div>
  );
}
