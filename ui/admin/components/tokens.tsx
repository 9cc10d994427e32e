/**
 * Invitations: the tokens of a group, or of the whole server.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { useAdmin } from "../app.ts";
import { type Failure, tokensPath } from "../client.ts";
import { copyText } from "../clipboard.ts";
import { describeFailure, type Problem, toProblem } from "../failure.ts";
import { formatTime } from "../../languages/format.ts";
import { WEEK_MS } from "../format.ts";
import { invitationKindOf } from "../permissions.ts";
import { adminText } from "../text.ts";
import { createTokenList, type ListedToken, type TokenList } from "../token_list.ts";
import { invitationLink, prolonged, standingOf, type Token, withEnd } from "../tokens.ts";
import { Question } from "./dialog.tsx";
import { FormProblem } from "./forms.tsx";
import { Heading } from "./heading.tsx";
import { NewToken } from "./new_token.tsx";

/** The invitations to a group; to all of them if it is "". */
export function Tokens({ group }: { readonly group: string }) {
  const { ask } = useAdmin();
  const list = useMemo(() => createTokenList(ask, group), [ask, group]);
  useEffect(() => void list.load(), [list]);
  const words = adminText.invitations;
  return (
    <section class="admin-part">
      {group === "" ? <Heading>{words.titleAll}</Heading> : <h2>{words.title}</h2>}
      <p class="hint">{group === "" ? words.leadAll : words.lead}</p>
      <NewToken group={group} made={() => void list.load()} />
      {group === "" ? <h2>{words.list}</h2> : <h3>{words.list}</h3>}
      <TokenRows group={group} list={list} />
    </section>
  );
}

function TokenRows({ group, list }: { readonly group: string; readonly list: TokenList }) {
  const words = adminText.invitations;
  const failure = list.failure.value;
  const tokens = list.tokens.value;
  const hidden = list.hidden.value;
  return (
    <>
      {failure !== null && (
        <div class="admin-failed" role="alert">
          <p class="problem">{describeFailure(failure)}</p>
          <button type="button" class="button small" onClick={() => void list.load()}>
            {adminText.retry}
          </button>
        </div>
      )}
      {tokens === null && failure === null && <p class="hint">{adminText.loading}</p>}
      {tokens !== null && tokens.length === 0 && <p class="hint">{words.none}</p>}
      <ul class="admin-list">
        {(tokens ?? []).map((listed) => (
          <TokenRow
            key={listed.token.name}
            group={group}
            listed={listed}
            reload={() => void list.load()}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" class="button" onClick={() => void list.more()}>
          {words.more(hidden)}
        </button>
      )}
    </>
  );
}

function TokenRow(props: {
  readonly group: string;
  readonly listed: ListedToken;
  reload(): void;
}) {
  const { group, listed: { token, etag }, reload } = props;
  const app = useAdmin();
  const problem = useSignal<Problem | null>(null);
  const asking = useSignal(false);
  const words = adminText.invitations;
  const path = tokensPath(group) + encodeURIComponent(token.name);
  const ended = standingOf(token, Date.now()) === "ended";
  const name = token.username === "" ? token.name : token.username;

  const change = async (expiresMs: number, done: string) => {
    app.said.value = "";
    const answer = await app.ask("PUT", path, { json: withEnd(token, expiresMs), ifMatch: etag });
    problem.value = answer.ok ? null : toProblem(answer.failure);
    if (!answer.ok) return;
    app.said.value = done;
    reload();
  };
  const prolong = () => {
    const endMs = prolonged(token, WEEK_MS, Date.now());
    return change(endMs, words.prolonged(formatTime(endMs)));
  };
  const remove = async (): Promise<Failure | null> => {
    const answer = await app.ask("DELETE", path, { ifMatch: etag });
    if (!answer.ok) return answer.failure;
    app.said.value = words.removed;
    reload();
    return null;
  };
  const copy = async () => {
    const text = group === "" ? token.name : invitationLink(location.origin, group, token.name);
    app.said.value = await copyText(text) ? adminText.copied : adminText.notCopied;
  };

  return (
    <li class="admin-token" data-ended={ended}>
      <TokenFacts token={token} />
      <FormProblem problem={problem.value} lookAgain={reload} />
      <div class="admin-actions">
        <button
          type="button"
          class="button small"
          aria-label={words.copyLink(name)}
          onClick={() => void copy()}
        >
          {adminText.copy}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={words.prolongLabel(name)}
          onClick={() => void prolong()}
        >
          {words.prolong}
        </button>
        {!ended && (
          <button
            type="button"
            class="button small"
            aria-label={words.revokeLabel(name)}
            // A token is good to the very moment of its end.
            onClick={() => void change(Date.now() - 1000, words.revoked)}
          >
            {words.revoke}
          </button>
        )}
        <button
          type="button"
          class="button small danger-text"
          aria-label={words.removeLabel(name)}
          onClick={() => asking.value = true}
        >
          {words.remove}
        </button>
      </div>
      {asking.value && (
        <Question
          title={words.removeTitle}
          body={words.removeBody}
          action={words.remove}
          perform={remove}
          close={() => asking.value = false}
        />
      )}
    </li>
  );
}

/** What a token says, in words. */
function TokenFacts({ token }: { readonly token: Token }) {
  const words = adminText.invitations;
  const kind = invitationKindOf(token.permissions);
  const standing = standingOf(token, Date.now());
  const end = token.expiresMs === null ? "" : formatTime(token.expiresMs);
  const facts = [
    kind === "list" ? token.permissions.join(", ") : words.kinds[kind],
    ...(token.includeSubgroups ? [words.withSubgroups] : []),
    ...(standing === "not-yet" ? [words.begins(formatTime(token.notBeforeMs ?? 0))] : []),
    standing === "ended" ? words.ended(end) : words.ends(end),
    ...(token.issuedBy === "" ? [] : [words.by(token.issuedBy)]),
  ];
  return (
    <div class="admin-token-facts">
      <span class="admin-row-name">{token.username === "" ? words.anyName : token.username}</span>
      <span class="hint">{facts.join(" · ")}</span>
      <code>{token.name}</code>
    </div>
  );
}
