/** A journal's database on a Postgres server, through a pool of connections. */
import { createHash } from 'node:crypto';
import { type ClientBase, Pool } from 'pg';
import { isConnectionLoss } from './connection-loss.ts';
import {
  assertStorable,
  PLANNER_SETTINGS,
  type SqlClient,
  type SqlTransaction,
  type SqlValue,
} from './sql.ts';

/** Connects lazily: a server that is away makes the first statement fail, not this call. */
export function createPostgresClient(databaseUrl: string): SqlClient {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'goalkeeper-journal',
    onConnect: async (client) => {
      for (const setting of PLANNER_SETTINGS) await client.query(`set ${setting}`);
    },
  });
  // A lost idle connection is dropped by the pool; without a listener its error would end the process.
  pool.on('error', () => {});

  return {
    query: (text, params = []) => run(pool, text, params),
    async queryRepeatable(text, params = []) {
      try {
        return await run(pool, text, params);
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        return await run(pool, text, params);
      }
    },
    transaction: (work) => transact(pool, work),
    close: () => pool.end(),
  };
}

type Runner = Pick<Pool | ClientBase, 'query'>;

async function run<Row extends object>(
  runner: Runner,
  text: string,
  params: readonly SqlValue[],
): Promise<Row[]> {
  assertStorable(params);
  const result = await runner.query<Row>({ name: statementName(text), text, values: [...params] });
  return result.rows;
}

async function transact<Result>(
  pool: Pool,
  work: (session: SqlTransaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // While it is checked out, the connection's errors are ours; the statement that runs or comes next reports
  // them.
  const ignore = (): void => {};
  client.on('error', ignore);
  let isBroken = true;
  try {
    await client.query('begin');
    const result = await work({
      query: (text, params = []) => run(client, text, params),
      script: async (text) => void (await client.query(text)),
    });
    await client.query('commit');
    isBroken = false;
    return result;
  } catch (error) {
    isBroken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(isBroken);
  }
}

const names = new Map<string, string>();

/**
 * Named statements are parsed and planned once per connection. The journal has a fixed, small set of texts.
 */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
  }
  return name;
}
