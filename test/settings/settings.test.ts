import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { httpSettings } from '../../server/settings.ts';
import { budgetSettings, refuseUnpricedLimits } from '../../settings/budget-settings.ts';
import { SettingsError } from '../../settings/environment.ts';
import { modelSettings } from '../../settings/model-settings.ts';
import { sandboxSettings } from '../../settings/sandbox-settings.ts';
import { journalDirectory, storageSettings } from '../../settings/storage-settings.ts';
import { temporalSettings } from '../../settings/temporal-settings.ts';

describe('modelSettings', () => {
  test('neither key nor address → no model', () => {
    expect(modelSettings({ OPENAI_MODEL: 'gpt-5', OPENAI_API_KEY: '' })).toBeUndefined();
  });

  test('key alone → the provider, with defaults; address alone → needs no key', () => {
    const common = {
      model: 'gpt-5',
      api: 'responses',
      compaction: 'summary',
      toolCalls: 'auto',
      isBackground: false,
      fallbacks: [],
      timeoutMs: 600_000,
      maxReplyBytes: 32 * 1024 * 1024,
    };
    expect(modelSettings({ OPENAI_API_KEY: 'sk' })).toEqual({ ...common, apiKey: 'sk' });
    const baseUrl = 'http://127.0.0.1:8000/v1';
    expect(modelSettings({ OPENAI_BASE_URL: baseUrl })).toEqual({ ...common, apiKey: 'none', baseUrl });
  });

  test('a model for the auditor → at the same provider; an address → one of its own, without the key of the model', () => {
    const auditorIn = (variables: Record<string, string>) =>
      modelSettings({ OPENAI_API_KEY: 'sk', ...variables })?.auditor;
    const baseUrl = 'http://127.0.0.1:8001/v1';
    expect(auditorIn({})).toBeUndefined();
    expect(auditorIn({ AUDITOR_MODEL: 'b' })).toEqual({ model: 'b' });
    expect(auditorIn({ AUDITOR_API_KEY: 'k' })).toEqual({ provider: { apiKey: 'k' } });
    expect(auditorIn({ AUDITOR_MODEL: 'b', AUDITOR_BASE_URL: baseUrl })).toEqual({
      model: 'b',
      provider: { apiKey: 'none', baseUrl },
    });
    const other = { AUDITOR_MODEL: 'b', AUDITOR_BASE_URL: baseUrl, AUDITOR_API: 'chat' };
    expect(auditorIn(other)?.provider).toEqual({ apiKey: 'none', baseUrl, api: 'chat' });
    expect(() => auditorIn({ AUDITOR_BASE_URL: baseUrl })).toThrow(SettingsError);
    expect(() => auditorIn({ AUDITOR_API: 'chat' })).toThrow('AUDITOR_BASE_URL must be set');
  });

  test('a protocol, a list of fallback models → as said; another protocol → refused', () => {
    const read = (variables: Record<string, string>) => modelSettings({ OPENAI_API_KEY: 'sk', ...variables });
    expect(read({ MODEL_API: 'chat', MODEL_FALLBACKS: 'gpt-5-mini, org/local:7b,' })).toMatchObject({
      api: 'chat',
      fallbacks: ['gpt-5-mini', 'org/local:7b'],
    });
    expect(() => read({ MODEL_API: 'completions' })).toThrow('MODEL_API: ');
  });

  test('mistakes → named, without the key', () => {
    const read = () =>
      modelSettings({ OPENAI_API_KEY: 'sk-secret', OPENAI_BASE_URL: 'here', MODEL_TIMEOUT_SECONDS: '0' });
    expect(read).toThrow(/OPENAI_BASE_URL: .*MODEL_TIMEOUT_SECONDS: /s);
    expect(read).not.toThrow('sk-secret');
  });

  test('how long prompts are cached → as the provider spells it; any other word is refused', () => {
    const retentionOf = (value?: string) =>
      modelSettings({ OPENAI_API_KEY: 'sk', ...(value ? { MODEL_PROMPT_CACHE_RETENTION: value } : {}) });
    expect(retentionOf()).not.toHaveProperty('promptCacheRetention');
    for (const value of ['in_memory', '24h']) expect(retentionOf(value)?.promptCacheRetention).toBe(value);
    expect(() => retentionOf('7d')).toThrow('MODEL_PROMPT_CACHE_RETENTION: ');
  });

  test.each(['10m', '1.5', 'abc', '0'])(
    'a timeout of %j → told what it has to be',
    (MODEL_TIMEOUT_SECONDS) => {
      expect(() => modelSettings({ OPENAI_API_KEY: 'k', MODEL_TIMEOUT_SECONDS })).toThrow(
        'MODEL_TIMEOUT_SECONDS: must be a whole number of at least 1, and nothing else (no unit)',
      );
    },
  );

  test('a list of fallback models that names none → refused', () => {
    expect(() => modelSettings({ OPENAI_API_KEY: 'k', MODEL_FALLBACKS: ', ' })).toThrow(
      'MODEL_FALLBACKS: names no model',
    );
  });

  test('a timeout that no timer can hold → refused', () => {
    expect(() => modelSettings({ OPENAI_API_KEY: 'sk', MODEL_TIMEOUT_SECONDS: '3000000' })).toThrow(
      'MODEL_TIMEOUT',
    );
  });
});

describe('sandboxSettings', () => {
  test('nothing set → bubblewrap; off only when said', () => {
    expect(sandboxSettings({})).toEqual({ mode: 'bubblewrap', readOnlyPaths: [], path: [], env: {} });
    expect(sandboxSettings({ SANDBOX: 'off' }).mode).toBe('off');
    expect(() => sandboxSettings({ SANDBOX: 'none' })).toThrow('SANDBOX: ');
  });

  test('paths → a list', () => {
    const env = { BWRAP_PATH: '/opt/bwrap', SANDBOX_READ_ONLY_PATHS: '/opt/go::/opt/rust' };
    expect(sandboxSettings(env)).toEqual({
      mode: 'bubblewrap',
      bwrapPath: '/opt/bwrap',
      readOnlyPaths: ['/opt/go', '/opt/rust'],
      path: [],
      env: {},
    });
  });

  test.each([
    ['/opt/jdk/bin:/opt/zig', 'CI=1,FLAGS=-O2 -DX=1', { CI: '1', FLAGS: '-O2 -DX=1' }],
    ['/opt/jdk/bin:/opt/zig', '{"LIST": "a,b", "EMPTY": ""}', { LIST: 'a,b', EMPTY: '' }],
  ])('directories for the PATH, and variables as %s %s → as they are', (path, env, variables) => {
    expect(sandboxSettings({ SANDBOX_PATH: path, SANDBOX_ENV: env })).toMatchObject({
      path: ['/opt/jdk/bin', '/opt/zig'],
      env: variables,
    });
  });

  test.each([
    [{ SANDBOX_PATH: 'bin' }, 'SANDBOX_PATH: bin is no absolute path'],
    [{ SANDBOX_ENV: 'PATH=/x' }, 'SANDBOX_ENV: PATH is the service'],
    [{ SANDBOX_ENV: 'GIT_CONFIG_COUNT=0' }, 'SANDBOX_ENV: GIT_CONFIG_COUNT is the service'],
    [{ SANDBOX_ENV: '1A=x' }, 'SANDBOX_ENV: "1A" is no name'],
    [{ SANDBOX_ENV: 'CI' }, 'SANDBOX_ENV: "CI" is not NAME=value'],
    [{ SANDBOX_ENV: '{"A": 1}' }, 'SANDBOX_ENV: is no JSON object'],
  ])('%j → refused', (environment, problem) => {
    expect(() => sandboxSettings(environment)).toThrow(problem);
  });
});

describe('storageSettings', () => {
  test('nothing set → all below one directory', () => {
    expect(storageSettings({})).toEqual({ directory: resolve('.goalkeeper'), workspaceSources: {} });
    expect(journalDirectory('/data')).toBe('/data/journal');
  });

  test('everything set → absolute paths, sources by name', () => {
    const env = {
      DATABASE_URL: 'postgresql://db/goalkeeper',
      GOALKEEPER_DATA_DIR: '/data',
      GOALKEEPER_WORKSPACES_DIR: '/work',
      WORKSPACE_SOURCES: 'shop=/srv/shop, a.b = examples/a=b ,',
    };
    expect(storageSettings(env)).toEqual({
      databaseUrl: env.DATABASE_URL,
      directory: '/data',
      workspacesDirectory: '/work',
      workspaceSources: { shop: '/srv/shop', 'a.b': resolve('examples/a=b') },
    });
  });

  test.each(['shop', 'shop=', '=/srv/shop', 'a=/a,b', 'shop=/a,shop=/b'])(
    'WORKSPACE_SOURCES %s → refused: a mistake must not open another directory',
    (WORKSPACE_SOURCES) => {
      expect(() => storageSettings({ WORKSPACE_SOURCES })).toThrow(SettingsError);
      expect(() => storageSettings({ WORKSPACE_SOURCES })).toThrow('WORKSPACE_SOURCES: ');
    },
  );

  test('a database that is no Postgres → refused, without its password', () => {
    const read = () => storageSettings({ DATABASE_URL: 'mysql://u:secret@db' });
    expect(read).toThrow('DATABASE_URL: must be a postgres:// URL');
    expect(read).not.toThrow('secret');
  });
});

describe('temporalSettings', () => {
  test('nothing set → no address, default namespace, no TLS', () => {
    expect(temporalSettings({})).toEqual({ namespace: 'default', connection: {} });
  });

  test.each(['localhost', 'http://localhost:7233', 'localhost:x'])(
    'address %s → refused',
    (TEMPORAL_ADDRESS) => {
      expect(() => temporalSettings({ TEMPORAL_ADDRESS })).toThrow('TEMPORAL_ADDRESS: must be host:port');
    },
  );

  test.each(['a b', ' ', 'a/b'])('a namespace of %j → refused', (TEMPORAL_NAMESPACE) => {
    expect(() => temporalSettings({ TEMPORAL_NAMESPACE })).toThrow('TEMPORAL_NAMESPACE: must be the name');
  });

  test('key → handed to the connection, which then uses TLS by itself; TLS can be said', () => {
    expect(temporalSettings({ TEMPORAL_API_KEY: 'k' }).connection).toEqual({ apiKey: 'k' });
    expect(temporalSettings({ TEMPORAL_TLS: '1' }).connection).toEqual({ tls: true });
    expect(temporalSettings({ TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: '0' }).connection.tls).toBe(false);
  });

  test('certificate files → read; half a pair, or a file that is not there → named', () => {
    const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
    const file = (name: string): string => {
      writeFileSync(join(directory, name), name);
      return join(directory, name);
    };
    const pair = { TEMPORAL_TLS_CERT_FILE: file('crt'), TEMPORAL_TLS_KEY_FILE: file('key') };
    expect(temporalSettings({ ...pair, TEMPORAL_TLS_CA_FILE: file('ca') }).connection.tls).toEqual({
      clientCertPair: { crt: Buffer.from('crt'), key: Buffer.from('key') },
      serverRootCACertificate: Buffer.from('ca'),
    });
    expect(() => temporalSettings({ TEMPORAL_TLS_CERT_FILE: pair.TEMPORAL_TLS_CERT_FILE })).toThrow(
      SettingsError,
    );
    expect(() => temporalSettings({ TEMPORAL_TLS_CA_FILE: '/gone' })).toThrow(
      /TEMPORAL_TLS_CA_FILE: .*\/gone/,
    );
    rmSync(directory, { recursive: true });
  });
});

describe('httpSettings', () => {
  test('nothing set → loopback', () => {
    expect(httpSettings({})).toMatchObject({ host: '127.0.0.1', port: 8800, logLevel: 'warn' });
  });

  test('mistakes → all named', () => {
    expect(() => httpSettings({ PORT: '70000', LOG_LEVEL: 'loud' })).toThrow(/PORT: .*LOG_LEVEL: /s);
  });
});

describe('budgetSettings', () => {
  test('nothing set → the shipped defaults, no maximum, unlimited by the word', () => {
    expect(budgetSettings({})).toEqual({
      defaults: { tokens: 10_000_000, turns: 200 },
      maxima: {},
      allowsUnlimited: true,
    });
  });

  test('a maximum → unlimited is refused, unless it is allowed by its own setting', () => {
    expect(budgetSettings({ BUDGET_MAX: 'costUsd=20.5, timeSeconds=3600' })).toMatchObject({
      maxima: { costUsd: 20.5, timeSeconds: 3_600 },
      allowsUnlimited: false,
    });
    expect(budgetSettings({ BUDGET_MAX: 'turns=9', BUDGET_UNLIMITED: 'allow' }).allowsUnlimited).toBe(true);
    expect(budgetSettings({ BUDGET_DEFAULT: 'none' }).defaults).toEqual({});
  });

  test('a default above the maximum → refused, and not cut in silence', () => {
    expect(() => budgetSettings({ BUDGET_DEFAULT: 'tokens=5,turns=3', BUDGET_MAX: 'tokens=4' })).toThrow(
      'BUDGET_DEFAULT: tokens above BUDGET_MAX',
    );
    expect(budgetSettings({ BUDGET_MAX: 'tokens=4' }).defaults.tokens).toBeGreaterThan(4);
  });

  test.each([{ BUDGET_DEFAULT: 'costUsd=5' }, { BUDGET_MAX: 'costUsd=5' }])(
    'a limit in money, %j, for a model that has no price → refused before any goal is blocked for it',
    (limit) => {
      const refuse = (environment: Record<string, string>) => () =>
        refuseUnpricedLimits(
          budgetSettings(limit),
          modelSettings({ OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', ...environment }),
        );
      expect(refuse({})).toThrow(`${Object.keys(limit)[0]}: costUsd needs the price of m in MODEL_PRICES`);
      const price = '{"input": 1, "cachedInput": 0, "output": 2}';
      expect(refuse({ MODEL_PRICES: `{"other": ${price}}` })).toThrow('the price of m');
      expect(refuse({ MODEL_PRICES: `{"m": ${price}}` })).not.toThrow();
      expect(() => refuseUnpricedLimits(budgetSettings(limit), undefined)).not.toThrow();
    },
  );

  test.each(['tokens', 'tokens=', 'tokens=-1', 'token=5', 'tokens=5,tokens=6', 'turns=1.5', 'deadline=5'])(
    'BUDGET_MAX=%s → named as not right',
    (value) => {
      expect(() => budgetSettings({ BUDGET_MAX: value })).toThrow(/BUDGET_MAX: must be a list such as/);
    },
  );
});
