import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SettingsError } from '../../../settings/environment.ts';
import { usablePlaces, usableTemporalCli } from '../../../settings/places/usable-places.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-places-'));
  mkdirSync(join(directory, 'shop'));
  writeFileSync(join(directory, 'note'), 'words');
  writeFileSync(join(directory, 'program'), '#!/bin/sh\n');
  chmodSync(join(directory, 'program'), 0o755);
  symlinkSync('circle', join(directory, 'circle'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const problemsOf = (read: () => void): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
};

describe('usablePlaces', () => {
  test('nothing set, and places that are there → no problem, and nothing is left behind', () => {
    expect(problemsOf(() => usablePlaces({}))).toEqual([]);
    const missing = join(directory, 'made', 'later');
    const right = {
      WORKSPACE_SOURCES: `shop=${directory}/shop, all=${directory}`,
      SANDBOX_PATH: `${directory}/shop::${directory}`,
      GIT_CREDENTIALS_FILE: `${directory}/note`,
      GOALKEEPER_DATA_DIR: missing,
      GOALKEEPER_WORKSPACES_DIR: directory,
      BWRAP_PATH: `${directory}/program`,
    };
    expect(problemsOf(() => usablePlaces(right))).toEqual([]);
    expect(existsSync(join(directory, 'made'))).toBe(false);
  });

  test.each<[string, string, RegExp]>([
    ['WORKSPACE_SOURCES', 'a=$/nope', /^WORKSPACE_SOURCES: a=.*\/nope is not there$/],
    ['WORKSPACE_SOURCES', 'a=$/note', /^WORKSPACE_SOURCES: a=.*\/note is no folder$/],
    ['WORKSPACE_SOURCES', 'a=$/note/in', /is not there: a part of the path is a file$/],
    ['WORKSPACE_SOURCES', 'a=$/circle', /is a link that leads to itself$/],
    ['SANDBOX_PATH', '$/nope', /^SANDBOX_PATH: .*\/nope is not there$/],
    ['SANDBOX_READ_ONLY_PATHS', '$/shop:$/note', /^SANDBOX_READ_ONLY_PATHS: .*\/note is no folder$/],
    ['GIT_SSH_KEY_FILE', '$/nope', /^GIT_SSH_KEY_FILE: .* is not there$/],
    ['GIT_CREDENTIALS_FILE', '$/shop', /^GIT_CREDENTIALS_FILE: .* is no file$/],
    ['BWRAP_PATH', '$/shop', /^BWRAP_PATH: .* is no file$/],
    ['GOALKEEPER_DATA_DIR', '$/note', /^GOALKEEPER_DATA_DIR: .* is no folder$/],
    ['GOALKEEPER_WORKSPACES_DIR', '$/note/in', /a part of the path is a file|is no folder/],
    [
      'GOALKEEPER_CACHE_DIR',
      '/proc/x/y',
      /^GOALKEEPER_CACHE_DIR: \/proc\/x\/y cannot be made: nothing can be made there$/,
    ],
  ])('%s=%s → named', (name, value, words) => {
    const problems = problemsOf(() => usablePlaces({ [name]: value.replaceAll('$', directory) }));
    expect(problems).toEqual([expect.stringMatching(words)]);
  });

  test('a cache of another user, which is only read → no problem; a data directory like it → named', () => {
    const program = `
      import { usablePlaces } from ${JSON.stringify(resolve('settings/places/usable-places.ts'))};
      process.setuid?.(65534);
      try { usablePlaces({ [process.argv[1]]: ${JSON.stringify(directory)} }); console.log('usable'); }
      catch (error) { console.log(error.problems.join()); }`;
    const told = (name: string): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program, name], {
        encoding: 'utf8',
      }).trim();
    chmodSync(directory, 0o555);
    try {
      expect(told('GOALKEEPER_CACHE_DIR')).toBe('usable');
      if (process.getuid?.() === 0)
        expect(told('GOALKEEPER_DATA_DIR')).toMatch(/is closed to the user of this process$/);
    } finally {
      chmodSync(directory, 0o755);
    }
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'all of the host for workspaces',
      { GOALKEEPER_WORKSPACES_DIR: '/' },
      /^GOALKEEPER_WORKSPACES_DIR: \/ is all/,
    ],
    [
      'all of the host shown to commands',
      { SANDBOX_READ_ONLY_PATHS: '/' },
      /^SANDBOX_READ_ONLY_PATHS: \/ is all/,
    ],
  ])('%s → refused', (_, environment, problem) => {
    expect(problemsOf(() => usablePlaces(environment))).toEqual([expect.stringMatching(problem)]);
  });

  test('workspaces in the data directory itself, or data shown to commands → refused', () => {
    const kept = { GOALKEEPER_DATA_DIR: directory, GOALKEEPER_WORKSPACES_DIR: `${directory}/shop/..` };
    expect(problemsOf(() => usablePlaces(kept))).toEqual([
      'GOALKEEPER_WORKSPACES_DIR: must be another folder than GOALKEEPER_DATA_DIR',
    ]);
    const data = { GOALKEEPER_DATA_DIR: join(directory, 'shop'), SANDBOX_READ_ONLY_PATHS: directory };
    expect(problemsOf(() => usablePlaces(data))).toEqual([
      `SANDBOX_READ_ONLY_PATHS: ${directory} would show commands what is in GOALKEEPER_DATA_DIR`,
    ]);
    expect(problemsOf(() => usablePlaces({ ...data, SANDBOX_READ_ONLY_PATHS: '/usr' }))).toEqual([]);
  });

  test('several of them → all named at once', () => {
    const wrong = { WORKSPACE_SOURCES: 'a=/nope,b=/nope2', GIT_SSH_KEY_FILE: '/nope', BWRAP_PATH: '/nope' };
    expect(problemsOf(() => usablePlaces(wrong))).toHaveLength(4);
  });
});

test('usableTemporalCli: a program that is not there → named', () => {
  expect(problemsOf(() => usableTemporalCli({ TEMPORAL_CLI_PATH: `${directory}/program` }))).toEqual([]);
  expect(problemsOf(() => usableTemporalCli({ TEMPORAL_CLI_PATH: '/nope' }))).toEqual([
    'TEMPORAL_CLI_PATH: /nope is not there',
  ]);
});
