import { expect, test } from '@jest/globals';
import { embeddedSettings } from '../../embedded/embedded-settings.ts';

test('mistakes in every group of settings → all named at once', async () => {
  const wrong = {
    PORT: '99999',
    HOST: 'http://127.0.0.1',
    LOG_LEVEL: 'loud',
    ALLOWED_HOSTS: 'a/b',
    SANDBOX: 'no',
    SANDBOX_ENV: 'X',
    OPENAI_BASE_URL: 'localhost:11434',
    MODEL_PRICES: 'cheap',
    TEMPORAL_ADDRESS: 'temporal:0',
    TEMPORAL_PORT: '70000',
    TEMPORAL_TLS: 'maybe',
    DATABASE_URL: 'mysql://x',
    WORKSPACE_SOURCES: 'a=/nope',
    WORKER_CHECKS: '0',
    UPLOAD_MAX_BYTES: '1k',
    BUDGET_MAX: 'money=3',
    AUTH: 'perhaps',
    RATE_LIMIT_KEY: '-1',
    QUOTA_DEFAULT: 'all',
    GIT_TIMEOUT_SECONDS: 'soon',
    GIT_SSH_KEY_FILE: '/nope',
    GOALKEEPER_DATA_DIR: '/proc/nope/data',
    GOALKEEPER_DIRECTORY: '/data',
    TEMPORAL_CLI_PATH: '/nope',
  };
  const told = await embeddedSettings(wrong).then(String, String);
  const missing = Object.keys(wrong).filter((name) => !told.includes(`  ${name}: `));
  // What SANDBOX_ENV holds is read only where its group is readable at all.
  expect(missing).toEqual(['SANDBOX_ENV']);
});

test.each([
  [{ TEMPORAL_PORT: '9500', PORT: '9500' }, 'TEMPORAL_PORT: 9500 is the port of PORT'],
  [
    { TEMPORAL_PORT: '9500', TEMPORAL_UI_PORT: '9500' },
    'TEMPORAL_UI_PORT: 9500 is the port of TEMPORAL_PORT',
  ],
])('%j → refused: two servers cannot listen on one port', async (environment, words) => {
  await expect(embeddedSettings(environment)).rejects.toThrow(words);
});
