import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { healthRoutes } from '../../server/health-routes.ts';
import { type ComposeFile, readComposeFile, variablesOf } from '../support/docker/compose-file.ts';
import * as rules from '../support/docker/compose-rules.ts';
import { getPathsOf } from '../support/docker/routes-of.ts';
import { readServerSettings, readWorkerSettings } from '../support/service/process-settings.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${repository}/${path}`, 'utf8');
const text = read('docker-compose.yml');
const secrets = {
  POSTGRES_PASSWORD: 'superuserPassword',
  TEMPORAL_DB_PASSWORD: 'temporalPassword',
  GOALKEEPER_DB_PASSWORD: 'journalPassword',
  OPENAI_API_KEY: 'modelKey',
};
const file = readComposeFile(text, secrets);
const service = (name: string, of: ComposeFile = file) => {
  const found = of.services[name];
  if (found === undefined) throw new Error(`There is no service ${name}`);
  return found;
};

const allRules = {
  startOrder: rules.startOrder,
  longRunningServicesAreWatched: rules.longRunningServicesAreWatched,
  onlyRestAndUiArePublished: rules.onlyRestAndUiArePublished,
  onlyTheWorkerIsLoosened: rules.onlyTheWorkerIsLoosened,
  imagesArePinned: rules.imagesArePinned,
  workerCanBeScaled: rules.workerCanBeScaled,
  namedFilesExist: rules.namedFilesExist(repository),
  secretsStayWhereTheyBelong: rules.secretsStayWhereTheyBelong({
    superuserPassword: ['postgres'],
    temporalPassword: ['postgres', 'temporal-schema', 'temporal'],
    journalPassword: ['postgres', 'server', 'worker'],
    modelKey: ['worker'],
  }),
};
const problems = (of: ComposeFile): string[] => Object.values(allRules).flatMap((rule) => rule(of));

test('docker-compose.yml: every rule → nothing is wrong', () => {
  for (const [name, rule] of Object.entries(allRules)) expect([name, rule(file)]).toEqual([name, []]);
});

/** What is broken, how, and what the rules then say. */
const BREAKS: readonly (readonly [name: string, from: string, to: string, problem: string])[] = [
  [
    'a schema job that does not wait for a healthy Postgres',
    'postgres: { condition: service_healthy }',
    'postgres: { condition: service_started }',
    'temporal-schema does not wait until postgres is service_healthy',
  ],
  [
    'a dependency that does not exist',
    'temporal: { condition: service_healthy }',
    'temporl: { condition: service_healthy }',
    'temporal-namespace waits for temporl, which is no service',
  ],
  [
    'a job that restarts for ever',
    'restart: "no"',
    'restart: unless-stopped',
    'temporal waits for the end of temporal-schema, which restarts',
  ],
  [
    'a missing health check',
    'healthcheck:\n      # The image has no',
    'x-healthcheck:\n      # The image has no',
    'temporal has no health check',
  ],
  [
    "a published port of Temporal's",
    'networks: [inside]\n    stop_grace_period: 30s',
    "networks: [inside]\n    ports: ['127.0.0.1:7233:7233']",
    'temporal publishes 127.0.0.1:7233:7233',
  ],
  [
    'REST for the whole network',
    '"127.0.0.1:${REST_PORT',
    '"${REST_PORT',
    'server publishes 8800:8800 beyond the loopback interface',
  ],
  [
    'Postgres with a way out',
    'internal: true',
    'internal: false',
    'postgres is on a network that leads outside',
  ],
  [
    "the model's key in the server",
    `LOG_LEVEL: \${LOG_LEVEL:-}`,
    `LOG_LEVEL: \${OPENAI_API_KEY}`,
    'server holds modelKey',
  ],
  [
    'a worker that cannot open its sandbox',
    '      - systempaths=unconfined\n',
    '',
    'worker has seccomp=unconfined apparmor=unconfined',
  ],
  ['a server without its confinement', 'cap_drop: [ALL]', 'cap_drop: []', 'server keeps capabilities'],
  [
    'an image that changes by itself',
    'temporalio/ui:2.54.1',
    'temporalio/ui:latest',
    'temporal-ui runs temporalio/ui:latest',
  ],
  [
    'a command without a file',
    'command: [node, worker/main.ts]',
    'command: [node, worker/index.ts]',
    'worker runs worker/index.ts, which is not there',
  ],
  [
    'a worker that cannot be scaled',
    'command: [node, worker/main.ts]',
    'container_name: worker',
    'worker has a fixed container name',
  ],
  [
    'a mounted file that is not there',
    './docker/dynamic-config.yaml:',
    './docker/dynamicconfig.yaml:',
    'temporal mounts ./docker/dynamicconfig.yaml, which is not there',
  ],
];

describe('docker-compose.yml: broken in one place → the rules name it', () => {
  test.each(BREAKS)('%s', (_, from, to, problem) => {
    const broken = text.replace(from, () => to);
    expect(broken).not.toBe(text);
    expect(problems(readComposeFile(broken, secrets)).join('\n')).toContain(problem);
  });

  test.each(Object.keys(secrets))('without %s → refused by name', (name) => {
    expect(() => readComposeFile(text, { ...secrets, [name]: '' })).toThrow(name);
  });
});

describe('server and worker', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  test.each(['server', 'worker'])('%s: command → the one of package.json, not through npm', (name) => {
    expect(`exec ${service(name).command.join(' ')}`).toBe(scripts[`start:${name}`]);
  });

  test('server: its environment → accepted, and no variable is left unread', () => {
    const { environment, ports } = service('server');
    const { http, temporal, storage, asked } = readServerSettings(environment);
    expect(http).toMatchObject({ host: '0.0.0.0', port: Number(ports[0]?.split(':').at(-1)) });
    expect(temporal.address).toBe('temporal:7233');
    expect(storage.databaseUrl).toContain('journalPassword@postgres:5432/goalkeeper');
    expect(Object.keys(environment).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('worker: its environment → accepted, and no variable is left unread', () => {
    const { environment, volumes } = service('worker');
    const { temporal, storage, model, sandbox, asked } = readWorkerSettings(environment);
    expect(temporal.address).toBe('temporal:7233');
    expect(model).toMatchObject({ apiKey: 'modelKey', model: 'gpt-5' });
    expect(sandbox.mode).toBe('bubblewrap');
    expect(volumes).toContain(`workspaces:${storage.workspacesDirectory}`);
    expect(Object.keys(environment).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('worker: a variable that nothing reads → found', () => {
    const { asked } = readWorkerSettings({ ...service('worker').environment, OPENAI_MODLE: 'gpt-5' });
    expect(asked.has('OPENAI_MODLE')).toBe(false);
    expect(asked.has('OPENAI_MODEL')).toBe(true);
  });

  test('both: Temporal, journal and workspace sources → the same', () => {
    const shared = ['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'DATABASE_URL', 'WORKSPACE_SOURCES'];
    const of = (name: string) => shared.map((variable) => service(name).environment[variable]);
    expect(of('server')).toEqual(of('worker'));
  });

  test('server: health check → asks for a route that exists, on the port that it listens on', async () => {
    const url = /http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/.exec(
      service('server').healthcheck?.test.join(' ') ?? '',
    );
    const paths = await getPathsOf(healthRoutes);
    expect(url?.[1]).toBe(service('server').environment.PORT);
    expect(paths).toContain(url?.[2]);
  });
});

test('docker/example.env: its variables → those of the compose file, with an empty value where one is required', () => {
  const lines = read('docker/example.env').matchAll(/^#?([A-Z_]+)=(.*)$/gm);
  const offered = [...lines].map(
    ([line, name, value]) => [name, !line.startsWith('#') && value === ''] as const,
  );
  const used = [...variablesOf(text)].map(([name, { isRequired }]) => [name, isRequired] as const);
  expect(new Map(offered)).toEqual(new Map(used));
});
