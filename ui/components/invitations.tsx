/**
 * Invitations: makes links that let guests in, and looks after those that there are.
 * @module
 */
import { useSignal } from "@preact/signals";
import { CalendarPlus, Link, Trash } from "lucide-preact";
import { useEffect, useId } from "preact/hooks";
import { useApp } from "../context.ts";
import { copyText } from "../clipboard.ts";
import { DAY_MS, linkOf, ofLocalField, toLocalField } from "../invitation_times.ts";
import type { App } from "../models/app.ts";
import type { Invitation } from "../models/invitations.ts";
import { formatTime } from "../languages/format.ts";
import { text } from "../text.ts";
import { DialogBox } from "./dialog.tsx";
import { Choice, TextField } from "./fields.tsx";

/** A new invitation lasts so long unless somebody says otherwise, in milliseconds. */
const USUAL_MS = 2 * DAY_MS;

/** What guests may be allowed: nobody can give rights away that he has not. */
const RIGHTS = {
  host: ["op", "present", "message", "token"],
  present: ["present", "message"],
  message: ["message"],
  watch: [],
} as const;

type Rights = keyof typeof RIGHTS;

/** A form for a new invitation, and the list of all. */
export function InvitationsDialog() {
  const { session, invitations } = useApp();
  const mayManage = session.may("op");
  useEffect(() => {
    if (mayManage) void invitations.refresh();
  }, [mayManage]);
  return (
    <DialogBox title={text.invite.title} closeLabel={text.invite.close}>
      {() => (
        <div class="dialog-body">
          <NewInvitation />
          {mayManage && <InvitationList />}
        </div>
      )}
    </DialogBox>
  );
}

/** The rights that we could give, the most first. */
function rightsOf({ session }: App): Rights[] {
  const order: readonly Rights[] = ["host", "present", "message", "watch"];
  return order.filter((rights) => {
    const needed: readonly string[] = RIGHTS[rights];
    return needed.every((permission) => session.may(permission));
  });
}

function NewInvitation() {
  const app = useApp();
  const possible = rightsOf(app);
  const usual: Rights = possible.includes("present") ? "present" : possible[0] ?? "watch";
  const name = useSignal("");
  const rights = useSignal<Rights>(usual);
  const from = useSignal("");
  const until = useSignal(toLocalField(app.client.clock.nowMs() + USUAL_MS));
  const problem = useSignal<string | null>(null);
  const made = useSignal<string | null>(null);

  const make = async () => {
    const expiresMs = ofLocalField(until.peek());
    const notBeforeMs = ofLocalField(from.peek());
    made.value = null;
    if (expiresMs === null || expiresMs <= Math.max(app.client.clock.nowMs(), notBeforeMs ?? 0)) {
      problem.value = text.invite.timesWrong;
      return;
    }
    const answer = await app.invitations.make({
      username: name.peek().trim() || null,
      permissions: RIGHTS[rights.peek()],
      expiresMs,
      notBeforeMs,
    });
    problem.value = answer.type === "done" ? null : answer.reason;
    if (answer.type === "done") made.value = linkOf(location.origin, app.group, answer.value.token);
  };

  return (
    <form
      class="settings-section"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField label={text.invite.name} hint={text.invite.nameHint} value={name} autoFocus />
      <Choice<Rights>
        label={text.invite.rights}
        options={text.invite.rightsNames}
        order={possible}
        value={rights.value}
        change={(value) => {
          rights.value = value;
        }}
      />
      <div class="field-pair">
        <TextField
          label={text.invite.from}
          hint={text.invite.fromHint}
          type="datetime-local"
          value={from}
        />
        <TextField label={text.invite.until} type="datetime-local" value={until} />
      </div>
      <div class="form-problem" role="alert">
        {problem.value !== null && <p>{problem.value}</p>}
      </div>
      <button type="submit" class="button primary">{text.invite.make}</button>
      <div role="status">{made.value !== null && <MadeLink link={made.value} />}</div>
    </form>
  );
}

function MadeLink({ link }: { readonly link: string }) {
  const { notices } = useApp();
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>{text.invite.made}</label>
      <div class="made-link">
        <input
          id={id}
          class="input"
          readOnly
          value={link}
          onFocus={({ currentTarget: field }) => field.select()}
        />
        <button type="button" class="button" onClick={() => void copyText(link, notices)}>
          <Link class="icon" aria-hidden="true" />
          {text.invite.copy}
        </button>
      </div>
    </div>
  );
}

function InvitationList() {
  const list = useApp().invitations.list.value;
  return (
    <section class="settings-section">
      <h3>{text.invite.existing}</h3>
      {list === null && <p class="hint">{text.invite.loading}</p>}
      {list?.length === 0 && <p class="hint">{text.invite.none}</p>}
      <ul class="invitations">
        {list?.map((one) => <InvitationRow key={one.token} invitation={one} />)}
      </ul>
    </section>
  );
}

function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const app = useApp();
  const { token, username, issuedBy, expiresMs } = invitation;
  const name = username ?? text.invite.anybody;
  const change = async (untilMs: number) => {
    const answer = await app.invitations.setEnd(token, untilMs);
    if (answer.type === "refused") app.notices.show("error", answer.reason);
  };
  const ended = (expiresMs ?? Infinity) <= app.client.clock.nowMs();
  const facts = [describeTime(invitation, app.client.clock.nowMs())];
  if (issuedBy !== null) facts.push(text.invite.by(issuedBy));
  const actions = [
    {
      show: !ended,
      label: text.invite.copyOf(name),
      title: text.invite.copy,
      Icon: Link,
      perform: () => copyText(linkOf(location.origin, app.group, token), app.notices),
    },
    {
      show: expiresMs !== null,
      label: text.invite.prolongOf(name),
      title: text.invite.prolong,
      Icon: CalendarPlus,
      perform: () => change(Math.max(expiresMs ?? 0, app.client.clock.nowMs()) + DAY_MS),
    },
    {
      show: !ended,
      label: text.invite.revokeOf(name),
      title: text.invite.revoke,
      Icon: Trash,
      perform: () => change(app.client.clock.nowMs() - 1000),
    },
  ];
  return (
    <li class="invitation" data-ended={ended}>
      <div class="invitation-words">
        <p class="invitation-name" dir="auto">{name}</p>
        <p class="hint">{facts.join(" · ")}</p>
      </div>
      {actions.filter(({ show }) => show).map(({ label, title, Icon, perform }) => (
        <button
          key={title}
          type="button"
          class="icon-button"
          aria-label={label}
          title={title}
          onClick={() => void perform()}
        >
          <Icon class="icon" aria-hidden="true" />
        </button>
      ))}
    </li>
  );
}

function describeTime({ expiresMs, notBeforeMs }: Invitation, nowMs: number): string {
  if (expiresMs !== null && expiresMs <= nowMs) return text.invite.expired(formatTime(expiresMs));
  if (notBeforeMs !== null && notBeforeMs > nowMs) {
    return text.invite.later(formatTime(notBeforeMs));
  }
  return expiresMs === null ? text.invite.forever : text.invite.valid(formatTime(expiresMs));
}
