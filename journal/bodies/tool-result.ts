import { isFields, isText } from './fields.ts';

/** Body of a `toolResult` item that holds no results of checks. */
export interface ToolResultBody {
  readonly name: string;
  readonly ok: boolean;
  /** What the model reads. */
  readonly output: string;
  /**
   * How its command ended, which `output` tells in its first line. Absent: it ran none, and in items of older
   * releases.
   */
  readonly endedBy?: CommandEnd;
  /** `null`: the command did not exit by itself. Present wherever `endedBy` is. */
  readonly exitCode?: number | null;
  /** Tells the call, with this result, from others of its turn; absent in items of older releases. */
  readonly digest?: string;
  /** Tells how it was answered from other answers of its tool; absent in items of older releases. */
  readonly answerDigest?: string;
  /** Its worker was lost while it ran. */
  readonly interrupted?: true;
  /** It wrote a line of the ledger or of the experiment log. */
  readonly recorded?: true;
  /** What it recorded is progress of the goal. */
  readonly isNearer?: true;
  /** It comes with `update_goal blocked`. */
  readonly blocker?: BlockerAccount;
  /** It comes with `update_goal contested`. */
  readonly contest?: ContestAccount;
}

export type CommandEnd = 'exit' | 'timeout' | 'cancel' | 'outputCeiling' | 'signal' | 'failedToStart';

/** The model's account of an obstacle. */
export interface BlockerAccount {
  readonly name: string;
  /** What would unlock it. */
  readonly needed: string;
  readonly attempted: string;
}

/** What the model says against a check, for the person who rules on it. */
export interface ContestAccount {
  readonly check: string;
  readonly contradiction: string;
  readonly evidence: readonly AccountEvidence[];
}

/** One piece of evidence: what the service found there, or why it found nothing. */
export interface AccountEvidence {
  readonly kind: 'check' | 'item' | 'file';
  readonly ref: string;
  readonly isFound: boolean;
  readonly says: string;
}

export const isToolResult = (value: unknown): value is ToolResultBody =>
  isFields(value) &&
  isText(value.name) &&
  typeof value.ok === 'boolean' &&
  isText(value.output) &&
  (value.endedBy === undefined || isText(value.endedBy)) &&
  (value.exitCode == null || typeof value.exitCode === 'number');

/** An account of another release that cannot be read must not hide what the model was answered. */
export function withReadableAccounts(body: ToolResultBody): ToolResultBody {
  const { blocker, contest, ...rest } = body;
  if (blocker === undefined && contest === undefined) return body;
  return {
    ...rest,
    ...(blocker !== undefined && isBlocker(blocker) ? { blocker } : {}),
    ...(contest !== undefined && isContest(contest) ? { contest } : {}),
  };
}

const isBlocker = (value: unknown): boolean =>
  isFields(value) && isText(value.name) && isText(value.needed) && isText(value.attempted);

const isContest = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.check) &&
  isText(value.contradiction) &&
  Array.isArray(value.evidence) &&
  value.evidence.every(
    (one) => isFields(one) && isText(one.ref) && isText(one.says) && typeof one.isFound === 'boolean',
  );
