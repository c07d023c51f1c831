import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { filesReachableFrom, isAdmitted } from '../support/docker/image-context.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${repository}/${path}`, 'utf8');
const dockerfile = read('Dockerfile');
const dockerignore = read('.dockerignore');
const instructions = dockerfile.split('\n').filter((line) => /^[A-Z]+ /.test(line));

test('Dockerfile: Node → the version that package.json pins for machines without one', () => {
  const [, version = ''] = /^ARG NODE_IMAGE=node:([\d.]+)-bookworm-slim$/m.exec(dockerfile) ?? [];
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  expect(dependencies.node).toBe(version);
  expect(instructions.filter((line) => line.startsWith('FROM'))).toEqual([
    `FROM \${NODE_IMAGE} AS dependencies`,
    `FROM \${NODE_IMAGE}`,
  ]);
});

test('Dockerfile: what runs → not root, started without a shell or npm, on a file that is there', () => {
  const [, program, entry = ''] = /^CMD \["(\w+)", "([\w/.]+)"\]$/m.exec(dockerfile) ?? [];
  expect(program).toBe('node');
  expect(existsSync(`${repository}/${entry}`)).toBe(true);
  expect(instructions.findLast((line) => line.startsWith('USER'))).toBe('USER node');
});

test('Dockerfile: programs → the sandbox, git, Python and certificates are installed', () => {
  const [, packages = ''] = /apt-get install --yes --no-install-recommends (.*) \\$/m.exec(dockerfile) ?? [];
  expect(packages.split(' ')).toEqual([
    'bubblewrap',
    'ca-certificates',
    'git',
    'openssh-client',
    'python3',
    `\${SANDBOX_PACKAGES}`,
  ]);
});

test('.dockerignore: all that the processes of the image import → enters it', () => {
  const entries = ['server/main.ts', 'worker/main.ts', 'docker/worker-health.ts'];
  const needed = filesReachableFrom(entries, repository);
  expect(needed).toEqual(
    expect.arrayContaining([...entries, 'workflows/thread-workflow.ts', 'journal/migrate.ts']),
  );
  const read = [...needed, 'package.json', 'package-lock.json'].concat(
    readdirSync(`${repository}/journal/migrations`).map((name) => `journal/migrations/${name}`),
  );
  expect(read.filter((path) => !isAdmitted(path, dockerignore))).toEqual([]);
  // The same, with a folder left out: found.
  const without = dockerignore.replace('!settings\n', '');
  expect(needed.filter((path) => !isAdmitted(path, without))).toContain('settings/environment.ts');
});

test('docker-compose.yml: workspace sources → enter the image, at the place where Dockerfile puts them', () => {
  const [, list = ''] = /WORKSPACE_SOURCES:-([^}]+)\}/.exec(read('docker-compose.yml')) ?? [];
  const [, directory = ''] = /^WORKDIR (.+)$/m.exec(dockerfile) ?? [];
  const paths = list.split(',').map((pair) => pair.slice(pair.indexOf('=') + 1));
  expect(paths).not.toEqual([]);
  for (const path of paths) {
    expect(path.startsWith(`${directory}/`)).toBe(true);
    const inside = path.slice(directory.length + 1);
    expect([inside, existsSync(`${repository}/${inside}`)]).toEqual([inside, true]);
    expect(isAdmitted(`${inside}/package.json`, dockerignore)).toBe(true);
  }
});

test.each([
  '.env',
  '.env.production',
  '.git/config',
  '.goalkeeper/temporal.db',
  'node_modules/pg/package.json',
  'test/docker/docker-compose.test.ts',
  'docker/example.env',
  'docker/create-databases.sh',
  'examples/p95-latency/rehearsal.ts',
])('.dockerignore: %s → stays out of the image', (path) => {
  expect(isAdmitted(path, dockerignore)).toBe(false);
});
