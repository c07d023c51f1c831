/**
 * A caller's whole integration, by the client that is generated from the document. It is text, since the
 * types that it is compiled with are made by the test.
 *
 * Arguments: the service's address, a key with the scope `admin`, a port of this machine for events, the
 * archive to begin with, and a folder for what comes out.
 */
export const TYPESCRIPT_PROGRAM = `
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import createClient from 'openapi-fetch';
import { Webhook } from 'standardwebhooks';
import type { components, paths } from './api.d.ts';

const [, , baseUrl = '', adminKey = '', port = '', archive = '', out = ''] = process.argv;
const clientWith = (key: string) =>
  createClient<paths>({ baseUrl, headers: { authorization: 'Bearer ' + key } });

/** What a reply has, if it is a good one. */
function good<Data>({ data, error }: { data?: Data; error?: { title: string } }): Data {
  if (data === undefined) throw new Error(error?.title ?? 'no data');
  return data;
}

const admin = clientWith(adminKey);
const key = good(await admin.POST('/v1/keys', { body: { name: 'typescript', scopes: ['write'] } }));
const client = clientWith(key.secret);

const thread = good(await client.POST('/v1/threads', { body: { title: 'By a client in TypeScript' } }));
const params = { path: { threadId: thread.threadId } };
const placed = good(
  await client.PUT('/v1/threads/{threadId}/workspace', {
    params,
    body: await openAsBlob(archive),
    bodySerializer: (body) => body,
    headers: { 'content-type': 'application/x-tar' },
  }),
);
const files = 'files' in placed ? placed.files : 0;

const here = 'http://127.0.0.1:' + port;
const webhook = good(
  await client.POST('/v1/webhooks', { body: { url: here + '/webhook', events: ['goal.completed'] } }),
);
const signing = good(await client.GET('/v1/webhooks/signing-secret'));
const secrets = new Map([['/webhook', webhook.secret], ['/callback', signing.secret]]);

type Payload = components['schemas']['WebhookPayload'];
type GoalPayload = components['schemas']['GoalEventPayload'];
const verified = new Map<string, GoalPayload>();
const allCame = Promise.withResolvers<void>();
const receiver = createServer(async (request, response) => {
  const path = request.url ?? '';
  const body = await text(request);
  const sent = (name: string): string => String(request.headers['webhook-' + name]);
  new Webhook(secrets.get(path) ?? '').verify(body, {
    'webhook-id': sent('id'),
    'webhook-timestamp': sent('timestamp'),
    'webhook-signature': sent('signature'),
  });
  response.writeHead(204).end();
  const event: Payload = JSON.parse(body);
  if (event.type === 'goal.completed') verified.set(path, event);
  if (verified.size === secrets.size) allCame.resolve();
});
receiver.listen(Number(port), '127.0.0.1');

const set = good(
  await client.PUT('/v1/threads/{threadId}/goal', {
    params,
    body: {
      objective: 'Make the notes ready.',
      verification: { checks: [{ name: 'ready', command: 'grep -q ready notes/a.txt' }] },
      callbackUrl: here + '/callback',
    },
  }),
);
const goalId = 'goalId' in set ? set.goalId : undefined;
await allCame.promise;

const at = '/v1/threads/{threadId}';
const patch = good(await client.GET(\`\${at}/diff\`, { params, parseAs: 'blob' }));
await writeFile(out + '/work.patch', await patch.bytes());
const whole = good(await client.GET(\`\${at}/archive\`, { params, parseAs: 'blob' }));
await writeFile(out + '/work.tar.gz', await whole.bytes());
const note = good(
  await client.GET(\`\${at}/files/{path}\`, {
    params: { path: { ...params.path, path: 'notes/a.txt' } },
    parseAs: 'text',
  }),
);

const report = good(await client.GET(\`\${at}/goal/report\`, { params }));
if (typeof report === 'string') throw new Error('the report is no JSON');
const { items } = good(await client.GET(\`\${at}/items\`, { params: { ...params, query: { limit: 200 } } }));
const changes = items.flatMap((item) =>
  item.kind === 'event' && item.body.type === 'goalChanged' ? [item.body.change] : [],
);
const from = new Date().toISOString().slice(0, 10);
const usage = good(await client.GET('/v1/usage', { params: { query: { from } } }));

const gone = await client.DELETE(at, { params: { ...params, query: { purge: 'true' } } });
const missing = await client.GET(at, { params });
receiver.close();
receiver.closeAllConnections();
console.log(
  JSON.stringify({
    files,
    statuses: [...verified.values()].map(({ data }) => data.status),
    sameGoal: [...verified.values()].every(({ data }) => data.goalId === goalId),
    report: report.goal.status,
    checks: report.checks.map(({ name }) => name),
    changes,
    note,
    modelCalls: usage.total.modelCalls > 0,
    purged: gone.response.status,
    missing: missing.error?.code,
  }),
);
`;
