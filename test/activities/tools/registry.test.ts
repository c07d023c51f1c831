import { describe, expect, test } from '@jest/globals';
import { parseArguments, TOOLS } from '../../../activities/tools/registry.ts';
import { REQUEST_TOOLS } from '../../../context/tools/request-tools.ts';
import { functionTools } from '../../../context/tools/tool-declaration.ts';
import { WORK_TOOLS } from '../../../workflows/contract/tool-names.ts';

const CLAIM = { claim: 'It holds', route: 'ran it', evidence: [], status: 'uncertain', uncertainty: 'all' };

const problemOf = (name: string, json: string): string => {
  const call = parseArguments(name, json);
  return call.ok ? 'accepted' : call.problem;
};

describe('tool registry', () => {
  test('the tools → in a fixed order', () => {
    expect(TOOLS.map(({ name }) => name)).toEqual([
      'shell',
      'read_file',
      'write_file',
      'apply_patch',
      'restore_file',
      'read_item',
      'wait',
      'request_input',
      'get_goal',
      'create_goal',
      'record_claim',
      'record_iteration',
      'update_goal',
    ]);
  });

  test('read-only tools → exactly those that change nothing', () => {
    expect(TOOLS.filter(({ readOnly }) => readOnly).map(({ name }) => name)).toEqual([
      'read_file',
      'read_item',
      'get_goal',
    ]);
  });

  test('tools that do no work → those that plan, ask and tell; they do not keep a goal going', () => {
    const calls: readonly [string, object][] = [
      ['shell', { command: 'x' }],
      ['read_file', { path: 'a' }],
      ['write_file', { path: 'a', content: '' }],
      ['apply_patch', { patch: '*** Begin Patch\n*** Delete File: a\n*** End Patch' }],
      ['restore_file', { path: 'a' }],
      ['read_item', { item: 3 }],
      ['wait', { seconds: 60 }],
      ['request_input', { question: 'Which?' }],
      ['get_goal', {}],
      ['create_goal', { objective: 'x', checks: [{ name: 'a', command: 'b' }] }],
      ['record_claim', CLAIM],
      ['record_iteration', { changed: 'a', observed: 'b', next: 'c' }],
      ['update_goal', { status: 'complete' }],
    ];
    expect(calls.map(([name]) => name)).toEqual(TOOLS.map(({ name }) => name));
    const work = calls.filter(([name, args]) => {
      const call = parseArguments(name, JSON.stringify(args));
      return call.ok && call.isWork;
    });
    expect(work.map(([name]) => name)).toEqual([...WORK_TOOLS, 'restore_file', 'read_item']);
  });

  test('requests → declare every tool that can be run, in the same order and the same words', () => {
    expect(REQUEST_TOOLS).toEqual(functionTools(TOOLS));
  });

  test.each(REQUEST_TOOLS)('$name → a strict function tool [C14]', ({ parameters, strict, description }) => {
    expect(strict).toBe(true);
    expect(parameters.additionalProperties).toBe(false);
    expect([...parameters.required].sort()).toEqual(Object.keys(parameters.properties).sort());
    expect(description.length).toBeLessThan(700);
  });

  test.each([
    ['shell', { command: 'npm  test\n--all' }, 'shell npm test --all'],
    ['shell', { command: 'x', timeoutSeconds: null }, 'shell x'],
    ['shell', { command: 'x'.repeat(500), timeoutSeconds: 5 }, `shell ${'x'.repeat(113)}…`],
    ['shell', { command: 'a\u001b[31m\u202eb' }, 'shell a [31m b'],
    [
      'read_file',
      { path: '/workspace/src//a.ts', offset: 10, limit: null },
      'read_file src/a.ts from line 10',
    ],
    ['write_file', { path: './a', content: '' }, 'write_file a'],
    [
      'apply_patch',
      { patch: '*** Begin Patch\n*** Delete File: a\n*** Delete File: b\n*** End Patch' },
      'apply_patch a b',
    ],
    ['restore_file', { path: './test//a' }, 'restore_file test/a'],
    ['get_goal', {}, 'get_goal'],
    ['update_goal', { status: 'complete', summary: 'all done', blocker: null }, 'update_goal complete'],
    [
      'update_goal',
      { status: 'blocked', blocker: ' no key ', needed: 'a key', attempted: 'all' },
      'update_goal blocked: no key',
    ],
    ['wait', { seconds: 90.5 }, 'wait 90.5 s'],
    ['wait', { seconds: 3_600, event: ' deploy\ndone ' }, 'wait 3600 s or deploy done'],
    ['request_input', { question: 'Which\ndatabase?' }, 'request_input'],
    ['create_goal', { objective: 'x', checks: [{ name: 'a', command: 'b' }] }, 'create_goal'],
    ['record_claim', CLAIM, 'record_claim uncertain'],
    ['record_iteration', { changed: 'a', observed: 'b', next: 'c' }, 'record_iteration'],
  ])('%s %j → label "%s"', (name, args, label) => {
    expect(parseArguments(name, JSON.stringify(args))).toMatchObject({ ok: true, label });
  });

  test('a tool without arguments, called with nothing → accepted', () => {
    expect(problemOf('get_goal', '')).toBe('accepted');
  });

  test.each([
    ['nope', '{}', /no tool "nope".*shell, read_file/],
    ['shell', '{"command":', /not valid JSON/],
    ['shell', '[]', /wrong arguments/],
    ['shell', '{}', /command: .*string/],
    ['shell', '{"command":""}', /command/],
    ['shell', '{"command":"a\\u0000b"}', /command: .*NUL/],
    ['shell', '{"command":"x","timeoutSeconds":601}', /timeoutSeconds: .*600/],
    ['shell', '{"command":"x","timeoutSeconds":-1}', /timeoutSeconds/],
    ['shell', '{"command":"x","cwd":"/"}', /cwd.*Its arguments are: command, timeoutSeconds/],
    ['shell', '{"command":"x","__proto__":{"a":1}}', /__proto__/],
    ['shell', JSON.stringify({ command: 'é'.repeat(60_001) }), /at most 120000 bytes.*write_file/],
    ['read_file', '{"path":"a","offset":0}', /offset/],
    ['read_file', '{"path":"a","limit":1.5}', /limit/],
    ['write_file', '{"path":"a"}', /content/],
    ['write_file', JSON.stringify({ path: 'a', content: 'x'.repeat(2_000_001) }), /content: .*2000000/],
    ['apply_patch', '{"patch":"hello"}', /patch: .*Begin Patch/],
    ['update_goal', '{"status":"paused"}', /status/],
    ['record_claim', JSON.stringify({ ...CLAIM, claim: ' ' }), /claim: /],
    ['record_claim', JSON.stringify({ ...CLAIM, claim: 'x'.repeat(501) }), /claim: .*500/],
    ['record_claim', JSON.stringify({ ...CLAIM, route: 'x'.repeat(1_001) }), /route: .*1000/],
    ['record_claim', JSON.stringify({ ...CLAIM, uncertainty: 'x'.repeat(1_001) }), /uncertainty: .*1000/],
    ['record_claim', JSON.stringify({ ...CLAIM, status: 'proven' }), /status: .*confirmed/],
    [
      'record_claim',
      JSON.stringify({ ...CLAIM, evidence: [{ kind: 'word', ref: 'x' }] }),
      /evidence\.0\.kind: .*check/,
    ],
    ['record_claim', JSON.stringify({ ...CLAIM, evidence: [{ kind: 'item', ref: 12 }] }), /evidence\.0\.ref/],
    [
      'record_claim',
      JSON.stringify({ ...CLAIM, evidence: Array(11).fill({ kind: 'item', ref: '1' }) }),
      /evidence: .*10/,
    ],
    ['record_iteration', '{"changed":"a","observed":"","next":"c"}', /observed: /],
    [
      'record_iteration',
      '{"changed":"a","observed":"b"}',
      /next: .*Its arguments are: changed, observed, next/,
    ],
    ['shell', ' '.repeat(4_000_001), /too many/],
  ])('%s with %s → a problem that names the fault [C14 C44]', (name, json, problem) => {
    expect(problemOf(name, json)).toMatch(problem);
  });
});
