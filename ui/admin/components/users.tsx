/**
 * Who has a name or a password of their own in a group.
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { ChevronDown, ChevronRight, Plus } from "lucide-preact";
import { useAdmin } from "../app.ts";
import { groupPath, isAddressable, textsOf, userPath, type UserRef } from "../client.ts";
import { describeFailure, ownProblem, type Problem, toProblem } from "../failure.ts";
import type { Loaded } from "../loaded.ts";
import { type PermissionChoice, writePermissions } from "../permissions.ts";
import { findNames } from "../search.ts";
import { adminText } from "../text.ts";
import { FormProblem, TextField } from "./forms.tsx";
import { useLoaded, WhenLoaded } from "./loaded.tsx";
import { PermissionFields } from "./permission_fields.tsx";
import { SearchField } from "./search.tsx";
import { UserEditor } from "./user_editor.tsx";

/** How many users make a field for searching worth its place. */
const MANY = 8;

/** Those without a name of their own here. */
function others(): { readonly user: UserRef; readonly name: string; readonly hint: string }[] {
  const { wildcard, wildcardHint, empty, emptyHint } = adminText.users;
  return [
    { user: { type: "wildcard" }, name: wildcard, hint: wildcardHint },
    { user: { type: "empty" }, name: empty, hint: emptyHint },
  ];
}

/** The users of a group. */
export function Users({ group }: { readonly group: string }) {
  const { login } = useAdmin();
  const loaded = useLoaded(`${groupPath(group)}/.users/`);
  const open = useSignal("");
  return (
    <section class="admin-part">
      <h2>{adminText.users.title}</h2>
      <p class="hint">{adminText.users.lead}</p>
      {login.writable && <NewUser group={group} loaded={loaded} />}
      <h3>{adminText.users.named}</h3>
      <WhenLoaded loaded={loaded}>
        {({ value }) => (
          <NamedUsers group={group} names={textsOf(value)} open={open} loaded={loaded} />
        )}
      </WhenLoaded>
      <h3>{adminText.users.special}</h3>
      <ul class="admin-list">
        {others().map(({ user, name, hint }) => (
          <UserRow
            key={user.type}
            group={group}
            user={user}
            name={name}
            hint={hint}
            open={open}
            gone={() => {}}
          />
        ))}
      </ul>
    </section>
  );
}

function NamedUsers(props: {
  readonly group: string;
  readonly names: readonly string[];
  readonly open: Signal<string>;
  readonly loaded: Loaded;
}) {
  const { group, names, open, loaded } = props;
  const query = useSignal("");
  if (names.length === 0) return <p class="hint">{adminText.users.noUsers}</p>;
  const found = findNames(names, query.value);
  return (
    <>
      {names.length > MANY && <SearchField label={adminText.users.search} value={query} />}
      <ul class="admin-list">
        {found.map((name) => (
          <UserRow
            key={name}
            group={group}
            user={{ type: "named", name }}
            name={name}
            open={open}
            gone={() => void loaded.load()}
          />
        ))}
      </ul>
    </>
  );
}

/** A user's line, which opens what can be done; one is open at a time. */
function UserRow(props: {
  readonly group: string;
  readonly user: UserRef;
  readonly name: string;
  readonly hint?: string;
  readonly open: Signal<string>;
  gone(): void;
}) {
  const { user, name, hint, open } = props;
  const id = user.type === "named" ? `named ${user.name}` : user.type;
  const isOpen = open.value === id;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        class="admin-row"
        aria-expanded={isOpen}
        onClick={() => open.value = isOpen ? "" : id}
      >
        <span class="admin-row-name">{name}</span>
        {hint !== undefined && <span class="hint">{hint}</span>}
        <Icon class="icon" aria-hidden="true" />
      </button>
      {isOpen && (
        <UserEditor
          group={props.group}
          user={user}
          name={name}
          gone={() => {
            open.value = "";
            props.gone();
          }}
        />
      )}
    </li>
  );
}

function NewUser({ group, loaded }: { readonly group: string; readonly loaded: Loaded }) {
  const app = useAdmin();
  const shown = useSignal(false);
  const name = useSignal("");
  const password = useSignal("");
  const choice = useSignal<PermissionChoice>("present");
  const list = useSignal("");
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);

  const create = async (event: Event) => {
    event.preventDefault();
    if (busy.peek()) return;
    app.said.value = "";
    const username = name.peek().trim();
    problem.value = username === ""
      ? ownProblem("name", adminText.users.nameMissing)
      : isAddressable(username)
      ? null
      : ownProblem("name", adminText.users.badName);
    if (problem.peek() !== null) return;
    busy.value = true;
    const path = userPath(group, { type: "named", name: username });
    const json = writePermissions({ choice: choice.peek(), list: list.peek() });
    const made = await app.ask("PUT", path, { json, onlyNew: true });
    if (!made.ok) {
      busy.value = false;
      problem.value = made.failure.kind === "changed"
        ? ownProblem("name", adminText.users.exists)
        : toProblem(made.failure, ["permissions"]);
      return;
    }
    const body = { type: "text/plain", text: password.peek() };
    const set = body.text === "" ? null : await app.ask("POST", `${path}/.password`, { body });
    busy.value = false;
    name.value = "";
    password.value = "";
    if (set === null || set.ok) app.said.value = adminText.users.made(username);
    else {
      const why = describeFailure(set.failure);
      problem.value = ownProblem(null, adminText.users.madeWithoutPassword(username, why));
    }
    await loaded.load();
  };

  if (!shown.value) {
    return (
      <div class="admin-actions">
        <button type="button" class="button" onClick={() => shown.value = true}>
          <Plus class="icon" aria-hidden="true" />
          {adminText.users.add}
        </button>
      </div>
    );
  }
  return (
    <form
      class="admin-form admin-card"
      aria-label={adminText.users.add}
      onSubmit={(event) => void create(event)}
      noValidate
    >
      <TextField
        label={adminText.users.name}
        name="name"
        focused
        value={name}
        problem={problem.value}
      />
      <TextField
        label={adminText.users.password}
        help={adminText.users.passwordHint}
        name="password"
        type="password"
        autocomplete="new-password"
        value={password}
        problem={problem.value}
      />
      <PermissionFields choice={choice} list={list} problem={problem.value} />
      <FormProblem problem={problem.value} />
      <div class="admin-actions">
        <button type="submit" class="button primary" disabled={busy.value}>
          {adminText.users.create}
        </button>
        <button type="button" class="button" onClick={() => shown.value = false}>
          {adminText.cancel}
        </button>
      </div>
    </form>
  );
}
