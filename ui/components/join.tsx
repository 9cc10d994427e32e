/**
 * The door of a group: who one is, and how one looks and sounds.
 * @module
 */
import { DoorOpen, LoaderCircle, Lock, Users } from "lucide-preact";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { GroupStatus } from "../../server/messages.ts";
import { useApp } from "../context.ts";
import { isAboutName } from "../client/problem.ts";
import { isWebAddress } from "../client/session.ts";
import { explainProblem } from "../models/problem_text.ts";
import { text } from "../text.ts";
import { titleOf } from "../title.ts";
import { Brand } from "./brand.tsx";
import { Preview } from "./preview.tsx";
import { WaitingPage } from "./waiting_page.tsx";

/** What the page knows of the group before anybody joins. */
export interface JoinProps {
  /** Why the group's status could not be had; null if it could. */
  readonly trouble: string | null;
}

/** A clock that is wrong by more than this makes times look odd, in milliseconds. */
const WRONG_CLOCK_MS = 5 * 60_000;

/** The page before the room. */
export function Join({ trouble }: JoinProps) {
  const { session, group, token } = useApp();
  const status = session.status.value;
  const elsewhere = canCall() ? elsewhereOf(status, token.value) : <Unable />;
  return (
    <div class="page">
      <Brand />
      <main class="join">
        <section class="join-intro">
          <h1 dir="auto">{titleOf(group, status)}</h1>
          {(status?.description ?? "") !== "" && (
            <p class="lead" dir="auto">{status?.description}</p>
          )}
          <p class="join-facts">
            {status?.clientCount !== undefined && (
              <span class="fact">
                <Users class="icon" aria-hidden="true" />
                {text.join.peopleHere(status.clientCount)}
              </span>
            )}
            {status?.lobby === true && (
              <span class="fact">
                <DoorOpen class="icon" aria-hidden="true" />
                {text.lobby.fact}
              </span>
            )}
            {status?.locked === true && status.lobby !== true && (
              <span class="fact">
                <Lock class="icon" aria-hidden="true" />
                {text.join.lockedGroup}
              </span>
            )}
          </p>
        </section>
        {elsewhere === null ? <Preview /> : null}
        {elsewhere === null ? <Entrance trouble={trouble} /> : elsewhere}
      </main>
    </div>
  );
}

/** The form, or what stands in its place for whoever waits to be let in. */
function Entrance({ trouble }: JoinProps) {
  return useApp().session.waiting.value ? <WaitingPage /> : <JoinForm trouble={trouble} />;
}

/** A browser without WebRTC, by its age or because somebody has switched it off. */
function canCall(): boolean {
  return "RTCPeerConnection" in globalThis;
}

function Unable() {
  return (
    <section class="join-form" role="alert">
      <p class="problem">{text.join.browserTooOld}</p>
    </section>
  );
}

/** What stands in the form's place where nobody joins by it; null where people do. */
function elsewhereOf(status: GroupStatus | null, token: string) {
  const { redirect = "", authPortal = "" } = status ?? {};
  if (isWebAddress(redirect)) {
    return (
      <Elsewhere sentence={text.join.moved(redirect)} label={text.join.goThere} url={redirect} />
    );
  }
  if (token !== "" || !isWebAddress(authPortal)) return null;
  return <Elsewhere sentence={text.join.portal} label={text.join.portalGo} url={authPortal} />;
}

interface ElsewhereProps {
  readonly sentence: string;
  readonly label: string;
  readonly url: string;
}

function Elsewhere({ sentence, label, url }: ElsewhereProps) {
  return (
    <section class="join-form">
      <p class="lead">{sentence}</p>
      <a class="button primary large" href={url}>{label}</a>
    </section>
  );
}

function JoinForm({ trouble }: JoinProps) {
  const { session, settings, token, client } = useApp();
  const clockIsWrong = Math.abs(client.clock.lateMs.value) > WRONG_CLOCK_MS;
  const username = useSignal(settings.values.peek().username);
  const password = useSignal("");
  const missing = useSignal(false);
  const nameField = useRef<HTMLInputElement>(null);
  const id = useId();
  const invited = token.value !== "";
  const refusal = session.problem.value;
  const nameProblem = isAboutName(refusal);
  useEffect(() => {
    if (nameProblem) nameField.current?.focus();
  }, [nameProblem]);
  const joining = session.phase.value !== "lobby";
  const why = refusal === null ? trouble : explainProblem(refusal);
  const problem = missing.value ? text.join.nameMissing : why;

  const submit = (event: Event) => {
    event.preventDefault();
    const name = username.peek().trim();
    // An invitation may bring the name.
    missing.value = name === "" && !invited;
    if (missing.peek()) return nameField.current?.focus();
    if (name !== "") settings.change({ username: name });
    session.join({ username: name, password: password.peek(), token: token.peek() });
  };

  return (
    <form class="join-form" onSubmit={submit} noValidate>
      <h2>{invited ? text.join.invited : text.join.heading}</h2>
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
          required={!invited}
          aria-invalid={missing.value || nameProblem}
          aria-describedby={invited ? `${id}-invited` : undefined}
          value={username.value}
          onInput={(event) => {
            username.value = event.currentTarget.value;
            missing.value = false;
          }}
        />
        {invited && <p class="hint" id={`${id}-invited`}>{text.join.invitedHint}</p>}
      </div>
      {!invited && <PasswordField id={id} value={password} />}
      <div class="form-problem" role="alert">
        {problem !== null && <p>{problem}</p>}
      </div>
      {clockIsWrong && <p class="hint">{text.join.clockWrong}</p>}
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
      {invited && !joining && (
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            token.value = "";
          }}
        >
          {text.join.withoutInvitation}
        </button>
      )}
    </form>
  );
}

interface PasswordFieldProps {
  readonly id: string;
  readonly value: Signal<string>;
}

function PasswordField({ id, value }: PasswordFieldProps) {
  return (
    <div class="field">
      <label class="field-label" for={`${id}-password`}>{text.join.password}</label>
      <input
        id={`${id}-password`}
        class="input"
        type="password"
        name="password"
        autocomplete="current-password"
        aria-describedby={`${id}-hint`}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      <p class="hint" id={`${id}-hint`}>{text.join.passwordHint}</p>
    </div>
  );
}
