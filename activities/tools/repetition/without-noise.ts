/**
 * What a command printed, without what is another each time though nothing has changed: what a clock said,
 * how long a test runner took, numbers of processes and ports, temporary names, addresses. A figure that
 * somebody may be after stays, one with a unit of time as well: `p95: 360ms` and `p95: 324ms` are two
 * results. Pure.
 */

const DURATION =
  /(?:\d+\s?(?:h|m|min)\s?)?\d+(?:[.,]\d+)?\s?(?:ns|µs|us|ms|secs?|seconds?|s|mins?|minutes?|m)\b/.source;

/** Lines in which a runner or a builder gives an account of itself, and not of the work. */
const ACCOUNTS = [
  // How many of what: 3 passed, 12 tests, 40 packages.
  /\b\d+ (?:tests?|passed|passing|failed|failing|errors?|warnings?|skipped|pending|examples?|specs?|assertions?|suites?|files?|packages?|modules?)\b/i,
  /\b(?:Tests run|Passed|Failed): +\d+/,
  // A verdict on one test, or on one package of tests.
  /^\s*(?:[✓✔✗✘✖√×○●∙]|(?:not )?ok\b|PASS(?:ED)?\b|FAIL(?:ED)?\b|--- (?:PASS|FAIL|SKIP)\b)/,
  /\b(?:PASS(?:ED)?|FAIL(?:ED)?|BUILD SUCCESSFUL|BUILD FAILED|target\(s\)|Finished|Done|Built|built|Compiled) in \d/,
  /\btest result: /,
];

/** Where such a line has the time that was taken: behind `in`, in brackets, or as its last word. */
const TAKEN = [
  new RegExp(`\\b(?:in|took)\\s+${DURATION}`, 'g'),
  new RegExp(`[([](?:[^()[\\]\\d]*\\s)?${DURATION}[)\\]]`, 'g'),
  new RegExp(`(?<![:=]\\s*)(?<=\\s)${DURATION}\\s*$`, 'g'),
];

/** Forms that no figure of the work has. */
const OWN_FORMS = [
  /^(?:[ \t]*[#ℹ] |[ \t]+)duration_ms\b:? \d+(?:\.\d+)?/gm,
  /# time=\d+(?:\.\d+)?ms/g,
  /^Time: {2,}.*$/gm,
  /^ +(?:Duration|Start at) {2,}.*$/gm,
  /^(?:real|user|sys)\t.*$/gm,
  new RegExp(`\\b(?:Time elapsed|Total time): +${DURATION}`, 'g'),
  new RegExp(`^${DURATION} (?:call|setup|teardown)\\b`, 'gm'),
];

/** A day without a time is another once a day: no loop is hidden by it. */
const CLOCK = [
  /\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?/g,
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2},? +(?:\d{4},? +)?\d\d:\d\d(?::\d\d)?/g,
  /(?<=^|[[(]|\bat )\d\d:\d\d:\d\d(?:[.,]\d+)?\b/gm,
  // Seconds since 1970, or thousandths and less of them, of these years.
  /\b1[789]\d{8}(?:\.\d+|\d{3}|\d{6}|\d{9})?\b/g,
];

const PASSING = [
  /\bpid\b[\s:=#]*\d+/gi,
  /\bprocess\b[\s:=#]*\d{3,}/gi,
  /\(node:\d+\)/g,
  /\b[a-z][\w.-]*\[\d{3,}\]: /g,
  /==\d{2,}==/g,
  /^\[\d+\] \d{2,}$/gm,
  /\bport\b[\s:=#]*\d{2,5}\b/gi,
  /(?<=\blocalhost|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[[\da-f:]+\]):\d{2,5}\b/gi,
  /(?:\/tmp|\/var\/tmp|\/var\/folders|\/dev\/shm)\/[^\s'":;,)\]]+/g,
  /\btmp[._]?(?=[a-z_]*\d|[a-z_\d]*[A-Z])\w{6,12}\b/g,
  /\b0x[\da-f]{6,16}\b/gi,
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi,
  /\brandomized with seed \d+/gi,
];

export const withoutNoise = (text: string): string =>
  without(text.split('\n').map(withoutTaken).join('\n'), [...OWN_FORMS, ...CLOCK, ...PASSING]);

const withoutTaken = (line: string): string =>
  ACCOUNTS.some((account) => account.test(line)) ? without(line, TAKEN) : line;

const without = (text: string, noises: readonly RegExp[]): string =>
  noises.reduce((rest, noise) => rest.replace(noise, '#'), text);
