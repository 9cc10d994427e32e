/**
 * The groups of the server, to find one.
 * @module
 */
import { useSignal } from "@preact/signals";
import { ChevronRight, Plus } from "lucide-preact";
import { useAdmin } from "../app.ts";
import { textsOf } from "../client.ts";
import { hashOf } from "../route.ts";
import { findNames } from "../search.ts";
import { adminText } from "../text.ts";
import { Heading } from "./heading.tsx";
import { useLoaded, WhenLoaded } from "./loaded.tsx";
import { SearchField } from "./search.tsx";

/** All groups that have a file. */
export function GroupList() {
  const { login } = useAdmin();
  const loaded = useLoaded(".groups/");
  return (
    <>
      <div class="admin-head">
        <Heading>{adminText.groups}</Heading>
        {login.writable && (
          <a class="button primary" href={hashOf({ page: "new" })}>
            <Plus class="icon" aria-hidden="true" />
            {adminText.groupList.create}
          </a>
        )}
      </div>
      <WhenLoaded loaded={loaded}>{({ value }) => <Found names={textsOf(value)} />}</WhenLoaded>
    </>
  );
}

function Found({ names }: { readonly names: readonly string[] }) {
  const query = useSignal("");
  const found = findNames(names, query.value);
  if (names.length === 0) return <p class="hint">{adminText.groupList.none}</p>;
  return (
    <>
      <SearchField label={adminText.groupList.search} value={query} />
      <p class="hint" role="status">{adminText.groupList.count(found.length, names.length)}</p>
      {found.length === 0 && <p>{adminText.groupList.noMatch(query.value.trim())}</p>}
      <ul class="admin-list">
        {found.map((name) => (
          <li key={name}>
            <a class="admin-row" href={hashOf({ page: "group", group: name, tab: "settings" })}>
              <span class="admin-row-name">{name}</span>
              <ChevronRight class="icon" aria-hidden="true" />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
