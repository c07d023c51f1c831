/** What could be added to a contract, as far as words, commands and the table of runners tell. Pure. */
import { runnersIn } from '../../workflows/contract/runner-files.ts';
import { cutText } from '../../workflows/text/cut-text.ts';
import type { PartName, Proposal } from './draft.ts';
import { leanedOn } from './lint/leaned-on.ts';
import { boundsIn } from './words/bounds.ts';
import { piecesFor, plainClause, wordsFor } from './words/read-words.ts';
import { outcomeWords, placedChecks, type Subject, wholeWords } from './words/subject.ts';

export const propose = (subject: Subject): Proposal[] => [
  ...proposeChecks(subject),
  ...proposeMetric(subject),
  ...proposeRuns(subject),
  ...proposeProtectedPaths(subject),
];

/** A check where evidence has a name and no command. */
function proposeChecks(subject: Subject): Proposal[] {
  const wanted: readonly (readonly [PartName, boolean])[] = [
    ['verification', (subject.contract.verification?.checks?.length ?? 0) > 0],
    ['constraints', (subject.contract.constraints?.checks?.length ?? 0) > 0],
  ];
  return wanted.flatMap(([role, isThere]) => {
    const [piece] = piecesFor(subject.pieces, role);
    if (isThere || piece === undefined || !isTestable(piece.text)) return [];
    return [
      {
        field: `${role}.checks`,
        value: { name: nameIn(piece.text) },
        reason: `The words name it: "${plainClause(piece.text)}".`,
        missing: 'command: what the service should run to see it',
      },
    ];
  });
}

const TESTABLE =
  /\b(tests?|suite|benchmarks?|build|builds|lint|coverage|type[- ]?check|report|page|script)\b/i;
/** What must not be done to tests is no suite that could run. */
const isTestable = (words: string): boolean =>
  TESTABLE.test(words) && !/\bwithout (?!regress|break|fail)/i.test(words);

const MAX_NAME_CHARACTERS = 100;
const CONNECTION =
  /^((and|but|as) )?(\w+ (by|with|through|via|using|against|in)|on|while \w+|whilst \w+|without \w+|verify that|keep) (the )?/i;

/** `, verified by the checkout benchmark` → `checkout benchmark`. */
const nameIn = (words: string): string =>
  cutText(plainClause(words).replace(CONNECTION, ''), MAX_NAME_CHARACTERS);

/**
 * A bound for the first check that could measure it; under which name the number is printed, words do not
 * say.
 */
function proposeMetric(subject: Subject): Proposal[] {
  const checks = subject.contract.verification?.checks ?? [];
  const [bound] = boundsIn(`${outcomeWords(subject)} ${wordsFor(subject.pieces, 'verification')}`);
  if (bound === undefined || checks.some(({ expect }) => expect.metric !== undefined)) return [];
  const { op, value, words } = bound;
  return [
    {
      field: 'verification.checks.0.expect.metric',
      value: { op, value },
      reason: `The words name a bound: "${words}".`,
      missing: `${checks.length === 0 ? 'the check itself, and ' : ''}marker (of a line "<marker>: <number>") or jsonPath: how the command prints the number`,
    },
  ];
}

const REPETITION = /\b(\d{1,2}) (?:consecutive |successive )?(?:runs|times)\b/i;
const MAX_RUNS = 10;

function proposeRuns(subject: Subject): Proposal[] {
  const { contract } = subject;
  const match = REPETITION.exec(wholeWords(subject));
  const runs = Number(match?.[1]);
  const [check] = contract.verification?.checks ?? [];
  if (check === undefined || check.runs > 1 || !(runs > 1)) return [];
  const reason = `The words want it: "${match?.[0]}".`;
  const field = 'verification.checks.0.runs';
  return runs <= MAX_RUNS
    ? [{ field, value: runs, reason }]
    : [{ field, value: MAX_RUNS, reason, missing: `a loop in the command for the rest of the ${runs} runs` }];
}

function proposeProtectedPaths({ contract }: Subject): Proposal[] {
  const proposals = placedChecks(contract).flatMap(({ check }) => {
    const { tests, configuration } = leanedOn(check.command, contract);
    const runners = runnersIn([check.command]).join(', ');
    const reason = (does: string): string => `\`${check.command}\`${runners && ` (${runners})`} ${does}.`;
    return [
      ...tests.map((value) => ({ value, reason: reason('leans on it') })),
      ...configuration.map((value) => ({ value, reason: reason('may read it, if it is there') })),
    ];
  });
  return proposals
    .filter(({ value }, index) => proposals.findIndex((other) => other.value === value) === index)
    .map((proposal) => ({ field: 'verification.protectedPaths', ...proposal }));
}
