import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../../settings/environment.ts';
import { takeEnvironment } from '../../settings/secret-variables.ts';
import { workerSettings } from '../../settings/worker-settings.ts';
import { workerProcessSettings } from '../../worker/settings.ts';

describe('workerSettings', () => {
  test('nothing said → five minutes of grace; slots by cores, but for model calls, which only wait', () => {
    expect(workerSettings({}, { cores: 8 })).toEqual({
      graceMs: 300_000,
      atOnce: { modelCalls: 100, commands: 32, checks: 8, workflowTasks: 32 },
      logLevel: 'warn',
    });
    expect(workerSettings({}, { cores: 1 }).atOnce).toMatchObject({
      commands: 8,
      checks: 2,
      workflowTasks: 8,
    });
  });

  test('embedded → seconds of grace, since somebody waits at the terminal; unless said otherwise', () => {
    expect(workerSettings({}, { isEmbedded: true }).graceMs).toBe(10_000);
    expect(workerSettings({ WORKER_GRACE_SECONDS: '0' }, { isEmbedded: true }).graceMs).toBe(0);
  });

  test('no slot at all → refused', () => {
    expect(() => workerSettings({ WORKER_COMMANDS: '0' })).toThrow('WORKER_COMMANDS');
  });
});

describe('workerProcessSettings', () => {
  test('mistakes in several groups → all named at once', () => {
    const read = () =>
      workerProcessSettings({
        WORKER_GRACE_SECONDS: 'long',
        TEMPORAL_ADDRESS: 'http://temporal',
        SANDBOX: 'none',
        MODEL_TIMEOUT_SECONDS: '0',
        DATABASE_URL: 'postgres://u:p#x/y@host:99999/db',
      });
    expect(read).toThrow(SettingsError);
    for (const name of [
      'WORKER_GRACE_SECONDS',
      'TEMPORAL_ADDRESS',
      'SANDBOX',
      'MODEL_TIMEOUT_SECONDS',
      'DATABASE_URL',
    ])
      expect(read).toThrow(name);
  });

  test('nothing set → everything that has to be is named', () => {
    for (const name of ['TEMPORAL_ADDRESS', 'DATABASE_URL', 'OPENAI_API_KEY'])
      expect(() => workerProcessSettings({})).toThrow(name);
  });
});

test('takeEnvironment: secrets → read, and gone from what children inherit', () => {
  const own: NodeJS.ProcessEnv = { OPENAI_API_KEY: 'k', DATABASE_URL: 'postgres://u:p@h/d', PATH: '/bin' };
  expect(takeEnvironment(own)).toEqual({
    OPENAI_API_KEY: 'k',
    DATABASE_URL: 'postgres://u:p@h/d',
    PATH: '/bin',
  });
  expect(own).toEqual({ PATH: '/bin' });
});
