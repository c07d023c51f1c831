/** What the journal keeps of a request that was to change something. */

export interface AuditEntry {
  readonly tenantId: string;
  /** Whose key was shown. */
  readonly keyId: string;
  readonly at: Date;
  readonly method: string;
  /** The pattern, without the caller's ids. */
  readonly route: string;
  /** Its name in the OpenAPI document; empty for a path that is not served. */
  readonly operation: string;
  readonly threadId?: string;
  readonly goalId?: string;
  /** The id of what else was asked to be changed or was made: a key, a webhook, a schedule, … */
  readonly subject?: string;
  /** The thread was to be purged, not only archived. */
  readonly purges?: true;
  /** It was answered with this. */
  readonly status: number;
  /** The `code` of the problem that it was answered with. */
  readonly code?: string;
  /** Whence it came, where nobody was let in: an address. */
  readonly source?: string;
  /** So many like it from there are not written down one by one. */
  readonly leftOut?: number;
  /** The `x-request-id`. */
  readonly requestId: string;
}

export interface AuditFilter {
  readonly threadId?: string | undefined;
  readonly keyId?: string | undefined;
  readonly operation?: string | undefined;
  /** Inclusive. */
  readonly since?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
}

/** The part of the journal that says who did what. */
export interface AuditLog {
  noteAudit(entry: AuditEntry): Promise<void>;
  /** Newest first. `cursor`: the last entry of the page before. */
  listAudit(
    tenantId: string,
    filter: AuditFilter,
    limit: number,
    cursor?: number,
  ): Promise<(AuditEntry & { readonly entryId: number })[]>;
  /** Removes what was noted before. */
  sweepAudit(before: Date): Promise<void>;
}
