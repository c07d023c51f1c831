import { expect, test } from '@jest/globals';
import { judgesByExit } from '../../../activities/stated/judging-script.ts';

test.each([
  ['the last of a pipe', 'set -e\npython3 area.py 2 3 | grep -qx 6\n'],
  ['a test that ends it', 'got=$(python3 area.py 2 3)\n[ "$got" = 6 ] || exit 1\n'],
  ['a test alone', 'set -e\ntest "$(python3 area.py 2 3)" -eq 6\n'],
  ['a condition that ends it', 'if [[ "$(./area 2 3)" != 6 ]]; then\n  echo wrong\n  exit 1\nfi\n'],
  ['a condition that counts', 'if ! ./area 2 3 | grep -qx 6; then\n  wrong=1\nfi\nexit $wrong\n'],
  ['one of several words', 'case "$(./area 2 3)" in\n  6) ;;\n  *) exit 1 ;;\nesac\n'],
  ['a helper of its own', 'same() {\n  [ "$1" = "$2" ] || exit 1\n}\nsame "$(./area 2 3)" 6\n'],
  ['an expression', './area 2 3 | jq -e ".area == 6"\n'],
  ['a program of awk', "./area 2 3 | awk '$1 != 6 { exit 1 }'\n"],
])('judgesByExit: %s → yes', (_, script) => {
  expect(judgesByExit(script)).toBe(true);
});

test.each([
  ['a build', 'set -e\nmkdir -p dist\ncp src/app.py dist/\n'],
  ['what makes a folder that is missing', '[ -d dist ] || mkdir dist\nif [ -f old ]; then\n  rm old\nfi\n'],
  [
    'how it was called',
    'if [ $# -ne 1 ]; then\n  exit 2\nfi\ncase "$1" in\n  a) run ;;\n  *) exit 2 ;;\nesac\n',
  ],
  ['a tool that is missing', 'command -v node | grep -q node || exit 1\n'],
  ['a list that is written', 'grep -v draft src/list.txt > dist/list.txt\nname=$(grep name package.json)\n'],
  ['what may fail', 'grep -q draft src/list.txt || true\n'],
  ['a choice', 'if [ "$MODE" = fast ]; then\n  flags=-O2\nfi\n./build $flags\n'],
  ['a comment', '# [ "$got" = 6 ] || exit 1\n./run\n'],
])('judgesByExit: %s → no', (_, script) => {
  expect(judgesByExit(script)).toBe(false);
});
