/**
 * One group, in parts.
 * @module
 */
import { ExternalLink } from "lucide-preact";
import { pathOfGroup } from "../../client/group_name.ts";
import { useAdmin } from "../app.ts";
import { GROUP_TABS, type GroupTab, hashOf } from "../route.ts";
import { adminText } from "../text.ts";
import { GroupSettings } from "./group_settings.tsx";
import { Heading } from "./heading.tsx";
import { Keys } from "./keys.tsx";
import { LiveOneGroup } from "./live_server.tsx";
import { Tokens } from "./tokens.tsx";
import { Users } from "./users.tsx";

/** What is shown of which group. */
export interface GroupPageProps {
  readonly group: string;
  readonly tab: GroupTab;
}

/** The page of a group. */
export function GroupPage({ group, tab }: GroupPageProps) {
  const { login } = useAdmin();
  return (
    <>
      {login.group === "" && (
        <a class="admin-back" href={hashOf({ page: "groups" })}>{adminText.group.back}</a>
      )}
      <div class="admin-head">
        <Heading>{group}</Heading>
        <a class="button small" href={pathOfGroup(group)} target="_blank" rel="noreferrer">
          <ExternalLink class="icon" aria-hidden="true" />
          {adminText.group.open}
        </a>
      </div>
      <nav class="admin-tabs" aria-label={adminText.group.tabList}>
        {GROUP_TABS.map((each) => (
          <a
            key={each}
            href={hashOf({ page: "group", group, tab: each })}
            aria-current={each === tab ? "page" : undefined}
          >
            {adminText.group.tabs[each]}
          </a>
        ))}
      </nav>
      <Part group={group} tab={tab} />
    </>
  );
}

function Part({ group, tab }: GroupPageProps) {
  switch (tab) {
    case "settings":
      return <GroupSettings group={group} />;
    case "users":
      return <Users group={group} />;
    case "tokens":
      return <Tokens group={group} />;
    case "keys":
      return <Keys group={group} />;
    case "live":
      return <LiveOneGroup group={group} />;
  }
}
