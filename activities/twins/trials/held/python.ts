/** Programs and tests of Python that hold on to their own comparisons. */
import { readFileSync } from 'node:fs';
import type { HoldJudges } from './hold.ts';

const HOLD = ['hold.py', 'hold-questions.py', 'hold-library.py', 'hold-names.py']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('');

/** What starts the file by its own name reads it. */
const FIRST_LINE = /^#![^\n]*\n/;

/** An expression of Python that is this text. */
export const pythonSource = (text: string): string =>
  `__import__("base64").b64decode("${Buffer.from(text).toString('base64')}").decode()`;

export const holdPython: HoldJudges = ({ first, parts }, { holds, code, name, prints, asks, minds }) => {
  const files = [...first, ...parts];
  return files.map(({ path, text }) => {
    const flags = [holds, prints, asks, minds].map((flag) => (flag ? 'True' : 'False'));
    const up = JSON.stringify('../'.repeat(path.split('/').length - 1));
    const others = JSON.stringify(files.flatMap((file) => (file.path === path ? [] : [file.path])));
    const start = FIRST_LINE.exec(text)?.[0] ?? '';
    return {
      path,
      text: `${start}${HOLD.replaceAll('HOLD', name)}${name}(globals(), ${pythonSource(text)}, ${flags}, ${code}, ${up}, ${others})\n`,
    };
  });
};
