/**
 * The systemd units and the Kubernetes manifests against the code: what they start, set, ask and wait for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { healthRoutes } from '../../server/health-routes.ts';
import { getPathsOf } from '../support/docker/routes-of.ts';
import { readServerSettings, readWorkerSettings } from '../support/service/process-settings.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${repository}/${path}`, 'utf8');
const KINDS = ['server', 'worker'] as const;
const SHARED = { TEMPORAL_ADDRESS: 'temporal:7233', DATABASE_URL: 'postgres://g@db/g' };
const settingsOf = (kind: (typeof KINDS)[number], variables: Record<string, string>) =>
  (kind === 'server' ? readServerSettings : readWorkerSettings)({ ...SHARED, ...variables });
const NPM = /\bnpm\b|\bnpx\b/;

describe.each(KINDS)('docker/systemd/goalkeeper-%s.service', (kind) => {
  const lines = read(`docker/systemd/goalkeeper-${kind}.service`)
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  const values = (name: string): string[] =>
    lines.flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1)] : []));

  test('starts → Node itself on a file that is there, never npm', () => {
    const [program = '', file = '', ...rest] = values('ExecStart')[0]?.split(' ') ?? [];
    expect(program).toMatch(/\/node$/);
    expect(existsSync(`${repository}/${file}`)).toBe(true);
    expect([file, rest]).toEqual([`${kind}/main.ts`, []]);
    expect(lines.join('\n')).not.toMatch(NPM);
  });

  test('its variables → read by the process', () => {
    const variables = Object.fromEntries(
      values('Environment').map((pair) => pair.split('=') as [string, string]),
    );
    const { asked } = settingsOf(kind, variables);
    expect(Object.keys(variables).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('asked to stop → not killed before its grace time is over; whoever ended with 0 is not started again', () => {
    const graceSeconds = Number(/WORKER_GRACE_SECONDS=(\d+)/.exec(lines.join('\n'))?.[1] ?? 0);
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThanOrEqual(graceSeconds + 30);
    expect(values('Restart')).toEqual(['on-failure']);
    expect(values('KillSignal')).toEqual([]);
  });
});

interface Container {
  readonly command: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom: readonly Record<string, { readonly name: string }>[];
  readonly livenessProbe: Probe;
  readonly readinessProbe?: Probe;
  readonly securityContext: Record<string, unknown>;
}
interface Probe {
  readonly httpGet?: { readonly path: string };
  readonly exec?: { readonly command: readonly string[] };
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Record<string, string>;
  readonly spec?: {
    readonly template: {
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly Container[];
        readonly securityContext: Record<string, unknown>;
      };
    };
  };
}

describe('docker/kubernetes/goalkeeper.yaml', () => {
  const text = read('docker/kubernetes/goalkeeper.yaml');
  const documents = parseAllDocuments(text);
  const manifests = documents.map((document) => document.toJS() as Manifest);
  const pod = (kind: string) => {
    const found = manifests.find(({ metadata }) => metadata.name === `goalkeeper-${kind}`);
    const spec = found?.spec?.template.spec;
    const container = spec?.containers[0];
    if (spec === undefined || container === undefined) throw new Error(`there is no pod ${kind}`);
    return { spec, container };
  };
  const configured = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};

  test('each document → YAML with a kind and a name', () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    for (const { kind, metadata } of manifests) expect([kind, metadata.name]).not.toContain(undefined);
    expect(text).not.toMatch(NPM);
  });

  test.each(KINDS)('%s: starts Node on its own file; its variables are read by the process', (kind) => {
    const { container } = pod(kind);
    expect(container.command).toEqual(['node', `${kind}/main.ts`]);
    const own = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
    const variables = { ...configured, ...own };
    const { asked } = settingsOf(kind, variables);
    expect(Object.keys(variables).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('the model’s key → the worker has it, the server has not', () => {
    const secrets = (kind: string) =>
      pod(kind).container.envFrom.flatMap(({ secretRef }) => secretRef?.name ?? []);
    expect(secrets('server')).toEqual(['goalkeeper-journal']);
    expect(secrets('worker')).toEqual(['goalkeeper-journal', 'goalkeeper-model']);
  });

  test('probes → routes and programs that are there', async () => {
    const paths = await getPathsOf(healthRoutes);
    const { livenessProbe, readinessProbe } = pod('server').container;
    expect(paths).toEqual(
      expect.arrayContaining([livenessProbe.httpGet?.path, readinessProbe?.httpGet?.path]),
    );
    // What cannot be reached does not get better by a restart.
    expect(livenessProbe.httpGet?.path).toBe('/healthz');
    const [, program = ''] = pod('worker').container.livenessProbe.exec?.command ?? [];
    expect(existsSync(`${repository}/${program}`)).toBe(true);
  });

  test('asked to stop → not killed before the grace time is over', () => {
    const { spec, container } = pod('worker');
    const grace = container.env?.find(({ name }) => name === 'WORKER_GRACE_SECONDS')?.value;
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(grace) + 30);
  });

  test('the sandbox → what it needs is loosened for the worker, and nothing for the server', () => {
    expect(pod('worker').spec.securityContext).toMatchObject({
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
    });
    expect(pod('worker').container.securityContext).toMatchObject({ procMount: 'Unmasked' });
    for (const kind of KINDS)
      expect(pod(kind).container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
    expect(JSON.stringify(pod('server'))).not.toMatch(/Unconfined|Unmasked/);
  });
});
