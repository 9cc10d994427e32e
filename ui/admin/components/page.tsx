/**
 * The whole page: the door, or the frame with what the address asks for.
 * @module
 */
import { LogOut } from "lucide-preact";
import { useEffect, useMemo } from "preact/hooks";
import { Brand } from "../../components/brand.tsx";
import { AdminContext, createAdminApp, useAdmin } from "../app.ts";
import { hashOf, type Route } from "../route.ts";
import type { AdminSession, Login } from "../session.ts";
import { adminText } from "../text.ts";
import { GroupPage } from "./group.tsx";
import { GroupList } from "./group_list.tsx";
import { LiveServer } from "./live_server.tsx";
import { LoginForm } from "./login.tsx";
import { NewGroup } from "./new_group.tsx";
import { Tokens } from "./tokens.tsx";

/** The administration page. */
export function AdminPage({ session }: { readonly session: AdminSession }) {
  const login = session.login.value;
  return (
    <div class="page admin">
      <Brand />
      {login === null
        ? <LoginForm session={session} />
        : <Inside session={session} login={login} />}
    </div>
  );
}

function Inside(props: { readonly session: AdminSession; readonly login: Login }) {
  const app = useMemo(() => createAdminApp(props.login, props.session, location), [props.login]);
  useEffect(() => {
    addEventListener("hashchange", app.follow);
    return () => removeEventListener("hashchange", app.follow);
  }, [app]);
  return (
    <AdminContext.Provider value={app}>
      <Frame />
    </AdminContext.Provider>
  );
}

function Frame() {
  const { login, route, said, logOut } = useAdmin();
  const { username, group, writable } = login;
  return (
    <>
      <aside class="admin-bar" aria-label={adminText.loggedInAs(username)}>
        {group === "" && (
          <nav aria-label={adminText.nav}>
            <NavLink to={{ page: "groups" }} name={adminText.groups} />
            <NavLink to={{ page: "live" }} name={adminText.live} />
            <NavLink to={{ page: "tokens" }} name={adminText.tokens} />
          </nav>
        )}
        <span class="admin-who">{adminText.loggedInAs(username)}</span>
        <button type="button" class="button small" onClick={logOut}>
          <LogOut class="icon" aria-hidden="true" />
          {adminText.logOut}
        </button>
      </aside>
      <main class="admin-main">
        {!writable && <p class="admin-note">{adminText.readOnly}</p>}
        <Shown route={route.value} />
      </main>
      <p class="admin-said" role="status" data-empty={said.value === ""}>{said.value}</p>
    </>
  );
}

function NavLink({ to, name }: { readonly to: Route; readonly name: string }) {
  const { page } = useAdmin().route.value;
  const current = page === to.page ||
    (to.page === "groups" && (page === "group" || page === "new"));
  return <a href={hashOf(to)} aria-current={current ? "page" : undefined}>{name}</a>;
}

function Shown({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "groups":
      return <GroupList />;
    case "new":
      return <NewGroup />;
    case "live":
      return <LiveServer />;
    case "tokens":
      return <Tokens group="" />;
    case "group":
      return <GroupPage key={route.group} group={route.group} tab={route.tab} />;
  }
}
