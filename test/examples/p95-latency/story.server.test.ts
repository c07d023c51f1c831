/**
 * The story of the p95 example, played against a small stand-in for the service: real commands, real checks.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import OpenAI from 'openai';
import type { Response, ResponseInputItem } from 'openai/resources/responses/responses';
import { respond } from '../../../examples/p95-latency/rehearsal.ts';
import type { ModelServer } from '../../../scripted-model/model-server.ts';
import { startModelServer } from '../../../scripted-model/model-server.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';
import { copyWorkspace } from './workspace-copy.ts';

jest.setTimeout(180_000);

const TOOLS = ['shell', 'read_file', 'write_file', 'apply_patch', 'get_goal', 'update_goal'].map((name) => ({
  type: 'function' as const,
  name,
  parameters: { type: 'object' },
  strict: false,
}));
const GOAL = 'Reduce p95 checkout latency below 120 ms, verified by the checkout benchmark.';
const MAX_TURNS = 8;

interface Told {
  readonly turns: { tools: string[]; text: string; p95: number[] }[];
  readonly requests: ResponseInputItem[][];
  readonly complete: boolean;
  readonly verdicts: string[];
}

/** One line per check, as the service's verdict has it. */
async function audit(workspace: WorkspaceCopy): Promise<string> {
  const { p95, green } = await workspace.judge();
  const proven = p95 !== undefined && p95 < 120 && green;
  const lines = `checkout benchmark: p95_ms ${p95}, has to be < 120\ncorrectness suite: ${green ? 'passed' : 'failed'}`;
  return `${proven ? 'Accepted: the goal is complete.' : 'Completion refused.'}\n${lines}`;
}

async function toolOutput(workspace: WorkspaceCopy, name: string, json: string): Promise<string> {
  const args = JSON.parse(json);
  if (name === 'update_goal') return audit(workspace);
  if (name === 'read_file') return workspace.read(args.path);
  if (name === 'shell') {
    const { exitCode, output } = await workspace.run(args.command);
    return `exit code ${exitCode}, 1.0 s\n${output}`;
  }
  await workspace.apply({ name, arguments: args });
  return 'Done.';
}

/** Plays turns until the goal is complete; `lose` may spoil the outcome of a call that was run. */
async function tell(
  client: OpenAI,
  workspace: WorkspaceCopy,
  lose: (name: string, callNumber: number) => 'before' | 'after' | undefined = () => undefined,
): Promise<Told> {
  const transcript: ResponseInputItem[] = [{ role: 'user', content: 'Please start.' }];
  const requests: ResponseInputItem[][] = [];
  const turns: Told['turns'] = [];
  const verdicts: string[] = [];
  let complete = false;
  let callNumber = 0;
  for (let turn = 0; turn < MAX_TURNS && !complete; turn += 1) {
    const told = { tools: [] as string[], text: '', p95: [] as number[] };
    turns.push(told);
    for (;;) {
      const input: ResponseInputItem[] = [...transcript, { role: 'user', content: `<goal_contract>${GOAL}` }];
      requests.push(input);
      const choice: 'none' | 'auto' = complete ? 'none' : 'auto';
      const reply: Response = await client.responses.create({
        model: 'm',
        input,
        tools: TOOLS,
        tool_choice: choice,
      });
      const calls = reply.output.filter((item) => item.type === 'function_call');
      if (reply.output_text !== '') transcript.push({ role: 'assistant', content: reply.output_text });
      transcript.push(...calls);
      for (const call of calls) {
        callNumber += 1;
        told.tools.push(call.name);
        const lost = lose(call.name, callNumber);
        const run = lost === 'before' ? '' : await toolOutput(workspace, call.name, call.arguments);
        const output = lost === undefined ? run : 'Interrupted; the outcome is unknown.';
        const p95 = /^p95_ms: (.*)$/m.exec(output)?.[1];
        if (p95 !== undefined) told.p95.push(Number(p95));
        if (call.name === 'update_goal') verdicts.push(output);
        complete ||= call.name === 'update_goal' && output.startsWith('Accepted');
        transcript.push({ type: 'function_call_output', call_id: call.call_id, output });
      }
      if (calls.length === 0) {
        told.text = reply.output_text;
        break;
      }
    }
  }
  return { turns, requests, complete, verdicts };
}

describe('p95 story', () => {
  let server: ModelServer;
  let client: OpenAI;
  beforeAll(async () => {
    server = await startModelServer({ respond });
    client = new OpenAI({ baseURL: server.baseUrl, apiKey: 'x' });
  });
  afterAll(() => server.stop());

  test('told from start to end → 180, 135, refused, fast but wrong, fast and right, complete', async () => {
    const workspace = await copyWorkspace();
    try {
      const { turns, requests, complete, verdicts } = await tell(client, workspace);
      expect(complete).toBe(true);
      expect(turns.map((turn) => turn.p95)).toEqual([[180.4, 134.8], [134.8], [91.5], [95.5]]);
      expect(verdicts.map((text) => text.split('.')[0])).toEqual([
        'Completion refused',
        'Accepted: the goal is complete',
      ]);
      expect(turns[0]?.text).toMatch(/^Not done: p95 is 134\.8 ms/);
      expect(turns[1]?.text).toContain('p95_ms 134.8, has to be < 120');
      expect(turns[2]?.text).toContain('7 of 10 passed');
      expect(turns[2]?.text).toContain('the last piece is sold once');
      expect(turns[3]?.text).toMatch(/^Done.*180\.4 ms, 134\.8 ms, 134\.8 ms, 91\.5 ms, 95\.5 ms/);
      // Each turn works with a tool before it claims, so that no turn looks idle.
      for (const turn of turns) expect(turn.tools[0]).not.toBe('update_goal');

      // Whoever answers a request a second time, after a restart, say, answers it alike.
      const restarted = await startModelServer({ respond });
      const other = new OpenAI({ baseURL: restarted.baseUrl, apiKey: 'x' });
      for (const [index, input] of requests.entries()) {
        const { output } = await other.responses.create({
          model: 'm',
          input,
          tools: index === requests.length - 1 ? [] : TOOLS,
        });
        const first = server.requests[index]?.reply;
        expect({
          message: output.some((item) => item.type === 'message'),
          calls: output.filter((item) => item.type === 'function_call').map((call) => call.name),
        }).toEqual({
          message: first !== undefined && 'message' in first && first.message !== undefined,
          calls: first !== undefined && 'toolCalls' in first ? first.toolCalls?.map((call) => call.name) : [],
        });
      }
      await restarted.stop();
    } finally {
      await workspace.remove();
    }
  });

  test('outcome of every first change and of a measurement lost → the story still ends in complete', async () => {
    const workspace = await copyWorkspace();
    const lostOnce = new Set<string>();
    try {
      const { complete } = await tell(client, workspace, (name, callNumber) => {
        if (callNumber === 4) return 'before';
        if (!['apply_patch', 'write_file'].includes(name) || lostOnce.has(name)) return undefined;
        lostOnce.add(name);
        return name === 'apply_patch' ? 'before' : 'after';
      });
      expect(complete).toBe(true);
      expect(lostOnce.size).toBe(2);
    } finally {
      await workspace.remove();
    }
  });

  test('no tools on offer before the end → text only, with what remains', async () => {
    const reply = await client.responses.create({ model: 'm', input: GOAL });
    expect(reply.output.map((item) => item.type)).toEqual(['message']);
    expect(reply.output_text).toContain('without being done');
  });

  test('benchmark that cannot run → it says that it is blocked instead of claiming', async () => {
    const workspace = await copyWorkspace();
    try {
      await workspace.write('bench/checkout-benchmark.js', 'process.exit(3);');
      const { turns, complete, verdicts } = await tell(client, workspace);
      expect({ complete, verdicts }).toEqual({ complete: false, verdicts: [] });
      expect(turns[0]?.text).toMatch(/^Blocked/);
    } finally {
      await workspace.remove();
    }
  });
});
