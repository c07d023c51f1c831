/** What the checks of a contract are weak in. Pure. */
import { type MetricExpectation, metricName } from '../../../workflows/contract/contract.ts';
import { isHidden } from '../../../workflows/contract/hidden-check.ts';
import { protectedWork } from '../../../workflows/contract/patterns/protected-work.ts';
import type { PartialContract } from '../../schema/partial-contract.ts';
import type { Finding } from '../draft.ts';
import { boundsIn } from '../words/bounds.ts';
import { outcomeWords, type PlacedCheck, placedChecks, type Subject } from '../words/subject.ts';
import { alwaysExitsZero } from './exit-code.ts';
import { finding, named } from './finding.ts';
import { leanedOn } from './leaned-on.ts';
import { runsTests } from './twin-runners.ts';

export function lintChecks(subject: Subject): Finding[] {
  const { contract } = subject;
  return [
    ...placedChecks(contract).flatMap((placed) => lintCheck(placed, contract)),
    ...lintVisibility(contract),
    ...lintBound(subject),
    ...lintProtectedWork(contract),
  ];
}

function lintCheck({ check, field }: PlacedCheck, contract: PartialContract): Finding[] {
  const { name, command, expect, files = [] } = check;
  const hiddenPaths = files.map(({ path }) => path);
  const { tests, configuration, undeclared } = leanedOn(command, contract, hiddenPaths);
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
      expect.metric.source !== 'channel' &&
      finding(
        'metricSelfReported',
        `${field}.expect.metric`,
        `"${name}" believes the number at ${metricName(expect.metric)} in its output, whoever printed it.`,
      ),
    isHidden(check) &&
      check.hint === undefined &&
      finding('hiddenWithoutHint', field, `"${name}" is hidden, and has no hint.`),
    hasCommonMarker(expect.metric) &&
      finding(
        'commonMarker',
        `${field}.expect.metric.marker`,
        `Other lines of "${name}" may hold its marker.`,
      ),
    // The number misses, without the work, its bound: that is twin enough.
    expect.metric === undefined &&
      check.twin === undefined &&
      contract.policy?.twins !== 'off' &&
      !runsTests(command) &&
      finding('notShownToFail', field, `"${name}" starts no known runner of tests, and names no twin.`),
  ];
  return found.filter((each) => each !== false);
}

const lintVisibility = ({ verification }: PartialContract): Finding[] => {
  const checks = verification?.checks ?? [];
  return checks.length > 0 && checks.every(isHidden)
    ? [
        finding(
          'onlyHiddenChecks',
          'verification.checks',
          'The model sees none of the checks that verify the outcome.',
        ),
      ]
    : [];
};

const COMMON_WORDS = new Set(
  'count coverage duration elapsed error errors fail failed failures ms ok pass passed result results score skipped success test tests time total warnings'.split(
    ' ',
  ),
);

const hasCommonMarker = (metric: MetricExpectation | undefined): boolean =>
  metric !== undefined &&
  metric.source !== 'channel' &&
  'marker' in metric &&
  COMMON_WORDS.has(metric.marker.toLowerCase());

function lintBound(subject: Subject): Finding[] {
  const checks = subject.contract.verification?.checks ?? [];
  const [bound] = boundsIn(outcomeWords(subject));
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

const lintProtectedWork = (contract: PartialContract): Finding[] =>
  protectedWork(contract).map(({ pattern, index }) =>
    finding(
      'workIsProtected',
      `boundaries.writePaths.${index}`,
      `${pattern} is the work and protected as well.`,
    ),
  );
