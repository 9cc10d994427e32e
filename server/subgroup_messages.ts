/**
 * What `lectern-1` says of automatic subgroups to the operators of the group above them (docs/protocol.md).
 * @module
 */

/** Who is in which automatic subgroup: the answer to `listsubgroups`. Empty ones are not named. */
export interface ServerSubgroups {
  readonly type: "subgroups";
  readonly groups: readonly SubgroupPeople[];
}

/** An automatic subgroup with somebody in it. */
export interface SubgroupPeople {
  /** Its whole name. */
  readonly name: string;
  readonly people: readonly { readonly id: string; readonly username: string }[];
}
