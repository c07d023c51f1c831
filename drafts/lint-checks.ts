/** What the checks of a contract are weak in. Pure. */
import type { PartialContract } from '../schemas/partial-contract.ts';
import { metricName } from '../workflows/contract.ts';
import { coveredBy } from '../workflows/path-pattern.ts';
import { boundsIn } from './bounds.ts';
import type { Finding } from './draft.ts';
import { alwaysExitsZero } from './exit-code.ts';
import { finding, named } from './finding.ts';
import { leanedOn } from './leaned-on.ts';
import { outcomeOf, type PlacedCheck, placedChecks, type Subject } from './subject.ts';

export function lintChecks(subject: Subject): Finding[] {
  const { contract } = subject;
  return [
    ...placedChecks(contract).flatMap((placed) => lintCheck(placed, contract)),
    ...lintBound(subject),
    ...lintProtectedWork(contract),
  ];
}

function lintCheck({ check, field }: PlacedCheck, contract: PartialContract): Finding[] {
  const { name, command, expect } = check;
  const { tests, configuration, undeclared } = leanedOn(command, contract);
  const found: (Finding | false)[] = [
    expect.exitCode === 0 &&
      expect.metric === undefined &&
      alwaysExitsZero(command) &&
      finding('checkAlwaysPasses', `${field}.command`, `"${name}" exits with 0 whatever happens.`),
    tests.length > 0 &&
      finding(
        'unprotectedCheck',
        `${field}.command`,
        `"${name}" leans on what anybody may edit: ${named(tests)}.`,
      ),
    configuration.length > 0 &&
      finding(
        'unprotectedConfiguration',
        `${field}.command`,
        `The runner of "${name}" may read: ${named(configuration)}.`,
      ),
    undeclared.length > 0 &&
      finding(
        'undeclaredRead',
        `${field}.command`,
        `"${name}" names ${named(undeclared)}: a test, or the work?`,
      ),
    expect.metric !== undefined &&
      finding(
        'metricSelfReported',
        `${field}.expect.metric`,
        `"${name}" believes the number at ${metricName(expect.metric)} in its output, whoever printed it.`,
      ),
  ];
  return found.filter((each) => each !== false);
}

function lintBound(subject: Subject): Finding[] {
  const checks = subject.contract.verification?.checks ?? [];
  const [bound] = boundsIn(outcomeOf(subject));
  if (bound === undefined || checks.length === 0 || checks.some(({ expect }) => expect.metric !== undefined))
    return [];
  return [
    finding(
      'boundWithoutMetric',
      'verification.checks',
      `No check reads the number that is to be "${bound.words}".`,
    ),
  ];
}

function lintProtectedWork({ verification, boundaries }: PartialContract): Finding[] {
  const isProtected = coveredBy(verification?.protectedPaths ?? []);
  const locked = (boundaries?.writePaths ?? []).flatMap((path, index) =>
    isProtected(path) ? [{ path, index }] : [],
  );
  return locked.map(({ path, index }) =>
    finding(
      'workIsProtected',
      `boundaries.writePaths.${index}`,
      `${path} is the work and protected as well.`,
    ),
  );
}
