/**
 * The door of a group: who one is, and how one looks and sounds.
 * @module
 */
import { LoaderCircle, Lock, Users } from "lucide-preact";
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { text } from "../text.ts";
import { titleOf } from "../title.ts";
import { Brand } from "./brand.tsx";
import { Preview } from "./preview.tsx";

/** What the page knows of the group before anybody joins. */
export interface JoinProps {
  /** Why the group's status could not be had; null if it could. */
  readonly trouble: string | null;
}

/** The page before the room. */
export function Join({ trouble }: JoinProps) {
  const { session, group } = useApp();
  const status = session.status.value;
  return (
    <div class="page">
      <Brand />
      <main class="join">
        <section class="join-intro">
          <h1>{titleOf(group, status)}</h1>
          {(status?.description ?? "") !== "" && <p class="lead">{status?.description}</p>}
          <p class="join-facts">
            {status?.clientCount !== undefined && (
              <span class="fact">
                <Users class="icon" aria-hidden="true" />
                {text.join.peopleHere(status.clientCount)}
              </span>
            )}
            {status?.locked === true && (
              <span class="fact">
                <Lock class="icon" aria-hidden="true" />
                {text.join.lockedGroup}
              </span>
            )}
          </p>
        </section>
        <Preview />
        <JoinForm trouble={trouble} />
      </main>
    </div>
  );
}

function JoinForm({ trouble }: JoinProps) {
  const { session, settings } = useApp();
  const username = useSignal(settings.values.peek().username);
  const password = useSignal("");
  const missing = useSignal(false);
  const nameField = useRef<HTMLInputElement>(null);
  const id = useId();
  const joining = session.phase.value === "joining";
  const problem = missing.value ? text.join.nameMissing : session.problem.value ?? trouble;

  const submit = (event: Event) => {
    event.preventDefault();
    const name = username.peek().trim();
    missing.value = name === "";
    if (missing.peek()) return nameField.current?.focus();
    settings.change({ username: name });
    session.join({ username: name, password: password.peek() });
  };

  return (
    <form class="join-form" onSubmit={submit} noValidate>
      <h2>{text.join.heading}</h2>
      <div class="field">
        <label class="field-label" for={`${id}-name`}>{text.join.name}</label>
        <input
          id={`${id}-name`}
          ref={nameField}
          class="input"
          name="username"
          autocomplete="username"
          autoCapitalize="words"
          spellcheck={false}
          required
          aria-invalid={missing.value}
          value={username.value}
          onInput={(event) => {
            username.value = event.currentTarget.value;
            missing.value = false;
          }}
        />
      </div>
      <div class="field">
        <label class="field-label" for={`${id}-password`}>{text.join.password}</label>
        <input
          id={`${id}-password`}
          class="input"
          type="password"
          name="password"
          autocomplete="current-password"
          aria-describedby={`${id}-hint`}
          value={password.value}
          onInput={(event) => {
            password.value = event.currentTarget.value;
          }}
        />
        <p class="hint" id={`${id}-hint`}>{text.join.passwordHint}</p>
      </div>
      <div class="form-problem" role="alert">
        {problem !== null && <p>{problem}</p>}
      </div>
      <div class="join-actions">
        <button type="submit" class="button primary large" disabled={joining}>
          {joining && <LoaderCircle class="icon spinning" aria-hidden="true" />}
          {joining ? text.join.joining : text.join.join}
        </button>
        {joining && (
          <button type="button" class="button large" onClick={() => session.leave(null)}>
            {text.join.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
