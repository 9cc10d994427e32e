/**
 * English: the change of one's own password.
 * @module
 */

/** The change of one's own password. */
export const passwordText = {
  title: "Change my password",
  close: "Close",
  old: "Present password",
  fresh: "New password",
  again: "New password again",
  change: "Change password",
  changed: "Your password is changed.",
  empty: "Please enter a new password.",
  differ: "The two new passwords are not the same.",
  wrong: "The present password is not right.",
  noAccount: "You have no password of your own in this group.",
  tooLong: "The new password is too long. Choose a shorter one.",
  readOnly: "This server does not allow its groups to be changed.",
  busy: "The server is busy. Please try again in a moment.",
  failed: "The password could not be changed. Please try again.",
} as const;
