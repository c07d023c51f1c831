import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import { isFields, isListOf, isText, mayBeListOf, mayBeText } from './fields.ts';
import type { ToolResultBody } from './tool-result.ts';
import type { TwinRecord } from './twin-record.ts';

/**
 * Body of the item that a run of the checks leaves: a tool result for the transcript, a verdict for everybody
 * else.
 */
export interface ChecksBody extends ToolResultBody {
  readonly type: 'checksRan';
  readonly purpose: 'baseline' | 'audit' | 'request' | 'measure';
  /** The model may know this much. */
  readonly verdict: ChecksVerdict;
  /** It has all that hidden checks have shown, for the owner; absent where nothing is hidden. */
  readonly whole?: ChecksVerdict;
  /** What became of the workspace since the accepted state; absent in items of older releases. */
  readonly changes?: WorkspaceChanges;
  /**
   * Changes that were not in the copy, since the contract does not declare them as the work; the first
   * hundred.
   */
  readonly leftOut?: readonly string[];
  /** What a person had put back to the accepted state before this look, a line for each kind. */
  readonly restored?: readonly string[];
  /** How the tests that a person is asked about were changed, as a unified diff. */
  readonly personDiff?: string;
  /** What each check's twins showed, one by one. */
  readonly twins?: readonly TwinRecord[];
  /** The state that the workspace had. */
  readonly stateId?: string;
  /**
   * A baseline says what is worth saying about patterns of the contract that match nothing, one sentence
   * each.
   */
  readonly patternWarnings?: readonly string[];
}

/** What a result for the transcript is besides is asked where it is one. */
export const isChecks = (value: unknown): value is ChecksBody =>
  isFields(value) &&
  value.type === 'checksRan' &&
  isVerdict(value.verdict) &&
  (value.whole === undefined || isVerdict(value.whole)) &&
  (value.changes === undefined || isChanges(value.changes)) &&
  mayBeListOf(value.leftOut, isText) &&
  mayBeText(value.personDiff);

const isVerdict = (value: unknown): boolean =>
  isFields(value) &&
  typeof value.proven === 'boolean' &&
  isListOf(value.outcomes, isOutcome) &&
  isListOf(value.changedProtectedPaths, isText) &&
  mayBeListOf(value.undeclaredReads, isText) &&
  mayBeListOf(value.unproven, isText) &&
  mayBeListOf(value.passedBefore, isText) &&
  mayBeListOf(value.changedData, isText) &&
  mayBeListOf(value.twins, isTwin) &&
  mayBeText(value.reason) &&
  mayBeText(value.cannotRun) &&
  (value.awaitsPerson === undefined ||
    (isFields(value.awaitsPerson) &&
      isListOf(value.awaitsPerson.paths, isText) &&
      (value.awaitsPerson.failedAsAccepted === undefined ||
        isFailedAsAccepted(value.awaitsPerson.failedAsAccepted))));

const isFailedAsAccepted = (value: unknown): boolean =>
  isFields(value) && isListOf(value.paths, isText) && isText(value.check) && isText(value.said);

const isOutcome = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.name) &&
  isText(value.role) &&
  typeof value.passed === 'boolean' &&
  (value.exitCode === null || typeof value.exitCode === 'number');

const isTwin = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.check) &&
  isText(value.standing) &&
  typeof value.tried === 'number' &&
  mayBeListOf(value.leavesOut, isText);

const isChanges = (value: unknown): boolean =>
  isFields(value) &&
  typeof value.count === 'number' &&
  isListOf(value.files, (file) => isFields(file) && isText(file.path) && isText(file.change));
