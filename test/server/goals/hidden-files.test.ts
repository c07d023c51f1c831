import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
});

const TEXT = 'exit 3\n';
const SHA256 = createHash('sha256').update(TEXT).digest('hex');
const STORED = { path: 'held.sh', mode: '644', sizeBytes: TEXT.length, sha256: SHA256 };
const held = (fields: object = {}) => ({
  name: 'held',
  command: 'bash held.sh',
  visibility: 'hidden',
  ...fields,
});
const body = (...checks: readonly object[]) => ({ verification: { checks } });
const put = (...checks: readonly object[]) =>
  bench.call('PUT', goalUrl, { ...FILE_GOAL, ...body(...checks) });
const patch = (...checks: readonly object[]) => bench.call('PATCH', goalUrl, body(...checks));
const filesNow = async () =>
  (await bench.call('GET', goalUrl))
    .json()
    .contract.verification.checks.map((check: { files?: unknown }) => check.files);

describe('files of hidden checks', () => {
  test('PUT goal → kept apart from the contract, which names path, size and digest', async () => {
    const reply = await put(held({ files: [{ path: 'held.sh', content: TEXT }] }));
    expect(reply.statusCode).toBe(201);
    expect(reply.json().contract.verification.checks[0].files).toEqual([STORED]);
    expect(reply.body).not.toContain(Buffer.from(TEXT).toString('base64'));
    expect(await bench.journal.readContent(threadId, SHA256)).toEqual(Buffer.from(TEXT));
    const { goalId } = reply.json();
    expect(JSON.stringify(await bench.journal.readContract(goalId, 1))).not.toContain('contentBase64');
  });

  test('POST threads with a goal, and a typed command → kept as well', async () => {
    const goal = { ...FILE_GOAL, ...body(held({ files: [{ path: 'held.sh', content: TEXT }] })) };
    const made = await bench.call('POST', '/v1/threads', { goal });
    expect([made.statusCode, made.body.includes('contentBase64')]).toEqual([201, false]);
    expect(await bench.journal.readContent(made.json().threadId, SHA256)).toBeDefined();
    const { objective: text, ...rest } = goal;
    const typed = await bench.call('POST', `/v1/threads/${threadId}/commands`, {
      text: `/goal ${text}`,
      goal: rest,
    });
    expect([typed.statusCode, typed.body.includes('contentBase64')]).toEqual([200, false]);
    expect(await filesNow()).toEqual([[STORED]]);
  });

  test.each<[string, object, unknown]>([
    ['without files', {}, [STORED]],
    ['with no files', { files: [] }, []],
    ['with the digest that GET shows', { files: [STORED] }, [STORED]],
    [
      'with the digest under another path',
      { files: [{ ...STORED, path: 'other.sh' }] },
      [{ ...STORED, path: 'other.sh' }],
    ],
    ['made visible', { visibility: 'visible' }, undefined],
  ])('PATCH sends the check again %s → its files as wanted', async (_, fields, wanted) => {
    await put(held({ files: [{ path: 'held.sh', content: TEXT }] }));
    const reply = await patch(held({ timeoutSeconds: 9, ...fields }));
    expect(reply.statusCode).toBe(200);
    expect(await filesNow()).toEqual([wanted]);
  });

  test('PATCH of other content → another digest, and the checks run anew; of the same content → nothing changes', async () => {
    await put(held({ files: [{ path: 'held.sh', content: TEXT }] }));
    const hasBaseline = () => bench.threads.states.get(threadId)?.goal?.hasBaseline;
    bench.threads.alterGoal(threadId, { hasBaseline: true });
    await patch(held({ files: [{ path: 'held.sh', content: TEXT }] }));
    expect(hasBaseline()).toBe(true);
    await patch(held({ files: [{ path: 'held.sh', content: 'exit 4\n' }] }));
    expect(hasBaseline()).toBe(false);
  });

  test('a digest that the thread was not sent, though another was → 400 that names the file', async () => {
    await put(held({ files: [{ path: 'held.sh', content: TEXT }] }));
    threadId = await bench.newThread();
    goalUrl = `/v1/threads/${threadId}/goal`;
    const reply = await put(held({ files: [STORED] }));
    expect([reply.statusCode, reply.json().errors]).toEqual([
      400,
      [{ field: 'verification.checks.0.files.0.sha256', message: expect.stringMatching(/was not sent/) }],
    ]);
  });

  test('a path that leads out → 400 by name, in PUT and in PATCH', async () => {
    const files = [{ path: '../out', content: '' }];
    const field = 'verification.checks.0.files.0.path';
    expect((await put(held({ files }))).json().errors).toMatchObject([{ field }]);
    await put(held());
    expect((await patch(held({ files }))).json().errors).toMatchObject([{ field }]);
  });

  test('a draft of a contract with files → comes back so that PUT takes it', async () => {
    const contract = { ...FILE_GOAL, ...body(held({ files: [{ path: 'held.sh', content: TEXT }] })) };
    const draft = (await bench.call('POST', '/v1/goal-drafts', { contract })).json();
    expect(draft).toMatchObject({
      settable: true,
      findings: expect.arrayContaining([expect.objectContaining({ code: 'hiddenWithoutHint' })]),
    });
    expect((await bench.call('PUT', goalUrl, draft.contract)).statusCode).toBe(201);
    expect(await filesNow()).toEqual([[STORED]]);
  });

  test('OpenAPI → the fields of a hidden check are in it', async () => {
    const { body: text } = await bench.call('GET', '/openapi.json');
    for (const field of ['visibility', 'hint', 'filesTar', 'contentBase64'])
      expect(text).toContain(`"${field}"`);
  });
});

describe('a hidden check that loses its files', () => {
  const files = [{ path: 'held.sh', content: TEXT }];
  const warned = async (reply: Promise<{ json(): { warnings?: { code: string; field: string }[] } }>) =>
    (await reply).json().warnings?.map(({ code, field }) => `${code} ${field}`);

  test('PATCH takes them away, or renames the check without them → a warning at its place', async () => {
    expect(await warned(put(held({ files })))).toBeUndefined();
    expect(await warned(patch(held()))).toBeUndefined();
    expect(await warned(patch(held({ name: 'other' })))).toEqual([
      'hiddenFilesLost verification.checks.0.files',
      'hiddenCheckDropped verification.checks',
    ]);
    await patch(held({ files }));
    expect(await warned(patch(held({ files: [] })))).toEqual(['hiddenFilesLost verification.checks.0.files']);
  });

  test('one PATCH drops the check, the next sends it again by its name → a warning each time', async () => {
    await put(held({ files }));
    const without = { verification: { checks: FILE_GOAL.verification.checks } };
    expect(await warned(bench.call('PATCH', goalUrl, without))).toEqual([
      'hiddenCheckDropped verification.checks',
    ]);
    expect(await warned(patch(held()))).toEqual(['hiddenFilesLost verification.checks.0.files']);
    expect(await warned(patch(held({ hint: 'As before.' })))).toBeUndefined();
  });

  test('a goal that takes the place of one with files → a warning; a check that never had any → none', async () => {
    await put(held({ files }));
    const replacing = {
      ...FILE_GOAL,
      ...body(held({ name: 'new', command: 'true' }), held()),
      replace: true,
    };
    expect(await warned(bench.call('PUT', goalUrl, replacing))).toEqual([
      'hiddenFilesLost verification.checks.1.files',
    ]);
  });
});
