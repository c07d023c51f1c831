import { expect, test } from '@jest/globals';
import { embeddedSettings, refuseTakenPort } from '../../embedded/embedded-settings.ts';
import { freePorts } from '../../embedded/free-ports.ts';
import { readStartOptions } from '../../embedded/start-options.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';

const read = (...args: string[]) => readStartOptions(args, '/home/me');

test('no options → a start as the variables say', () => {
  expect(read()).toEqual({ kind: 'start', options: { workspaces: {} } });
});

test('folders, with a name of their own or without, and a port → taken from where the command was given', () => {
  expect(read('--workspace', './my-project', '--workspace=shop=/srv/a=b', '--port', '9000')).toEqual({
    kind: 'start',
    options: { workspaces: { 'my-project': '/home/me/my-project', shop: '/srv/a=b' }, port: '9000' },
  });
  expect(read('--workspace', '.')).toMatchObject({ options: { workspaces: { me: '/home/me' } } });
});

test('--help → help, whatever else is there', () => {
  expect(read('--help', '--port', '1')).toEqual({ kind: 'help' });
});

test.each([
  [['--prot', '9000'], /--prot/],
  [['my-project'], /my-project/],
  [['--workspace'], /--workspace/],
  [['--workspace', '/'], /give it a name/],
  [['--workspace', 'a b'], /give it a name/],
  [['--workspace', 'a/x', '--workspace', 'b/x'], /"x" is named twice/],
])('%j → refused', (args, words) => {
  expect(read(...args)).toEqual({ kind: 'refused', problem: expect.stringMatching(words) });
});

test.each([
  [{ shop: '/nope' }, '--workspace: /nope is not there'],
  [{ 'p95-latency': '/tmp' }, 'is an example'],
  [{ all: process.cwd() }, 'holds the service'],
])('workspaces %j → refused along with what else is not right', async (workspaces, words) => {
  const told = await embeddedSettings({ PORT: '70000' }, workspaces).then(String, String);
  expect(told).toContain(words);
  expect(told).toContain('PORT: ');
});

test('a folder that is there → a source of threads beside the examples', async () => {
  const { storage } = await embeddedSettings({}, { docs: `${process.cwd()}/docs` });
  expect(Object.keys(storage.workspaceSources)).toEqual(['p95-latency', 'heston-reference', 'docs']);
});

test('a port that another program has → refused before anything starts; a free one is not', async () => {
  const taken = await startModelServer({ respond: () => ({ message: '' }) });
  try {
    const port = Number(new URL(taken.baseUrl).port);
    await expect(refuseTakenPort({ host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken`,
    );
    const [free = 0] = await freePorts(1);
    await refuseTakenPort({ host: '127.0.0.1', port: free });
    await refuseTakenPort({ host: '127.0.0.1', port: 0 });
  } finally {
    await taken.stop();
  }
});
