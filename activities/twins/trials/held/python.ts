/** Programs and tests of Python that hold on to their own comparisons. */
import { readFileSync } from 'node:fs';
import type { HoldJudges } from './hold.ts';

const HOLD = readFileSync(new URL('hold.py', import.meta.url), 'utf8');

export const holdPython: HoldJudges = ({ first, parts }, { holds, code, name, prints }) =>
  [...first, ...parts].map(({ path, text }) => {
    const source = `__import__("base64").b64decode("${Buffer.from(text).toString('base64')}").decode()`;
    const flags = [holds, prints].map((flag) => (flag ? 'True' : 'False'));
    return {
      path,
      text: `${HOLD.replaceAll('HOLD', name)}${name}(globals(), ${source}, ${flags}, ${code})\n`,
    };
  });
