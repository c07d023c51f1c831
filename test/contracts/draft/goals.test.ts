/** Realistic goals: what is said against them, and what is not. */
import { describe, expect, test } from '@jest/globals';
import type { Code } from '../../../contracts/draft/codes.ts';
import { codesOf } from './codes-of.ts';

/** Errors and warnings, all of them. */
const GOOD: readonly (readonly [string, readonly Code[]])[] = [
  [
    'Cut the cold start of the CLI to at most 150 ms, measured by `node bench/cold-start.mjs`, while keeping `npm test` green. Change only src/cli. After each attempt write down the profile and the next suspect. If the benchmark cannot run, stop and report what is missing.',
    ['unprotectedCheck'],
  ],
  [
    'Migrate the payments package from Jest to Vitest so that `npx vitest run` passes, without deleting or skipping any test. Work only in packages/payments. Between iterations, note which suites moved. If a mock has no counterpart, stop and list it.',
    ['unprotectedCheck'],
  ],
  [
    'Make the flaky test "reconnects after outage" pass in 10 consecutive runs, verified by `npm test -- reconnect`, without raising its timeouts. If the cause lies outside of this repository, stop and report the evidence.',
    ['unprotectedCheck'],
  ],
  [
    'Write a migration guide for v3 that covers every breaking change of CHANGELOG.md. Verify that `mkdocs build --strict` succeeds and that every code sample compiles. Do not change the API. Use only docs/ and the changelog.',
    ['noBlockedStop'],
  ],
  [
    'Determine why the nightly import takes three hours; end with a report that names the cause, the measurements behind it, and what remains uncertain. Use the logs in /logs and a copy of the database. Do not change production code.',
    ['noBlockedStop', 'noCheck'],
  ],
  [
    'Clean customers.csv so that `python scripts/validate.py clean.csv` exits 0, with every dropped row listed in dropped.csv and the reason. Never edit the source file. Stop and ask if more than 2 % of the rows would be dropped.',
    ['unprotectedCheck'],
  ],
  [
    'Bring the type coverage of src/ to 100 %, verified by `npx type-coverage --at-least 100`, without `any` or casts. Between iterations, take the file with the most errors. If a library has no types, report it.',
    ['unprotectedCheck'],
  ],
  [
    'Port the date parser to Rust with byte-identical output on the 5,000 golden inputs, verified by `cargo test --release`, keeping the public C API. Spend at most 400k tokens.',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Raise the F1 score on the held-out set to 0.85 or more, verified by `python eval.py`, without training on the test split. Stop after 20 turns.',
    ['noBlockedStop'],
  ],
  [
    'Upgrade to React 19, replace deprecated lifecycle methods and remove the legacy shim, verified by `npm run e2e`. Keep the bundle below 300 kB.',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    "All 42 endpoints return problem+json for every error; verified by `npm run test:errors`; don't change success replies.",
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Bump the Node version to 24 across all packages with CI green and no change of behaviour',
    ['noBlockedStop', 'noCheck'],
  ],
  [
    'Replicate Table 2 of Smith et al. within 1 % of each figure, label every figure confirmed, approximate or blocked, and end with a report that says what could not be reproduced. Use only data/.',
    ['noCheck', 'noConstraints'],
  ],
  [
    'Find out which commit made startup slower than 2 s and fix it, verified by `./bench/startup.sh`, while the unit tests stay green',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Reduce memory of the worker below 512 MB under the load test, while no request fails',
    ['noBlockedStop', 'noCheck'],
  ],
  [
    'Outcome: the exporter writes Parquet instead of CSV\nVerification: `go test ./export/...`\nConstraints:\n- the CLI flags stay\n- files of the last release can be read\nBoundaries: export/ only\nIteration policy: one format feature at a time\nBlocked: stop if a type has no Parquet counterpart\nBudget: 30 turns, $4',
    ['unprotectedCheck'],
  ],
  [
    'Get the nightly build green again on main. Do not disable any job. If a failing job needs credentials you do not have, stop and list them.',
    ['noCheck'],
  ],
  [
    'Make `cargo clippy -- -D warnings` pass for the whole workspace without adding allow attributes.',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Write a spec-compliant JSON parser in C that passes all of JSONTestSuite, verified by `make conformance`, with no dependencies beyond libc.',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Reduce the number of open dependency advisories to zero according to `npm audit --omit=dev`, keeping the test suite green.',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Every page of the site scores at least 95 in Lighthouse accessibility, as measured by `node scripts/lighthouse.mjs`; keep the visual snapshots unchanged.',
    ['noBlockedStop', 'unprotectedCheck'],
  ],
  [
    'Investigate the memory leak in the ingest worker until RSS stays below 400 MB over a 30 minute soak test, and fix it.',
    ['noBlockedStop', 'noCheck', 'noConstraints'],
  ],
  [
    'Find all usages of the deprecated API and replace them; `npm run typecheck` and `npm test` pass.',
    ['noBlockedStop', 'noConstraints', 'unprotectedCheck'],
  ],
  [
    'Deduplicate the customer table: no two rows share an email after normalisation, and no order loses its customer. The script tests/verify_dedupe.py must pass.',
    ['noBlockedStop', 'noCheck', 'noConstraints'],
  ],
  [
    'Increase branch coverage of packages/core from 61% to 85% without excluding files from coverage',
    ['noBlockedStop', 'noCheck'],
  ],
  [
    'Train a classifier on data/train.csv reaching 0.92 accuracy on data/holdout.csv, never reading holdout during training. Report the seed and the confidence interval.',
    ['noBlockedStop', 'noCheck'],
  ],
  [
    'Refactor the payment module into separate adapter and domain layers; all existing tests pass unchanged.',
    ['noBlockedStop', 'noCheck', 'noConstraints'],
  ],
  [
    'Reproduce the results of section 4 of the attached paper to within 2 standard errors, using only the data in data/; mark any figure that cannot be reproduced as blocked with the reason.',
    ['noCheck', 'noConstraints'],
  ],
  [
    "Fix the deadlock in the scheduler: `go test -race ./sched/...` passes 20 times in a row. Don't weaken any test.",
    ['noBlockedStop', 'unprotectedCheck'],
  ],
];

const BARE: readonly Code[] = ['noBlockedStop', 'noConstraints', 'noVerification'];

/** What is said besides that nearly everything is missing. */
const BAD: readonly (readonly [string, readonly Code[]])[] = [
  ['Make everything faster', ['noFinishLine', 'tooBroad']],
  ['Clean up the codebase', ['noFinishLine', 'tooBroad']],
  ['Fix all bugs', ['noFinishLine', 'tooBroad']],
  ['Modernize the entire backend', ['noFinishLine', 'tooBroad']],
  ['Fix the login bug, migrate the database to Postgres 16, write the user guide', ['severalGoals']],
  ['Speed up search, and also redesign the settings page', ['noFinishLine', 'severalGoals']],
  ['Explain what useMemo does', ['taskTooSmall']],
  ['What does this function return?', ['taskTooSmall']],
  ['Review this PR', ['taskTooSmall']],
  ['Rename getUser to fetchUser', ['taskTooSmall']],
  ['Investigate the churn problem', ['researchWithoutEvidenceStandard']],
  ['Study the effects of caching on our traffic', ['researchWithoutEvidenceStandard']],
  ['Optimize the database', ['noFinishLine']],
  ['Improve test coverage', ['noFinishLine']],
  ['Make the app production ready', ['noFinishLine']],
  ['Fix this broken test', ['tooNarrow']],
  ['Keep trying until it works', ['noFinishLine']],
  ['Fix flaky tests', []],
];

describe('codes of realistic goals', () => {
  test.each(GOOD)('good: %s → no error, and no warning but these', (text, expected) => {
    expect(codesOf({ text })).toEqual(expected);
  });

  test.each(BAD)('bad: %s → an error, and what is wrong', (text, expected) => {
    expect(codesOf({ text })).toEqual([...BARE, ...expected].sort());
  });
});
