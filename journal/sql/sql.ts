/** What the journal needs of a database: the part that Postgres and PGlite have in common. */

/** Every column is text, integer or timestamptz, which both engines read alike: string, number, Date. */
export type SqlValue = string | number | null | readonly (string | number | null)[];

export interface SqlSession {
  /** Runs one statement. `Row` is the caller's word for what the statement returns. */
  query<Row extends object>(text: string, params?: readonly SqlValue[]): Promise<Row[]>;
}

export interface SqlTransaction extends SqlSession {
  /** Runs several statements without parameters, as a migration file has them. */
  script(text: string): Promise<void>;
}

export interface SqlClient extends SqlSession {
  /**
   * Runs one statement whose effect *and answer* are the same when it runs twice, so that it may be sent
   * again when the connection is lost before the answer came. `query` is never sent twice.
   */
  queryRepeatable<Row extends object>(text: string, params?: readonly SqlValue[]): Promise<Row[]>;
  /**
   * Commits when `work` resolves, rolls back when it rejects. `work` must use only the session that it is
   * given.
   */
  transaction<Result>(work: (session: SqlTransaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Refuses strings that a UTF-8 database cannot give back as they are: NUL and lone surrogates. JSON.stringify
 * escapes both, so this only meets ids and hand-made bodies. Throws before anything is sent.
 */
export function assertStorable(params: readonly SqlValue[]): void {
  for (const param of params) {
    if (Array.isArray(param)) assertStorable(param);
    else if (typeof param === 'string' && (!param.isWellFormed() || param.includes('\0')))
      throw new TypeError('text for the journal holds NUL or a lone surrogate; JSON text has these escaped');
  }
}

/**
 * The settings hold for each session. Every statement of the journal follows an index, in the order of that
 * index. Without statistics, which PGlite never has and Postgres lacks at first, the planner prefers to fetch
 * all rows of a thread and to sort them.
 */
export const PLANNER_SETTINGS: readonly string[] = ['enable_bitmapscan=off'];
