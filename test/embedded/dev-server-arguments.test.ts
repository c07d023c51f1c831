import { expect, test } from '@jest/globals';
import { createAttributesArguments, startDevArguments } from '../../embedded/dev-server-arguments.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/thread/search-attributes.ts';

const settings = { port: 7300, uiPort: undefined, dbFile: undefined, namespace: 'default', extraArgs: [] };

test('startDevArguments: no UI port, no file → headless, in memory, on loopback only', () => {
  const line = startDevArguments(settings).join(' ');
  expect(line).toMatch(/^server start-dev --ip 127\.0\.0\.1 --port 7300 --headless /);
  expect(line).not.toMatch(/--db-filename|--namespace|--ui/);
});

test('startDevArguments: UI port, file, namespace, further arguments → all passed on, the last at the end', () => {
  const extraArgs = ['--metrics-port', '9100'];
  const line = startDevArguments({
    ...settings,
    uiPort: 7301,
    dbFile: '/d/t.db',
    namespace: 'goals',
    extraArgs,
  }).join(' ');
  expect(line).toContain('--ui-port 7301');
  expect(line).not.toContain('--headless');
  expect(line).toContain('--db-filename /d/t.db --namespace goals');
  expect(line).toMatch(/--metrics-port 9100$/);
});

test('createAttributesArguments: each attribute → its name followed by its type as the CLI spells it', () => {
  const line = createAttributesArguments('127.0.0.1:7300', 'goals', SEARCH_ATTRIBUTES).join(' ');
  expect(line).toContain(
    '--name GoalStatus --type Keyword --name GoalPhase --type Keyword --name TenantId --type Keyword',
  );
  expect(line).toContain('--name TokensUsed --type Int --name GoalObjective --type Text');
});
