/**
 * English: logging in to the administration page, and its failures.
 * @module
 */

/** Logging in. */
export const loginText = {
  heading: "Administration",
  lead: "For those who look after this server or one of its groups.",
  how: "How do you log in?",
  byPassword: "Name and password",
  byToken: "Token",
  username: "Name",
  password: "Password",
  token: "Token",
  tokenHint: "A token with the permission “admin”, or an address that ends with one",
  group: "Group",
  groupHint: "Leave it empty if you administer the whole server",
  remember: "Keep me logged in until this tab is closed",
  rememberHint: "The password is then kept in the browser’s memory for this tab",
  submit: "Log in",
  busy: "Logging in…",
  nameMissing: "Please enter your name.",
  tokenMissing: "Please enter the token.",
  badGroup: "This cannot be the name of a group.",
  refused:
    "You were not let in. Check name and password; a group’s own administrator must also name the group. Administrators of the server are listed under “users” in config.json, with the permission “admin”.",
} as const;

/** Why a request failed. */
export const failureText = {
  "unreachable": "The server does not answer. Check your connection, then try again.",
  "unauthorised": "You are not let in any more. Log in again.",
  "read-only": "This server does not let its group files be changed from here.",
  "missing": "It is not there any more. Perhaps somebody has just removed it.",
  "changed": "Somebody has changed this meanwhile: look again before you change it.",
  "busy": "The server is busy. Please try again in a moment.",
  "broken": "The server could not do it. Its log says why.",
  "full": "There is no room for more. Remove some first.",
  "refused": (reason: string) => reason === "" ? "The server did not accept this." : reason,
} as const;
