/** How a verdict is told to the model that claimed. Pure. */

import {
  type ProtectedWork,
  protectedWorkRemedy,
  protectedWorkText,
} from '../../workflows/contract/patterns/protected-work.ts';
import { refusesNothing } from '../../workflows/evidence/auditor.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import { failedAsAcceptedText } from '../../workflows/evidence/failed-as-accepted.ts';
import { twinAdvice, twinThatRefused } from '../../workflows/evidence/twin-remedies.ts';

/** What a check that failed printed last. */
export interface FailedOutput {
  readonly name: string;
  readonly outputTail: string;
}

export interface VerdictContext {
  readonly failures?: readonly FailedOutput[];
  /** What the caller lets the model know of hidden checks that did not hold. */
  readonly hints?: readonly { readonly name: string; readonly hint: string }[];
  /** Where nothing refuses the claim, another has the last word on it. */
  readonly hasAuditor?: boolean;
  /** Changes of the workspace that are not the declared work, and were therefore not in the copy. */
  readonly leftOut?: readonly string[];
  /** What the baseline looks at claims nothing. */
  readonly isClaim?: boolean;
  /** They are about the contract itself, one sentence each. */
  readonly warnings?: readonly string[];
  /** Patterns of the declared work that are protected as well. */
  readonly locked?: readonly ProtectedWork[];
  /** What a person had put back to the accepted state before the checks ran, a line for each kind. */
  readonly restored?: readonly string[];
}

const MAX_TAIL_CHARACTERS = 2_000;
const MAX_NAMED_LEFT_OUT = 20;

/** The answer to a claim of completion: figures, and the end of what failing checks printed. */
export function verdictText(verdict: ChecksVerdict, context: VerdictContext = {}): string {
  const {
    failures = [],
    hints = [],
    hasAuditor = false,
    leftOut = [],
    isClaim = true,
    warnings = [],
    restored = [],
    locked = [],
  } = context;
  const lines = [
    ...restored.map((line) => `before the checks ran, at the user's wish: ${line}`),
    ...verdict.outcomes.map(checkLine),
    ...hints.map(({ name, hint }) => `hint on "${name}": ${hint}`),
    ...noteLines(verdict),
  ];
  if (!isClaim)
    return [
      'The service ran the checks itself:',
      ...lines,
      ...verdict.changedProtectedPaths.map((path) => `protected, and not as it was accepted: ${path}`),
      ...leftOutLines(leftOut),
      ...warnings,
    ].join('\n');
  if (hasAuditor && refusesNothing(verdict))
    return [
      'Nothing that the service checked stands against the claim; the auditor rules on it.',
      ...lines,
    ].join('\n');
  if (verdict.awaitsPerson !== undefined && refusesNothing(verdict))
    return [awaitsPersonText(verdict.awaitsPerson), ...lines].join('\n');
  // Whether the goal is complete is not known yet: the contract may have been edited, or the goal stopped,
  // meanwhile.
  if (verdict.proven)
    return [
      'The service ran every check of the contract itself: all passed.',
      ...lines,
      ...leftOutLines(leftOut),
    ].join('\n');
  const refusing = twinThatRefused(verdict);
  return [
    `Completion refused: ${verdict.reason ?? 'the contract has no check that proves it'}.`,
    'The service ran the checks itself, on a copy of the workspace:',
    ...lines,
    ...changedSealLines(verdict.changedProtectedPaths, locked),
    ...leftOutLines(leftOut),
    ...(refusing === undefined ? [] : twinAdvice(refusing)),
    ...failures.map(({ name, outputTail }) => `Output of "${name}" (its end):\n${endOf(outputTail)}`),
    'The goal stays active. Go on from this evidence.',
  ].join('\n');
}

/** The claim is neither granted nor refused: the checks passed, and a person has the last word. */
export const awaitsPersonText = ({
  paths,
  failedAsAccepted,
}: NonNullable<ChecksVerdict['awaitsPerson']>): string =>
  [
    `The checks passed. ${paths.join(', ')} ${paths.length === 1 ? 'was' : 'were'} changed since the start and ` +
      `${paths.length === 1 ? 'decides' : 'decide'} whether they pass; a person has to accept that. The goal waits for it.`,
    ...(failedAsAccepted === undefined ? [] : [failedAsAcceptedText(failedAsAccepted)]),
  ].join(' ');

function noteLines({ undeclaredReads = [], changedData = [], twins = [] }: ChecksVerdict): string[] {
  return [
    ...undeclaredReads.map((path) => `checks read a changed file that is not declared as the work: ${path}`),
    ...changedData.map((path) => `the work changed a file that says what must come out: ${path}`),
    ...twins
      .filter(({ standing, survived }) => standing === 'canFail' && survived > 0)
      .map(
        ({ check, survived, tried }) =>
          `${check}: ${survived} of ${tried} changes of expectations made no difference to it`,
      ),
  ];
}

/** The lines name the way back, for the model and for whoever set the goal. */
const changedSealLines = (paths: readonly string[], locked: readonly ProtectedWork[]): string[] =>
  paths.length === 0
    ? []
    : [
        ...(locked.length === 0
          ? []
          : [
              `${protectedWorkText(locked)}. Only the user can mend that; tell them: ${protectedWorkRemedy(locked)}`,
            ]),
        ...paths.map(
          (path) => `protected path changed: ${path} (restore it with restore_file; it may not differ)`,
        ),
        'If the user has changed it, or wants the change, tell them: they can accept it (POST …/goal/accept-state with these files as `paths`: without them the work is accepted too, and proves nothing any more) or have it put back (POST …/goal/restore).',
      ];

/** A check that fails for want of such a file would not be understood otherwise. */
function leftOutLines(leftOut: readonly string[]): string[] {
  if (leftOut.length === 0) return [];
  const names = leftOut.slice(0, MAX_NAMED_LEFT_OUT).join(', ');
  const more = leftOut.length > MAX_NAMED_LEFT_OUT ? ` and ${leftOut.length - MAX_NAMED_LEFT_OUT} more` : '';
  return [
    `Checks run on the accepted state plus the declared work. Not in their copy, since the contract does not declare it: ${names}${more}.`,
  ];
}

/** The last characters, from the start of a line. */
function endOf(text: string): string {
  if (text.length <= MAX_TAIL_CHARACTERS) return text.trimEnd();
  const tail = text.slice(-MAX_TAIL_CHARACTERS);
  return tail.slice(tail.indexOf('\n') + 1).trimEnd();
}
