/** Lines that say "here is a test", in the languages that have tests beside the code. Pure. */

const HEADS: readonly RegExp[] = [
  /^\s*class\s+\w+\s*\(.*TestCase.*\)|^\s*class\s+\w+\s*<\s*(?:Minitest|Test::Unit)/,
  /^\s*(?:async\s+)?def\s+test(?:_\w*|[A-Z]\w*)?\s*\(/,
  /^\s*#\[(?:\w+::)*(?:test|rstest|test_case)\b|^\s*#\[cfg\(test\)\]/,
  /^\s*if\s*\(\s*import\.meta\.vitest|^\s*(?:await\s+)?(?:Deno\.)?(?:test|it|describe|suite)(?:\.\w+)*\s*\(\s*['"`]/,
  /^\s*(?:test|it|describe)\s+["'{]|^\s*unittest\s*\{|^\s*let%\w*test|^\s*\(module\+\s+test/,
  /^\s*(?:TEST|TEST_F|TEST_P|TEST_CASE|SCENARIO|SUBCASE)\s*\(|^\s*@(?:\w*Test)\b|^\s*func\s+[Tt]est\w*/,
];

export const isTestHead = (line: string): boolean => HEADS.some((head) => head.test(line));

const FIXTURES = new Set(
  'self cls tmp_path tmpdir capsys capfd caplog request mocker benchmark pytestconfig'.split(' '),
);

/**
 * A function of Python's that is named like a case, and is handed what no runner hands to one:
 * `def test(model, rows)`. Marks above it may say what it gets.
 */
export function takesMore(head: string): boolean {
  const [, listed] = /^\s*(?:async\s+)?def\s+\w+\s*\(([^)]*)\)?/.exec(head) ?? [];
  const names = (listed ?? '').split(',').map((each) => each.trim().replace(/\s*[:=].*$/, ''));
  return names.some((name) => name !== '' && !FIXTURES.has(name));
}

const RUNNERS =
  /\b(?:unittest|pytest|nose|doctest|hypothesis|node:test|vitest|jest|mocha|chai|ava|tap|RSpec|Minitest)\b|\bassert\b/;

/**
 * A program that is named like a test (`t_test.py`, `speed.spec.ts`) and neither holds a case nor leans on a
 * runner: it defines what others call.
 */
export const isTestByNameOnly = (path: string, text: string): boolean =>
  /(?:_test|\.test|\.spec)\.(?:py|[cm]?[jt]sx?|rb|php|lua)$/.test(path) &&
  !/(?:^|\/)(?:tests?|__tests__|spec)\//.test(path) &&
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:def|class|function|const)\s/m.test(text) &&
  !RUNNERS.test(text) &&
  !text.split('\n').some(isTestHead);
