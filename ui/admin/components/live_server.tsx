/**
 * Who is where now, on the whole server or in one group.
 * @module
 */
import { useEffect, useMemo } from "preact/hooks";
import { useAdmin } from "../app.ts";
import type { Failure } from "../client.ts";
import { describeFailure } from "../failure.ts";
import { createLive, type Live } from "../live_model.ts";
import { createPollingWorld, startPolling } from "../polling.ts";
import { adminText } from "../text.ts";
import { Heading } from "./heading.tsx";
import { LiveGroupTable } from "./live_group.tsx";

/** How often the server is asked, in milliseconds. */
const EVERY_MS = 3000;

/** All groups with somebody in them. */
export function LiveServer() {
  const live = useLive(null);
  const words = adminText.liveView;
  const groups = live.groups.value;
  const failure = live.failure.value;
  const people = (groups ?? []).reduce((sum, { members }) => sum + members.length, 0);
  return (
    <section class="admin-part">
      <Heading>{words.title}</Heading>
      <p class="hint">{words.lead}</p>
      <LiveFailure failure={failure} />
      {groups === null
        ? failure === null && <p class="hint">{adminText.loading}</p>
        : groups.length === 0
        ? <p>{words.nobody}</p>
        : <p class="hint">{words.total(people, groups.length)}</p>}
      {(groups ?? []).map((group) => (
        <LiveGroupTable key={group.name} group={group} named refresh={live.refresh} />
      ))}
    </section>
  );
}

/** The members of one group. */
export function LiveOneGroup({ group }: { readonly group: string }) {
  const live = useLive(group);
  const words = adminText.liveView;
  const found = live.groups.value?.[0];
  const failure = live.failure.value;
  return (
    <section class="admin-part">
      <h2>{adminText.group.tabs.live}</h2>
      <p class="hint">{words.lead}</p>
      <LiveFailure failure={failure} />
      {found === undefined && failure === null && <p class="hint">{adminText.loading}</p>}
      {found !== undefined && <LiveGroupTable group={found} named={false} refresh={live.refresh} />}
    </section>
  );
}

/** Follows what is live as long as it is shown. */
function useLive(group: string | null): Live {
  const { ask } = useAdmin();
  const live = useMemo(() => createLive(ask, group), [ask, group]);
  useEffect(() => startPolling(createPollingWorld(), EVERY_MS, live.refresh), [live]);
  return live;
}

function LiveFailure({ failure }: { readonly failure: Failure | null }) {
  return (
    <div role="alert">
      {failure !== null && (
        <p class="problem">{`${adminText.liveView.stale} ${describeFailure(failure)}`}</p>
      )}
    </div>
  );
}
