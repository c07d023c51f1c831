/** Whom files of a workspace belong to. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}
