/**
 * English: all texts of the administration page.
 * @module
 */
import { failureText, loginText } from "./admin_login.ts";
import {
  deviceChoicesText,
  fieldsText,
  groupListText,
  groupText,
  newGroupText,
  sectionsText,
} from "./admin_groups.ts";
import { keysText, permissionsText, usersText } from "./admin_users.ts";
import { invitationsText } from "./admin_invitations.ts";
import { liveViewText } from "./admin_live.ts";

/** Area by area. */
export const admin = {
  title: "Administration",
  pageTitle: (part: string) => `${part} – Administration – Lectern`,
  nav: "Parts of this page",
  groups: "Groups",
  live: "Live",
  tokens: "Invitations to all groups",
  logOut: "Log out",
  loggedInAs: (name: string) => name === "" ? "Logged in with a token" : `Logged in as ${name}`,
  readOnly:
    "This server does not let its group files be changed from here. To allow it, put “writableGroups”: true into config.json in the data folder. What is live, and invitations, can be managed all the same.",
  loading: "Loading…",
  retry: "Try again",
  save: "Save",
  saving: "Saving…",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied.",
  notCopied: "It could not be copied. Mark it and copy it by hand.",
  lookAgain: "Load what is there now",
  optional: "optional",
  login: loginText,
  failure: failureText,
  groupList: groupListText,
  newGroup: newGroupText,
  group: groupText,
  sections: sectionsText,
  fields: fieldsText,
  deviceChoices: deviceChoicesText,
  permissions: permissionsText,
  users: usersText,
  keys: keysText,
  invitations: invitationsText,
  liveView: liveViewText,
} as const;
