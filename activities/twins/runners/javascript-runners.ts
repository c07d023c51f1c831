/** node --test, jest, vitest and mocha: one file of them. Pure. */
import type { TestRunner } from './runner-rules.ts';

const NODE = /^(?:.*\/)?(node|nodejs)$/;

/** `jest`, `npx jest`, `node_modules/.bin/jest`, `node [options] node_modules/jest/bin/jest.js`. */
function behindProgram(words: readonly string[], name: string): number | undefined {
  let at = words[0] === 'npx' ? 1 : 0;
  while (words[0] === 'npx' && /^(--no|--yes|-y|--no-install|--offline)$/.test(words[at] ?? '')) at += 1;
  if (NODE.test(words[0] ?? '')) {
    at = 1;
    while ((words[at] ?? '').startsWith('-')) at += 1;
  }
  const word = words[at] ?? '';
  const last = word.slice(word.lastIndexOf('/') + 1).replace(/\.[cm]?js$/, '');
  const isPlain = word === name || (word.includes('node_modules/') && (last === name || last === `_${name}`));
  return isPlain ? at + 1 : undefined;
}

export const nodeTest: TestRunner = {
  name: 'node --test',
  language: 'javascript',
  start: (words) => (NODE.test(words[0] ?? '') && words.includes('--test') ? 1 : undefined),
  options: {
    flags: [
      '--test',
      '--test-force-exit',
      '--experimental-strip-types',
      '--no-warnings',
      '--enable-source-maps',
    ],
    valued: [
      '--import',
      '--require',
      '-r',
      '--test-reporter',
      '--test-concurrency',
      '--test-timeout',
      '--test-name-pattern',
    ],
    filters: ['--test-name-pattern', '--test-skip-pattern', '--test-only', '--test-shard'],
    nameFilters: ['--test-name-pattern'],
  },
  narrow: ({ options }, { path }) => [...options, path],
};

export const jest: TestRunner = {
  name: 'jest',
  language: 'javascript',
  start: (words) => behindProgram(words, 'jest'),
  placesAreParts: true,
  options: {
    flags:
      '-i -b --ci --runInBand --silent --verbose --bail --no-cache --no-coverage --coverage --passWithNoTests --forceExit'.split(
        ' ',
      ),
    valued: ['-c', '--config', '-w', '--maxWorkers', '-t', '--testNamePattern', '--testTimeout', '--rootDir'],
    filters:
      '-t --testNamePattern --testPathPattern --testPathPatterns --testPathIgnorePatterns --onlyChanged -o --shard --selectProjects'.split(
        ' ',
      ),
    nameFilters: ['-t', '--testNamePattern'],
  },
  narrow: ({ options }, { path }) => [...options, '--runTestsByPath', path],
};

export const vitest: TestRunner = {
  name: 'vitest',
  language: 'javascript',
  placesAreParts: true,
  start(words) {
    const at = behindProgram(words, 'vitest');
    return at !== undefined && words[at] === 'run' ? at + 1 : undefined;
  },
  options: {
    flags: [
      '--silent',
      '--no-color',
      '--no-coverage',
      '--coverage',
      '--globals',
      '--passWithNoTests',
      '--bail',
    ],
    valued: ['-c', '--config', '--root', '-r', '--reporter', '--dir', '-t', '--testNamePattern'],
    filters: ['-t', '--testNamePattern', '--exclude', '--changed', '--shard', '--project'],
    nameFilters: ['-t', '--testNamePattern'],
  },
  narrow: ({ options }, { path }) => [...options, path],
};

export const mocha: TestRunner = {
  name: 'mocha',
  language: 'javascript',
  start: (words) => behindProgram(words, 'mocha'),
  options: {
    flags: ['--recursive', '--exit', '--bail', '-b', '--no-color', '--parallel', '-p', '--check-leaks'],
    valued: [
      '-r',
      '--require',
      '-R',
      '--reporter',
      '-t',
      '--timeout',
      '--config',
      '-u',
      '--ui',
      '-g',
      '--grep',
      '-f',
      '--fgrep',
    ],
    filters: ['-g', '--grep', '-f', '--fgrep', '-i', '--invert', '--ignore', '--exclude'],
    nameFilters: ['-g', '--grep', '-f', '--fgrep'],
  },
  narrow: ({ options, places }, { path }) => (places.length === 0 ? undefined : [...options, path]),
};
