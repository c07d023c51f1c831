/**
 * The codes of findings: stable, one meaning each. `error`: as it stands the goal proves nothing or cannot be
 * worked on. `warning`: weak, or so it reads: rules over words can be wrong. `note`: worth a look.
 */

export type Severity = 'error' | 'warning' | 'note';

interface Meaning {
  readonly severity: Severity;
  readonly meaning: string;
  readonly help: string;
}

export const CODES = {
  placeholderLeft: {
    severity: 'error',
    meaning: 'The text still holds a placeholder such as `<specific evidence>`.',
    help: 'Put your own words in its place.',
  },
  noVerification: {
    severity: 'error',
    meaning: 'Nothing is named that could prove the outcome: no check, no auditor, no evidence in the words.',
    help: 'Name the test, benchmark, report or command whose result proves it, and add its command to verification.checks.',
  },
  checkAlwaysPasses: {
    severity: 'error',
    meaning: 'The command of a check exits with 0 whatever happens (`true`, `… || true`, `… | tee log`).',
    help: 'Let the exit code of the command that does the work be the exit code of the check.',
  },
  workIsProtected: {
    severity: 'error',
    meaning: 'The files that are the work are protected, so that every change of them refuses completion.',
    help: 'Take the path out of verification.protectedPaths, or out of boundaries.writePaths.',
  },
  patternNotUnderstood: {
    severity: 'error',
    meaning:
      'A path pattern is written like a shell glob, a Windows path or with stray space, and would cover nothing.',
    help: 'Patterns have *, ? and ** only: write one pattern for each of several names, and ? for a character that a name really has.',
  },
  noFinishLine: {
    severity: 'warning',
    meaning: 'The words are vague ("Make this better"): nobody could tell when it is done.',
    help: 'Say what is true when it is done: a number with its bound, a suite that passes, an artifact with its contents.',
  },
  noCheck: {
    severity: 'warning',
    meaning: 'Evidence is named, but no command that the service could run to see it.',
    help: 'Add the command to verification.checks: it has to exit with 0, and may have to print a number within a bound.',
  },
  noConstraints: {
    severity: 'warning',
    meaning: 'Nothing says what must not regress.',
    help: 'Add "while keeping …" or "without …", best with a check in constraints.checks.',
  },
  noBlockedStop: {
    severity: 'warning',
    meaning: 'Nothing says when to stop and report that no path is left.',
    help: 'Add "If … cannot run or no valid paths remain, stop with …" (blockedStop).',
  },
  tooNarrow: {
    severity: 'warning',
    meaning: 'One failing test or error is the whole goal; the real issue may lie upstream.',
    help: 'Name the state wanted (a suite that passes, without changing …) and leave the way open.',
  },
  tooBroad: {
    severity: 'warning',
    meaning: 'It is about everything ("the whole system"), so there is no surface to audit.',
    help: 'Choose one outcome that a test, a benchmark or an artifact can show.',
  },
  severalGoals: {
    severity: 'warning',
    meaning: 'Several outcomes stand side by side; one of them unreached keeps all of them open.',
    help: 'Set one goal for each, or name the one state that includes them all.',
  },
  researchWithoutEvidenceStandard: {
    severity: 'warning',
    meaning: 'Research without saying what counts as confirmed, approximate, blocked or uncertain.',
    help: 'Say which claims matter, what counts as reproduced, and ask for a report that keeps the levels of support apart.',
  },
  taskTooSmall: {
    severity: 'warning',
    meaning: 'One edit, one step, one answer or a short review: a message does it better than a goal.',
    help: 'Post it as a message (POST /v1/threads/:id/messages).',
  },
  unprotectedCheck: {
    severity: 'warning',
    meaning:
      'A check leans on tests, benchmarks or files of its runner that are not protected: whoever edits them passes it.',
    help: 'Add them to verification.protectedPaths.',
  },
  onlyHiddenChecks: {
    severity: 'warning',
    meaning:
      'Every check that verifies the outcome is hidden, so that the model cannot try its work against any of them.',
    help: 'Let it see one check that shows what is wanted, and hide the one with other inputs.',
  },
  patternMatchesNothing: {
    severity: 'warning',
    meaning: 'A protected path matches nothing of the workspace, so that it protects nothing that is there.',
    help: 'Correct its spelling; leave it if it names what must not appear.',
  },
  workMatchesNothing: {
    severity: 'warning',
    meaning:
      'The declared work matches nothing of the workspace, and a path of nearly the same name is there.',
    help: 'Correct the spelling in boundaries.writePaths: what is not declared is no part of what is checked.',
  },
  sealedAsAbsent: {
    severity: 'note',
    meaning: 'A protected path is not there: its absence is sealed.',
    help: 'Nothing, if it must not appear; if it is to be made, take it out of verification.protectedPaths.',
  },
  undeclaredWork: {
    severity: 'note',
    meaning: 'The files that are the work are not declared, so that every change may decide about a check.',
    help: 'Declare the work in boundaries.writePaths: then checks run on the accepted state plus the work, and nothing else counts.',
  },
  notShownToFail: {
    severity: 'note',
    meaning:
      'No expectation of a check is known that could be changed to see whether the check can fail at all.',
    help: 'Run tests by a known runner, or name a twin of the check: a command or a patch after which it has to fail.',
  },
  commonMarker: {
    severity: 'note',
    meaning:
      'The marker of a number is a word that other output holds as well, and every number behind it has to keep to the bound.',
    help: 'Print the number under a name of its own, such as checkout_p95_ms, or on its own channel (expect.metric.source).',
  },
  unprotectedConfiguration: {
    severity: 'note',
    meaning: 'Files that the runner of a check may read, and that are neither protected nor the work.',
    help: 'Add them to verification.protectedPaths: what does not exist is sealed as absent.',
  },
  undeclaredRead: {
    severity: 'note',
    meaning: 'A check names a file that is neither protected nor declared as the work.',
    help: 'Add it to verification.protectedPaths if it must stay, to boundaries.writePaths if it is the work.',
  },
  metricSelfReported: {
    severity: 'note',
    meaning:
      'A number decides that the tested program could print itself if it runs inside the process of the check.',
    help: 'Let another process measure it, from a protected file; an auditor can read the diff.',
  },
  boundWithoutMetric: {
    severity: 'note',
    meaning: 'The words name a bound, and no check reads a number.',
    help: 'Add expect.metric to the check whose output has the number, unless its exit code says so already.',
  },
  hiddenWithoutHint: {
    severity: 'note',
    meaning: 'A hidden check says nothing when it fails: the model learns no more than its name.',
    help: 'Add a hint that says what it is about and gives no answer away ("larger numbers").',
  },
  hiddenUncertainty: {
    severity: 'note',
    meaning: 'Something may be flaky, unavailable or only a proxy, and nothing says how to handle that.',
    help: 'Say it in the goal: how often a flaky check must pass (`runs`), how a proxy is labelled, what happens without the data.',
  },
  noBoundaries: {
    severity: 'note',
    meaning: 'Nothing says which files, tools or data may be used.',
    help: 'Add "Use only …" (boundaries.text), and the files that are the work to boundaries.writePaths.',
  },
  noIterationPolicy: {
    severity: 'note',
    meaning: 'Nothing says how to choose what to try next after an attempt.',
    help: 'Add "Between iterations, …" (iterationPolicy).',
  },
  noBudget: {
    severity: 'note',
    meaning: 'Nothing limits what the goal may spend.',
    help: 'Set budget.tokens or budget.turns, or a deadline.',
  },
} as const satisfies Record<string, Meaning>;

export type Code = keyof typeof CODES;
