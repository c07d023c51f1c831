/**
 * The story of the Heston example, played against a small stand-in for the service: real commands, real
 * checks.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import OpenAI from 'openai';
import type { ResponseInputItem } from 'openai/resources/responses/responses';
import { MONTE_CARLO, OTHER_PRICES, PRICE } from '../../../examples/heston-reference/experiments.ts';
import { commandRun, sampleIn, worstErrorIn } from '../../../examples/heston-reference/figures.ts';
import { respond } from '../../../examples/heston-reference/rehearsal.ts';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import { copyExample, type ExampleCopy } from '../example-copy.ts';

jest.setTimeout(240_000);

const TOOLS = [
  ...['shell', 'read_file', 'write_file', 'apply_patch', 'update_goal', 'record_claim', 'record_iteration'],
].map((name) => ({ type: 'function' as const, name, parameters: { type: 'object' }, strict: false }));
const MAX_TURNS = 10;

interface Claim {
  readonly status: string;
  readonly claim: string;
  readonly evidence: readonly { readonly kind: string; readonly ref: string }[];
}

interface Told {
  readonly turns: { readonly tools: string[]; text: string }[];
  readonly claims: Claim[];
  readonly iterations: { readonly observed: string }[];
  readonly verdicts: string[];
  readonly complete: boolean;
}

/** One line per check, as the service's verdict has it. */
async function audit(workspace: ExampleCopy): Promise<string> {
  const told = async (command: string) => {
    const { exitCode, output } = await workspace.run(command);
    return commandRun(command, `exit code ${exitCode}, 1.0 s\n${output}`);
  };
  const [paper, others, sample] = [await told(PRICE), await told(OTHER_PRICES), await told(MONTE_CARLO)];
  const passed = {
    'paper price': paper.succeeded,
    'other prices': (worstErrorIn(others) ?? 1) < 0.0005,
    'Monte Carlo': sample.succeeded && (sampleIn(sample)?.largestZ ?? 9) < 4.5,
  };
  const lines = Object.entries(passed).map(
    ([name, ok]) => `${name} (verification) ${ok ? 'passed' : 'FAILED'}`,
  );
  const isProven = Object.values(passed).every(Boolean);
  return [isProven ? 'Accepted: the goal is complete.' : 'Completion refused.', ...lines].join('\n');
}

/** The tools, as far as the story needs them; what is recorded is kept in `told`. */
async function answer(workspace: ExampleCopy, told: Told, name: string, json: string): Promise<string> {
  const args = JSON.parse(json);
  switch (name) {
    case 'record_claim':
      told.claims.push(args);
      return 'Recorded.';
    case 'record_iteration':
      told.iterations.push(args);
      return 'Recorded.';
    case 'read_file':
      return workspace.read(args.path).catch(() => 'There is no such file.');
    case 'update_goal': {
      const verdict = await audit(workspace);
      told.verdicts.push(verdict);
      return verdict;
    }
    case 'shell': {
      const { exitCode, output } = await workspace.run(args.command);
      return `exit code ${exitCode}, 1.00 s [item 7]\n${output}`;
    }
  }
  try {
    await workspace.apply({ name, arguments: args });
    return name === 'write_file' ? `Wrote ${args.content.length} bytes to ${args.path}.` : 'Done.\n';
  } catch (error) {
    return `Nothing was changed.\n${String(error)}`;
  }
}

/**
 * Plays turns until the goal is complete; `lose` may spoil the outcome of a call that was run, or never was.
 */
async function tell(
  client: OpenAI,
  workspace: ExampleCopy,
  lose: (name: string, callNumber: number) => 'before' | 'after' | undefined = () => undefined,
): Promise<Told> {
  const transcript: ResponseInputItem[] = [];
  const told: Told = { turns: [], claims: [], iterations: [], verdicts: [], complete: false };
  const isComplete = (): boolean => told.verdicts.at(-1)?.startsWith('Accepted') === true;
  let callNumber = 0;
  while (told.turns.length < MAX_TURNS && !isComplete()) {
    const turn = { tools: [] as string[], text: '' };
    told.turns.push(turn);
    for (let isWorking = true; isWorking; ) {
      const input: ResponseInputItem[] = [...transcript, { role: 'user', content: '<goal_contract>' }];
      const reply = await client.responses.create({ model: 'm', input, tools: TOOLS });
      if (reply.output_text !== '') transcript.push({ role: 'assistant', content: reply.output_text });
      const calls = reply.output.filter((item) => item.type === 'function_call');
      transcript.push(...calls);
      for (const { name, arguments: json, call_id } of calls) {
        callNumber += 1;
        turn.tools.push(name);
        const lost = lose(name, callNumber);
        const ran = lost === 'before' ? '' : await answer(workspace, told, name, json);
        const output = lost === undefined ? ran : 'Interrupted; the outcome is unknown.';
        transcript.push({ type: 'function_call_output', call_id, output });
      }
      isWorking = calls.length > 0;
      turn.text = reply.output_text;
    }
  }
  return { ...told, complete: isComplete() };
}

describe('Heston story', () => {
  let server: ModelServer;
  let client: OpenAI;
  beforeAll(async () => {
    server = await startModelServer({ respond });
    client = new OpenAI({ baseURL: server.baseUrl, apiKey: 'x' });
  });
  afterAll(() => server.stop());

  test('told from start to end → six experiments, one refusal, five claims at four levels of support', async () => {
    const workspace = await copyExample('heston-reference');
    try {
      const { turns, claims, iterations, verdicts, complete } = await tell(client, workspace);
      expect(complete).toBe(true);
      expect(turns).toHaveLength(6);
      expect(verdicts.map((text) => text.split('.')[0])).toEqual([
        'Completion refused',
        'Accepted: the goal is complete',
      ]);
      expect(verdicts[0]).toContain('other prices (verification) passed\nMonte Carlo (verification) FAILED');
      expect(iterations.map(({ observed }) => observed)).toEqual([
        expect.stringContaining('ten years'),
        expect.stringContaining('the largest error at other parameters is 0.00000'),
        expect.stringContaining('5000 paths: standard error 0.03'),
        expect.stringContaining('60000 paths: standard error 0.00'),
        expect.stringContaining('60000 paths: standard error 0.00'),
        expect.stringContaining('price under 50 % CVaR 2.6'),
      ]);
      expect(claims.map(({ status, evidence }) => [status, evidence[0]?.kind])).toEqual([
        ['confirmed', 'check'],
        ['confirmed', 'item'],
        ['uncertain', 'item'],
        ['approximate', 'item'],
        ['blocked', 'file'],
      ]);
      // Each turn works before it claims, so that no turn looks idle.
      for (const { tools } of turns) expect(['shell', 'write_file', 'apply_patch']).toContain(tools[0]);
      const notes = await workspace.read('notes/claims.md');
      for (const { status, claim } of claims) expect(notes).toContain(`- **${status}**: ${claim}`);
    } finally {
      await workspace.remove();
    }
  });

  test('outcomes of changes and of a measurement lost → the story still ends in complete', async () => {
    const workspace = await copyExample('heston-reference');
    const lostOnce = new Set<string>();
    try {
      const { complete } = await tell(client, workspace, (name, callNumber) => {
        if (callNumber === 8) return 'before';
        if (!['apply_patch', 'write_file'].includes(name) || lostOnce.has(name)) return undefined;
        lostOnce.add(name);
        return name === 'apply_patch' ? 'after' : 'before';
      });
      expect(complete).toBe(true);
      expect(lostOnce.size).toBe(2);
    } finally {
      await workspace.remove();
    }
  });

  test('no tools on offer before the end → text only, with what remains', async () => {
    const reply = await client.responses.create({ model: 'm', input: 'Go on.' });
    expect(reply.output.map((item) => item.type)).toEqual(['message']);
    expect(reply.output_text).toContain('without being done');
  });

  test('checks that cannot run → it stops without a claim of completion', async () => {
    const workspace = await copyExample('heston-reference');
    try {
      await workspace.write('check/points.mjs', 'process.exit(3);');
      const { turns, complete, verdicts } = await tell(client, workspace);
      expect({ complete, verdicts }).toEqual({ complete: false, verdicts: [] });
      expect(turns.at(-1)?.text).toContain('Needed:');
    } finally {
      await workspace.remove();
    }
  });
});
