import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { setGoalSchema } from '../../contracts/schema/contract.ts';
import { EXAMPLES, findExample, respond } from '../../embedded/examples.ts';
import { type ParsedRequest, parseRequest } from '../../scripted-model/parsed-request.ts';

describe('findExample', () => {
  test.each([
    ['heston', 'heston-reference'],
    ['heston-reference', 'heston-reference'],
    ['p95', 'p95-latency'],
    ['hest', undefined],
    ['', undefined],
    ['../p95-latency', undefined],
  ])('%s → %s', (wanted, name) => {
    expect(findExample(wanted)?.name).toBe(name);
  });
});

describe.each(EXAMPLES)('$name', ({ workspace, goal }) => {
  const { verification, constraints, boundaries, policy } = setGoalSchema.parse(goal);
  const checks = [...verification.checks, ...constraints.checks];

  test('start state → is there', () => {
    expect(existsSync(workspace)).toBe(true);
  });

  test('contract → says what the work is, seals what judges it, and runs again what could pass by luck', () => {
    expect(boundaries.writePaths?.length).toBeGreaterThan(0);
    expect(policy.undeclaredReads).toBe('refuse');
    for (const { command } of checks) {
      const [program, file = ''] = command.split(' ');
      expect(program).toBe('node');
      expect(verification.protectedPaths).toContain(file.split('/')[0]);
    }
    // What Node and npm would read beside the checks is sealed as absent.
    expect(verification.protectedPaths).toEqual(
      expect.arrayContaining(['**/package.json', '**/node_modules', '.npmrc']),
    );
    expect(checks.filter(({ runs }) => runs > 1).length).toBeGreaterThan(0);
  });
});

describe('respond', () => {
  const ask = (content: string): ParsedRequest => {
    const body = {
      model: 'm',
      input: [{ role: 'user', content }],
      tools: [{ type: 'function', name: 'shell' }],
    };
    const parsed = parseRequest(JSON.stringify(body));
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.request;
  };

  test.each(EXAMPLES)('request with the objective of $name → its script answers', (example) => {
    const request = ask(`<goal_contract>\n${example.goal.objective}\n</goal_contract>`);
    expect(respond(request)).toEqual(example.respond(request));
  });

  test('somebody just talks → told that no model is configured, and what to set', () => {
    expect(respond(ask('Hello'))).toEqual({
      message: expect.stringMatching(/No model is configured\. This is the rehearsal model.*OPENAI_API_KEY/),
    });
  });

  test('any other goal → refused for good, so that it is blocked at once; the remedy is the service’s to name', () => {
    expect(respond(ask('<goal_contract>\nMake fizzbuzz.js print FizzBuzz\n</goal_contract>'))).toMatchObject({
      fault: 'status',
      status: 401,
      body: { error: { message: expect.stringMatching(/^No model is configured\..* nothing else$/) } },
    });
  });
});
