/** The receivers of docs/webhooks.md, as they stand there, against what the service signs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signedHeaders } from '../activities/webhooks/signature.ts';
import { newSigningSecret } from '../contracts/webhook/signing-secret.ts';
import { freePorts } from '../embedded/free-ports.ts';
import { EVENT_TYPES } from '../journal/events/event-types.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/webhooks.md'), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
const secret = newSigningSecret();
const next = newSigningSecret();

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-receiver-'));
  // There the library is found.
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('docs/webhooks.md → names every type of event', () => {
  expect(EVENT_TYPES.filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
});

test.each([
  ['ts', 'receiver.mts', process.execPath],
  ['python', 'receiver.py', 'python3'],
])(
  'the receiver in %s → takes what we sign, also while a secret rotates; nothing forged or late',
  async (language, file, program) => {
    const [port = 0] = await freePorts(1);
    writeFileSync(join(directory, file), block(language));
    const env = { PATH: process.env.PATH ?? '', WEBHOOK_SECRET: secret, PORT: String(port) };
    const receiver = spawn(program, [join(directory, file)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: string[] = [];
    receiver.stdout.on('data', (chunk) => printed.push(String(chunk)));
    try {
      await untilListening(port, receiver);
      const body = JSON.stringify({ type: 'goal.completed', data: { title: 'ü' } });
      const send = async (headers: Record<string, string>, sent = body): Promise<number> =>
        (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: sent })).status;
      const signed = (eventId: string, atMs = Date.now(), by = secret) =>
        signedHeaders({ eventId, body, at: new Date(atMs) }, { secret: by });
      const message = { eventId: 'evt_2', body, at: new Date() };
      const rotated = { secret: next, old: { secret, until: new Date(Date.now() + 60_000) } };
      expect(await send(signed('evt_1'))).toBe(204);
      expect(await send(signed('evt_1'))).toBe(204);
      expect(await send(signedHeaders(message, rotated))).toBe(204);
      expect(await send(signed('evt_3', Date.now(), next))).toBe(401);
      expect(await send(signed('evt_4'), body.replace('completed', 'cleared'))).toBe(401);
      expect(await send(signed('evt_5', Date.now() - 600_000))).toBe(401);
      expect(printed.join('')).toBe('goal.completed\ngoal.completed\n');
    } finally {
      if (receiver.exitCode === null) {
        const exited = once(receiver, 'exit');
        receiver.kill('SIGKILL');
        await exited;
      }
    }
  },
);

async function untilListening(port: number, receiver: ChildProcess): Promise<void> {
  while (receiver.exitCode === null) {
    const isThere = await fetch(`http://127.0.0.1:${port}/`, { method: 'GET' }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(50);
  }
  throw new Error('the receiver has ended');
}
