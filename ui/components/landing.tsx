/**
 * The first page: which group to go to.
 * @module
 */
import { useSignal } from "@preact/signals";
import { ArrowUpRight, Lock, Users } from "lucide-preact";
import { useEffect, useId } from "preact/hooks";
import type { GroupStatus } from "../../server/messages.ts";
import { fetchPublicGroups } from "../api.ts";
import { fetchStatus } from "../client/http.ts";
import { isGroupName, pathOfGroup, toGroupName } from "../client/group_name.ts";
import { text } from "../text.ts";
import { titleOf } from "../title.ts";
import { Brand } from "./brand.tsx";

/** A field for a name, and the groups that are public. */
export function Landing() {
  return (
    <div class="page">
      <Brand />
      <main class="landing">
        <section class="hero">
          <h1>{text.landing.title}</h1>
          <p class="lead">{text.tagline}</p>
          <EnterForm />
        </section>
        <PublicGroups />
      </main>
    </div>
  );
}

function EnterForm() {
  const id = useId();
  const typed = useSignal("");
  const problem = useSignal<string | null>(null);

  const enter = async (event: Event) => {
    event.preventDefault();
    const name = toGroupName(typed.peek());
    if (!isGroupName(name)) {
      problem.value = name === "" ? text.landing.nameMissing : text.landing.badName;
      return;
    }
    const answer = await fetchStatus(location.origin, name);
    if (answer.kind === "missing") problem.value = text.landing.unknownGroup(name);
    else location.assign(pathOfGroup(name));
  };

  return (
    <form class="enter-form" onSubmit={(event) => void enter(event)} noValidate>
      <label class="field-label" for={id}>{text.landing.groupName}</label>
      <div class="enter-row">
        <input
          id={id}
          class="input"
          autocomplete="off"
          autoCapitalize="none"
          spellcheck={false}
          aria-invalid={problem.value !== null}
          aria-describedby={`${id}-problem`}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            problem.value = null;
          }}
        />
        <button type="submit" class="button primary">{text.landing.enter}</button>
      </div>
      <div class="form-problem" role="alert" id={`${id}-problem`}>
        {problem.value !== null && <p>{problem.value}</p>}
      </div>
    </form>
  );
}

function PublicGroups() {
  const groups = useSignal<readonly GroupStatus[] | "failed" | null>(null);
  useEffect(() => {
    void fetchPublicGroups().then((list) => {
      groups.value = list ?? "failed";
    });
  }, []);
  const list = groups.value;
  if (list === null) return null;
  return (
    <section class="groups">
      <h2>{text.landing.publicGroups}</h2>
      {list === "failed" && <p class="hint" role="alert">{text.landing.groupsFailed}</p>}
      {list !== "failed" && list.length === 0 && <p class="hint">{text.landing.noGroups}</p>}
      {list !== "failed" && list.length > 0 && (
        <ul class="group-list">
          {list.map((group) => <GroupCard key={group.name} group={group} />)}
        </ul>
      )}
    </section>
  );
}

function GroupCard({ group }: { readonly group: GroupStatus }) {
  const elsewhere = (group.redirect ?? "") !== "";
  return (
    <li>
      <a class="group-card" href={pathOfGroup(group.name)}>
        <span class="group-name" dir="auto">{titleOf(group.name, group)}</span>
        {(group.description ?? "") !== "" && (
          <span class="group-description" dir="auto">{group.description}</span>
        )}
        <span class="group-facts">
          {elsewhere
            ? (
              <span class="fact">
                <ArrowUpRight class="icon" aria-hidden="true" />
                {text.landing.elsewhere}
              </span>
            )
            : (
              <span class="fact">
                <Users class="icon" aria-hidden="true" />
                {text.landing.people(group.clientCount ?? 0)}
              </span>
            )}
          {group.locked === true && (
            <span class="fact">
              <Lock class="icon" aria-hidden="true" />
              {text.landing.locked}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}
