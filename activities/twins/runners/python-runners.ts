/** unittest and pytest. Pure. */
import { mayRunDotted, mayRunNode } from './python-places.ts';
import type { RunnerCall, Target, TestRunner } from './runner-rules.ts';

const PYTHON = /^(?:.*\/)?python[\d.]*$/;
const PYTHON_FLAGS = /^-[bBdEiIOqsSuvx]+$/;

/** Reads what stands behind `python3 [options] -m <module>`. */
function behindModule(words: readonly string[], module: string): number | undefined {
  if (!PYTHON.test(words[0] ?? '')) return undefined;
  let at = 1;
  while (PYTHON_FLAGS.test(words[at] ?? '') || words[at] === '-W' || words[at] === '-X')
    at += words[at] === '-W' || words[at] === '-X' ? 2 : 1;
  return words[at] === '-m' && words[at + 1] === module ? at + 2 : undefined;
}

const dotted = (path: string): string => path.replace(/\.py$/, '').replaceAll('/', '.');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const unittest: TestRunner = {
  name: 'unittest',
  language: 'python',
  start: (words) => behindModule(words, 'unittest'),
  options: {
    flags: [
      '-q',
      '-v',
      '-f',
      '-b',
      '-c',
      '--quiet',
      '--verbose',
      '--failfast',
      '--buffer',
      '--catch',
      '--locals',
    ],
    valued: ['-s', '--start-directory', '-p', '--pattern', '-t', '--top-level-directory', '-k'],
    filters: ['-k'],
    nameFilters: ['-k'],
  },
  mayRun: mayRunDotted,
  narrow(call, target) {
    const only = target.testCase === null ? [] : ['-k', target.testCase];
    if (call.places.length === 0 || call.places[0] === 'discover') return discovered(call, target, only);
    const covering = call.places.filter((place) => names(place, target));
    return covering.length === 0 ? undefined : [...call.options, ...only, ...covering];
  },
};

/** `discover` with the file's name for a pattern; `discover dir pattern top` by place is left alone. */
function discovered({ options, places }: RunnerCall, { path }: Target, only: readonly string[]) {
  if (places.length > 1) return undefined;
  const at = options.findIndex((option) => option === '-p' || option === '--pattern');
  const others = at < 0 ? options : [...options.slice(0, at), ...options.slice(at + 2)];
  return ['discover', ...others, '-p', nameOf(path), ...only];
}

/** A file, a module, a package above it, or a class or case in it. */
function names(place: string, { path, testCase }: Target): boolean {
  if (place.endsWith('.py')) return place.replace(/^\.\//, '') === path;
  const module = dotted(path);
  const whole = testCase === null ? module : `${module}.${testCase}`;
  return place === whole || whole.startsWith(`${place}.`);
}

export const pytest: TestRunner = {
  name: 'pytest',
  language: 'python',
  isStrict: true,
  mayRun: mayRunNode,
  start: (words) => (/^(?:.*\/)?(pytest|py\.test)$/.test(words[0] ?? '') ? 1 : behindModule(words, 'pytest')),
  options: {
    flags:
      '-q -qq -v -vv -x -s -l -ra -rA -rf --quiet --verbose --exitfirst --no-header --no-summary --strict-markers --strict --cache-clear --ff --nf --full-trace --showlocals --disable-warnings'.split(
        ' ',
      ),
    valued: [
      '-k',
      '-m',
      '-c',
      '-p',
      '-o',
      '-W',
      '-n',
      '--rootdir',
      '--tb',
      '--maxfail',
      '--ignore',
      '--deselect',
      '--timeout',
    ],
    filters: [
      '-k',
      '-m',
      '--ignore',
      '--ignore-glob',
      '--deselect',
      '--lf',
      '--last-failed',
      '--sw',
      '--stepwise',
    ],
    nameFilters: ['-k'],
  },
  narrow({ options }, { path, testCase }) {
    const place = testCase === null ? path : `${path}::${testCase.replaceAll('.', '::')}`;
    return [...options, place];
  },
};
