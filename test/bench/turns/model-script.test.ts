import { describe, expect, test } from '@jest/globals';
import { beginsTurn, benchReply } from '../../../bench/turns/model-script.ts';
import { type ParsedRequest, parseRequest } from '../../../scripted-model/parsed-request.ts';

function requestOf(input: readonly object[]): ParsedRequest {
  const parsed = parseRequest(JSON.stringify({ model: 'bench', input }));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.request;
}

const objective = { role: 'user', content: 'Build it.' };
const call = { type: 'function_call', call_id: 'c1', name: 'shell', arguments: '{}' };
const output = { type: 'function_call_output', call_id: 'c1', output: 'warning' };
const words = { role: 'assistant', content: 'Built.' };
const closing = { role: 'user', content: '<goal_contract>' };

describe('the model script', () => {
  test.each([
    ['the first request', [objective], 1],
    ['the last turn ended in words', [objective, call, output, words], 2],
    ['a closing block behind the words', [call, output, words, closing], 2],
  ])('benchReply: %s → a turn begins with a command, other in each turn', (_, input, turn) => {
    const request = requestOf(input);
    expect(beginsTurn(request)).toBe(true);
    expect(benchReply(request).toolCalls).toEqual([
      {
        name: 'shell',
        arguments: expect.objectContaining({ command: expect.stringContaining(`echo ${turn} `) }),
      },
    ]);
  });

  test.each([
    ['the call was answered', [objective, call, output]],
    ['a closing block behind the output', [call, output, closing]],
  ])('benchReply: %s → words, which end the turn', (_, input) => {
    const request = requestOf(input);
    expect(beginsTurn(request)).toBe(false);
    expect(benchReply(request)).toEqual({ message: expect.stringContaining('Turn 1') });
  });
});
