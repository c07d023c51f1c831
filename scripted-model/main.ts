/**
 * Runs the rehearsal model as a process of its own, so that it outlives the processes that a test kills.
 * `node scripted-model/main.ts --script <module> [--port N]`; the module exports `respond`. Prints
 * `{"baseUrl": …}` when it listens; `GET /recorded` returns what it was asked and what it served; SIGTERM and
 * SIGINT end it.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Respond } from './model-server.ts';
import { startModelServer } from './model-server.ts';

const { values } = parseArgs({
  options: { script: { type: 'string' }, port: { type: 'string', default: '0' } },
});
const port = Number(values.port);
if (values.script === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('Usage: node scripted-model/main.ts --script <module that exports respond> [--port N]');
  process.exit(2);
}

const script: { respond?: Respond } = await import(pathToFileURL(resolve(values.script)).href);
if (typeof script.respond !== 'function') {
  console.error(`${values.script} does not export a function respond.`);
  process.exit(2);
}

const server = await startModelServer({ respond: script.respond, port });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
console.log(JSON.stringify({ baseUrl: server.baseUrl }));
