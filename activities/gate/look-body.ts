/** What is journalled of a look, and what the model is told of it. */
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import { defined } from '../../objects/defined.ts';
import { displayPath } from '../../tree/tree-paths.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { hintsOf, isHidden } from '../../workflows/contract/hidden-check.ts';
import { patternWarnings } from '../../workflows/contract/patterns/pattern-warnings.ts';
import { protectedWork, protectedWorkText } from '../../workflows/contract/patterns/protected-work.ts';
import { workspaceChanges } from '../accepted/changed-files.ts';
import { isGitBookkeeping } from '../accepted/git-bookkeeping.ts';
import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { diffForPerson } from '../doubt/changed-tests.ts';
import type { LookScope } from './look-scope.ts';
import type { Ruling } from './rule-on-look.ts';
import { verdictText } from './verdict-text.ts';

const MAX_LEFT_OUT = 100;

export async function bodyOf(
  { dependencies, input, contract, survey, grounds, restored }: LookScope,
  examined: readonly ExaminedCheck[],
  { verdict, whole, twins, asked }: Ruling,
): Promise<ChecksBody> {
  const visible = examined.filter(({ check }) => !isHidden(check));
  const failures = visible.flatMap(({ check: { name }, runs }) =>
    runs.filter(({ passed }) => !passed).map(({ outputTail }) => ({ name, outputTail })),
  );
  const leftOut = survey.plan.leftOut
    .filter(
      (path) => !survey.ownership.isProtected(path) && !isGitBookkeeping(path, survey.accepted.get(path)),
    )
    .slice(0, MAX_LEFT_OUT)
    .map(displayPath);
  const isClaim = input.purpose === 'audit';
  const warnings = input.purpose === 'baseline' ? warningsOf(contract, survey) : [];
  const hasAuditor = contract.verification.auditor !== undefined;
  const personDiff =
    verdict.awaitsPerson === undefined
      ? undefined
      : await diffForPerson(asked, survey, dependencies.workspaces.states, grounds.shared.settings);
  return {
    type: 'checksRan',
    purpose: input.purpose,
    name: 'update_goal',
    ok: verdict.proven,
    output: verdictText(verdict, {
      failures,
      hints: hintsOf(verdict, contract),
      hasAuditor,
      leftOut,
      isClaim,
      warnings,
      restored,
      locked: protectedWork(contract),
    }),
    verdict,
    ...(visible.length === examined.length ? {} : { whole }),
    changes: workspaceChanges(survey.changes),
    stateId: survey.state.stateId,
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(restored.length === 0 ? {} : { restored }),
    ...defined({ personDiff }),
    ...(twins.length === 0 ? {} : { twins }),
    ...(warnings.length === 0 ? {} : { patternWarnings: warnings }),
  };
}

/** A pattern that protects nothing has to be named before work begins. */
function warningsOf(contract: Contract, { accepted }: Survey): string[] {
  const locked = protectedWork(contract);
  const known = { paths: [...accepted.keys()].map(displayPath), isWhole: true };
  return [
    ...(locked.length === 0 ? [] : [`${protectedWorkText(locked)}.`]),
    ...patternWarnings(contract, known).map(({ message }) => message),
  ];
}
