import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { KNOWN_VARIABLES } from '../../settings/names/known-variables.ts';
import { refuseUnknown } from '../../settings/names/unknown-variables.ts';

test('known variables → exactly those of the table in docs/running.md', () => {
  const text = readFileSync(new URL('../../docs/running.md', import.meta.url), 'utf8');
  const named = [...text.matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map(([, name = '']) => name);
  expect([...KNOWN_VARIABLES].sort()).toEqual(named.sort());
});

test.each([
  ['GOALKEEPER_DATADIR', 'did you mean GOALKEEPER_DATA_DIR?'],
  ['GOALKEEPER_COLOUR', 'docs/running.md'],
  ['WORKER_COMMAND', 'did you mean WORKER_COMMANDS?'],
  ['OPENAI_BASEURL', 'did you mean OPENAI_BASE_URL?'],
  ['openai_api_key', 'did you mean OPENAI_API_KEY?'],
  ['WORKSPACE_SOURCE', 'did you mean WORKSPACE_SOURCES?'],
  ['BUDGET_MAXS', 'did you mean BUDGET_MAX?'],
])('%s → refused with what may have been meant', (name, words) => {
  expect(() => refuseUnknown({ [name]: 'x' })).toThrow(words);
});

test.each([
  'PATH',
  'HOSTS',
  'PORTS',
  'LOGLEVEL',
  'GIT_SSH_COMMAND',
  'OPENAI_ORG_ID',
  'TEMPORAL_CLI_ADDRESS',
  'TEMPORAL_TLS_SERVER_NAME',
  'SANDBOX_ID',
  'NODE_OPTIONS',
])('%s, which is another program’s → let alone', (name) => {
  expect(() => refuseUnknown({ [name]: 'x' })).not.toThrow();
});

test('every known variable, and an unknown one that is empty → let alone', () => {
  const all = Object.fromEntries(KNOWN_VARIABLES.map((name) => [name, 'x']));
  expect(() => refuseUnknown({ ...all, GOALKEEPER_NOTHING: '' })).not.toThrow();
});
