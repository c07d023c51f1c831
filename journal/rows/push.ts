/** A state of a thread's workspace that a person has asked to be pushed, and what became of it. */

export interface Push {
  /** The state that is pushed, as one commit. */
  readonly stateId: string;
  /** It stands without `refs/heads/`. */
  readonly branch: string;
  readonly isForced: boolean;
  /** The whole message of the commit. */
  readonly message: string;
  /** The commit's time, so that every attempt makes the same commit. */
  readonly askedAtMs: number;
}

export type PushRefusal =
  /** The workspace does not come from a repository, or its commit is not known. */
  | 'noGitSource'
  /** The branch holds other commits. */
  | 'branchExists'
  /** The remote, or git, does not take the commit. */
  | 'rejected'
  /** The operator's credentials do not open the repository. */
  | 'credentials'
  /** The host does not answer, or there is no such repository. */
  | 'unreachable';

export type PushOutcome =
  | {
      readonly ok: true;
      /** `upToDate`: the branch held the same files before. */
      readonly outcome: 'pushed' | 'upToDate';
      readonly commit: string;
    }
  | {
      readonly ok: false;
      readonly code: PushRefusal;
      readonly reason: string;
      /** What the remote said, line by line: words of others. */
      readonly remote?: readonly string[];
    };

/** The part of the journal that holds what persons have asked to be pushed. */
export interface Pushes {
  /** The first one stays under the request's id; says which one is kept. */
  savePush(threadId: string, requestId: string, push: Push): Promise<Push>;
  readPush(
    threadId: string,
    requestId: string,
  ): Promise<{ readonly push: Push; readonly outcome?: PushOutcome } | undefined>;
  /** What became of it. The first outcome stays; says which one is kept. */
  endPush(threadId: string, requestId: string, outcome: PushOutcome): Promise<PushOutcome>;
}
