import { describe, expect, test } from '@jest/globals';
import { isReadAsCode } from '../../../../../activities/twins/trials/known/is-read-as-code.ts';

const judged = (path: string, text: string): boolean =>
  isReadAsCode(path, ['checks/run.py'], [{ path: 'checks/run.py', text }]);

describe('isReadAsCode', () => {
  test.each([
    ['checks/run.py', ''],
    ['tests/test_area.py', ''],
    ['test/area.test.mjs', ''],
    ['checks/rules.py', 'from checks.rules import RULES\n'],
    ['checks/rules.py', 'import checks.rules as rules\n'],
    ['checks/rules.mjs', "import { rules } from './rules.mjs';\n"],
    ['checks/rules.cjs', "const { rules } = require('./rules');\n"],
    ['checks/lib.sh', '. checks/lib.sh\n'],
    ['checks/cases.json', 'cases = json.loads(pathlib.Path("checks/cases.json").read_text())\n'],
    [
      'checks/cases.json',
      'PATH = HERE / "cases.json"\n\nwith open(PATH) as file:\n    cases = json.load(file)\nmore = json.load(open(PATH))\n',
    ],
    ['checks/cases.json', "const rows = JSON.parse(readFileSync(new URL('cases.json', import.meta.url)));\n"],
    ['checks/cases.json', "import cases from './cases.json' with { type: 'json' };\n"],
    ['checks/cases.yml', 'cases = yaml.safe_load(open("checks/cases.yml"))\n'],
  ])('%s, as in %j → it may be written differently', (path, text) => {
    expect(judged(path, text)).toBe(true);
  });

  test.each([
    ['checks/want.json', 'import json\nwant = pathlib.Path("checks/want.json").read_text()\n'],
    ['checks/want.py', 'import sys\nwant = pathlib.Path("checks/want.py").read_text()\n'],
    [
      'checks/want.mjs',
      "import { readFileSync } from 'node:fs';\nconst want = readFileSync('checks/want.mjs', 'utf8');\n",
    ],
    ['checks/want.yml', 'want = open("checks/want.yml").read()\n'],
    ['checks/other.json', 'cases = json.loads(open("checks/another.json").read())\n'],
  ])('%s, as in %j → every byte of it may be compared', (path, text) => {
    expect(judged(path, text)).toBe(false);
  });
});
