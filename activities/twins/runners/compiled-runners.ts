/** go test, cargo test and Maven. Pure. */
import type { TestRunner } from './runner-rules.ts';

const program = (word: string | undefined, name: string): boolean =>
  word === name || (word ?? '').endsWith(`/${name}`);

export const goTest: TestRunner = {
  name: 'go test',
  language: 'go',
  start: (words) => (program(words[0], 'go') && words[1] === 'test' ? 2 : undefined),
  options: {
    flags: ['-v', '-race', '-short', '-cover', '-failfast', '-vet'],
    valued: ['-run', '-skip', '-count', '-timeout', '-tags', '-p', '-parallel', '-C', '-mod'],
    filters: ['-run', '-skip'],
    nameFilters: ['-run'],
  },
  narrow({ options }, { path, testCase }) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const name = testCase?.split('/')[0];
    const only = name === undefined || !/^\w+$/.test(name) ? [] : ['-run', `^${name}$`];
    return [...options, ...only, folder === '' ? '.' : `./${folder}`];
  },
};

export const cargoTest: TestRunner = {
  name: 'cargo test',
  language: 'rust',
  start: (words) => (program(words[0], 'cargo') && words[1] === 'test' ? 2 : undefined),
  options: {
    flags: [
      '-q',
      '--quiet',
      '-v',
      '--verbose',
      '--offline',
      '--locked',
      '--frozen',
      '--release',
      '--all-features',
    ],
    valued:
      '--features -F -p --package --test -j --jobs --profile --color --target --target-dir --manifest-path --message-format --test-threads --format --skip'.split(
        ' ',
      ),
    filters: ['--test', '--lib', '--bins', '--bin', '--doc', '--examples', '--exclude', '--skip'],
    nameFilters: [],
  },
  mayRun: (place, { path, testCase }) => {
    if (testCase === null) return undefined;
    const name = [...modulesOf(path), testCase].join('::');
    return name.includes(place) || place.startsWith(name);
  },
  narrow({ options, places }, { path }) {
    const name = /^tests\/([\w-]+)\.rs$/.exec(path)?.[1];
    return name === undefined || places.length > 0 ? undefined : [...options, '--test', name];
  },
};

export const maven: TestRunner = {
  name: 'mvn test',
  language: 'java',
  start: (words) => (program(words[0], 'mvn') || program(words[0], 'mvnw') ? 1 : undefined),
  options: {
    flags: [
      '-q',
      '-o',
      '-B',
      '-e',
      '-ntp',
      '--quiet',
      '--offline',
      '--batch-mode',
      '--no-transfer-progress',
      '-am',
    ],
    valued: ['-f', '--file', '-P', '-s', '--settings', '-T'],
    filters: ['-Dtest', '-Dgroups', '-DexcludedGroups', '-Dit.test', '-pl'],
    nameFilters: [],
  },
  narrow({ options, places }, { path }) {
    const name = /(?:^|\/)([A-Z]\w*)\.java$/.exec(path)?.[1];
    return name === undefined || places.at(-1) !== 'test'
      ? undefined
      : [...options, `-Dtest=${name}`, ...places];
  },
};

/** `src/shop/cart.rs` → `shop`, `cart`; a file of `tests/` is a crate of its own. */
const modulesOf = (path: string): string[] =>
  path.includes('src/')
    ? path
        .slice(path.lastIndexOf('src/') + 4)
        .replace(/(?:^|\/)(?:lib|main|mod)\.rs$|\.rs$/, '')
        .split('/')
        .filter((word) => word !== '')
    : [];
