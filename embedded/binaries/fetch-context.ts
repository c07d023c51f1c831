/**
 * What fetching a part leans on; a parameter, so that tests run it without network and with programs of their
 * own.
 */
export interface FetchContext {
  /** Environment of the search and of every program started. */
  readonly env: NodeJS.ProcessEnv;
  readonly platform: string;
  readonly arch: string;
  /** The vendor's download service, without a trailing slash. */
  readonly downloadUrl: string;
  /** Takes one line of progress. */
  readonly report: (line: string) => void;
}
