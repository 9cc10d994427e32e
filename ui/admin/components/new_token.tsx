/**
 * Making an invitation.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Plus } from "lucide-preact";
import { useAdmin } from "../app.ts";
import { tokensPath } from "../client.ts";
import { ownProblem, type Problem, toProblem } from "../failure.ts";
import { DAY_MS, HOUR_MS, WEEK_MS } from "../format.ts";
import { INVITATION_KINDS, type InvitationKind, permissionsOfToken } from "../permissions.ts";
import { adminText } from "../text.ts";
import { invitationLink, newToken } from "../tokens.ts";
import { CopyField } from "./copy_field.tsx";
import { CheckRow, ChoiceField, FormProblem, TextField } from "./forms.tsx";

type Lifetime = keyof typeof adminText.invitations.lifetimes;

const LIFETIMES: readonly Lifetime[] = ["hour", "day", "week", "month", "until"];

const LIFETIME_MS: Readonly<Record<Exclude<Lifetime, "until">, number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: WEEK_MS,
  month: 30 * DAY_MS,
};

/** A form for an invitation, and its link once it is made. */
export function NewToken({ group, made }: { readonly group: string; made(): void }) {
  const shown = useSignal(false);
  const token = useSignal("");
  if (!shown.value) {
    return (
      <>
        {token.value !== "" && <MadeToken group={group} token={token.value} />}
        <div class="admin-actions">
          <button type="button" class="button" onClick={() => shown.value = true}>
            <Plus class="icon" aria-hidden="true" />
            {adminText.invitations.create}
          </button>
        </div>
      </>
    );
  }
  return (
    <TokenFormFields
      group={group}
      done={(name) => {
        shown.value = false;
        if (name === null) return;
        token.value = name;
        made();
      }}
    />
  );
}

/** `done` is called with the name of the token that was made, or null if none is wanted. */
function TokenFormFields(props: {
  readonly group: string;
  done(token: string | null): void;
}) {
  const { group, done } = props;
  const app = useAdmin();
  const kind = useSignal<InvitationKind>("present");
  const list = useSignal("");
  const username = useSignal("");
  const lifetime = useSignal<Lifetime>("week");
  const until = useSignal("");
  const subgroups = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);

  const make = async (event: Event) => {
    event.preventDefault();
    if (busy.peek()) return;
    const nowMs = Date.now();
    const chosen = lifetime.peek();
    const expiresMs = chosen === "until"
      ? new Date(until.peek()).getTime()
      : nowMs + LIFETIME_MS[chosen];
    problem.value = expiresMs > nowMs
      ? null
      : ownProblem("until", adminText.invitations.untilMissing);
    if (problem.peek() !== null) return;
    busy.value = true;
    const json = newToken({
      username: username.peek(),
      permissions: permissionsOfToken(kind.peek(), list.peek()),
      includeSubgroups: group === "" || subgroups.peek(),
      expiresMs,
      issuedBy: app.login.username,
    }, nowMs);
    const answer = await app.ask("POST", tokensPath(group), { json });
    busy.value = false;
    if (answer.ok) return done(answer.location);
    problem.value = toProblem(answer.failure, ["username", "permissions"]);
  };

  return (
    <form
      class="admin-form admin-card"
      aria-label={adminText.invitations.create}
      onSubmit={(event) => void make(event)}
      noValidate
    >
      <ChoiceField<InvitationKind>
        label={adminText.invitations.kind}
        options={adminText.invitations.kinds}
        order={INVITATION_KINDS}
        value={kind}
      />
      {kind.value === "list" && (
        <TextField
          label={adminText.permissions.list}
          help={adminText.permissions.listHint}
          name="permissions"
          value={list}
          problem={problem.value}
        />
      )}
      <TextField
        label={adminText.invitations.username}
        help={adminText.invitations.usernameHint}
        name="username"
        value={username}
        problem={problem.value}
      />
      <ChoiceField<Lifetime>
        label={adminText.invitations.lifetime}
        options={adminText.invitations.lifetimes}
        order={LIFETIMES}
        value={lifetime}
      />
      {lifetime.value === "until" && (
        <TextField
          label={adminText.invitations.until}
          name="until"
          type="datetime-local"
          value={until}
          problem={problem.value}
        />
      )}
      {group !== "" && <CheckRow label={adminText.invitations.subgroups} value={subgroups} />}
      <FormProblem problem={problem.value} />
      <div class="admin-actions">
        <button type="submit" class="button primary" disabled={busy.value}>
          {busy.value ? adminText.invitations.making : adminText.invitations.make}
        </button>
        <button type="button" class="button" onClick={() => done(null)}>{adminText.cancel}</button>
      </div>
    </form>
  );
}

function MadeToken({ group, token }: { readonly group: string; readonly token: string }) {
  return (
    <div class="admin-made">
      <p role="status">
        {group === "" ? adminText.invitations.madeToken : adminText.invitations.made}
      </p>
      {group === ""
        ? (
          <CopyField
            label={adminText.invitations.tokenField}
            help={adminText.invitations.tokenHint(`?token=${encodeURIComponent(token)}`)}
            value={token}
          />
        )
        : (
          <CopyField
            label={adminText.invitations.link}
            value={invitationLink(location.origin, group, token)}
          />
        )}
    </div>
  );
}
