/**
 * The door of the administration page.
 * @module
 */
import { useSignal } from "@preact/signals";
import { isGroupName, toGroupName } from "../../client/group_name.ts";
import { ownProblem, type Problem, toProblem } from "../failure.ts";
import type { AdminSession } from "../session.ts";
import { adminText } from "../text.ts";
import { CheckRow, ChoiceField, FormProblem, TextField } from "./forms.tsx";
import { Heading } from "./heading.tsx";

type Way = "password" | "token";

/** Asks who administers. */
export function LoginForm({ session }: { readonly session: AdminSession }) {
  const way = useSignal<Way>("password");
  const username = useSignal("");
  const password = useSignal("");
  const token = useSignal("");
  const group = useSignal("");
  const remember = useSignal(false);
  const own = useSignal<Problem | null>(null);
  const busy = session.busy.value;
  const problem = own.value ?? failureOf(session);

  const submit = (event: Event) => {
    event.preventDefault();
    const name = toGroupName(group.peek());
    const secret = tokenIn(token.peek());
    own.value = way.peek() === "token"
      ? secret === "" ? ownProblem("token", adminText.login.tokenMissing) : null
      : username.peek() === ""
      ? ownProblem("username", adminText.login.nameMissing)
      : null;
    if (name !== "" && !isGroupName(name)) {
      own.value = ownProblem("group", adminText.login.badGroup);
    }
    if (own.peek() !== null) return;
    void session.logIn({
      credentials: way.peek() === "token"
        ? { type: "token", token: secret }
        : { type: "password", username: username.peek(), password: password.peek() },
      group: name,
      remember: remember.peek(),
    });
  };

  return (
    <main class="admin-door">
      <Heading>{adminText.login.heading}</Heading>
      <p class="lead">{adminText.login.lead}</p>
      <form class="admin-form" onSubmit={submit} noValidate>
        <ChoiceField<Way>
          label={adminText.login.how}
          options={{ password: adminText.login.byPassword, token: adminText.login.byToken }}
          order={["password", "token"]}
          value={way}
        />
        {way.value === "password"
          ? (
            <>
              <TextField
                label={adminText.login.username}
                name="username"
                autocomplete="username"
                value={username}
                problem={problem}
              />
              <TextField
                label={adminText.login.password}
                name="password"
                type="password"
                autocomplete="current-password"
                value={password}
                problem={problem}
              />
            </>
          )
          : (
            <TextField
              label={adminText.login.token}
              help={adminText.login.tokenHint}
              name="token"
              type="password"
              value={token}
              problem={problem}
            />
          )}
        <TextField
          label={adminText.login.group}
          help={adminText.login.groupHint}
          name="group"
          value={group}
          problem={problem}
        />
        <CheckRow
          label={adminText.login.remember}
          help={adminText.login.rememberHint}
          value={remember}
        />
        <FormProblem problem={problem} />
        <button type="submit" class="button primary large" disabled={busy}>
          {busy ? adminText.login.busy : adminText.login.submit}
        </button>
      </form>
    </main>
  );
}

/** Of a group that is not there nobody learns more than of one whose password is wrong. */
function failureOf(session: AdminSession): Problem | null {
  const failure = session.failure.value;
  if (failure === null) return null;
  return failure.kind === "unauthorised" || failure.kind === "missing"
    ? ownProblem(null, adminText.login.refused)
    : toProblem(failure);
}

/** The token itself, of an address that carries one. */
function tokenIn(typed: string): string {
  const trimmed = typed.trim();
  if (!URL.canParse(trimmed)) return trimmed;
  return new URL(trimmed).searchParams.get("token") ?? trimmed;
}
