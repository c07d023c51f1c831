/**
 * Server and worker as processes of their own, started before what they need, or with settings that are not
 * right.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBwrap, findTemporalCli } from '../../embedded/binaries/system-parts.ts';
import { type DevServer, startDevServer } from '../../embedded/dev-server.ts';
import { freePorts } from '../../embedded/free-ports.ts';
import { type PostgresCluster, startPostgres } from '../support/journal/postgres.ts';
import { startProgram } from '../support/service/program.ts';

let temporal: DevServer;
let postgres: PostgresCluster;
let nobody: string;
let bwrapPath: string;
beforeAll(async () => {
  temporal = await startDevServer({ cliPath: await findTemporalCli(), headless: true });
  postgres = await startPostgres();
  bwrapPath = await findBwrap();
  nobody = `127.0.0.1:${(await freePorts(1))[0]}`;
});
afterAll(async () => {
  await temporal.stop();
  await postgres.stop();
});

const right = (): Record<string, string> => ({
  TEMPORAL_ADDRESS: temporal.address,
  DATABASE_URL: postgres.url,
  OPENAI_API_KEY: 'test-key',
  BWRAP_PATH: bwrapPath,
  PORT: '0',
});
const start = (kind: string, env: Readonly<Record<string, string>>) =>
  startProgram(`${kind}/main.ts`, { ...right(), ...env });

describe.each(['server', 'worker'])('%s', (kind) => {
  test('Postgres is away at the start → a line says so; SIGTERM ends the wait with 0', async () => {
    const program = start(kind, { DATABASE_URL: `postgres://me:secret-word@${nobody}/journal` });
    await program.untilSaid(`Waiting for Postgres at ${nobody}: connect ECONNREFUSED`);
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.lines).toHaveLength(1);
    expect(program.lines.join()).not.toContain('secret-word');
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'unknown namespace',
      () => ({ TEMPORAL_NAMESPACE: 'nowhere' }),
      /no namespace "nowhere"\. Create it .*TEMPORAL_NAMESPACE/,
    ],
    ['TLS against none', () => ({ TEMPORAL_TLS: 'true' }), /does not speak TLS.*TEMPORAL_TLS=false/],
    [
      'unknown database',
      () => ({ DATABASE_URL: postgres.url.replace(/\/postgres$/, '/nowhere') }),
      /no database "nowhere"\. Create it, or correct DATABASE_URL/,
    ],
    [
      'TLS against a Postgres without it',
      () => ({ DATABASE_URL: `${postgres.url}?sslmode=verify-full` }),
      /speaks no TLS\. Take sslmode out/,
    ],
  ])('%s → one sentence with the remedy, no stack, code 1', async (_, env, words) => {
    const program = start(kind, env());
    expect(await program.ended).toBe(1);
    expect(program.lines.filter((line) => /^\s+at |\[object/.test(line))).toEqual([]);
    expect(program.lines.at(-1)).toMatch(words);
  });

  test('several settings that are not right → all named', async () => {
    const program = start(kind, {
      TEMPORAL_ADDRESS: 'temporal',
      DATABASE_URL: 'mysql://x',
      TEMPORAL_TLS: 'maybe',
    });
    expect(await program.ended).toBe(1);
    for (const name of ['TEMPORAL_ADDRESS', 'DATABASE_URL', 'TEMPORAL_TLS'])
      expect(program.lines.join('\n')).toContain(name);
  });
});

test('server: Temporal is away at the start → a line says so, and it serves when Temporal is there', async () => {
  const [port = 0] = await freePorts(1);
  const program = start('server', { TEMPORAL_ADDRESS: `127.0.0.1:${port}` });
  await program.untilSaid(`Waiting for Temporal at 127.0.0.1:${port}: connect ECONNREFUSED`);
  const late = await startDevServer({ cliPath: await findTemporalCli(), headless: true, port });
  try {
    await program.untilSaid('listens on');
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  } finally {
    await late.stop();
  }
});
