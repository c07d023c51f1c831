import { describe, expect, test } from '@jest/globals';
import { tokensByPart } from '../../../bench/model/tokens-by-part.ts';
import { watchRequests } from '../../../bench/model/watch-requests.ts';
import { type ParsedRequest, parseRequest } from '../../../scripted-model/parsed-request.ts';

const closing = (text: string) => ({ role: 'user', content: `<goal_contract>${text}` });
const message = (text: string) => ({ role: 'user', content: text });

function requestOf(input: readonly object[], instructions = 'Be brief.'): ParsedRequest {
  const tools = [{ type: 'function', name: 'shell' }];
  const parsed = parseRequest(JSON.stringify({ model: 'm', instructions, tools, input }));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.request;
}

const seenOf = (...requests: ParsedRequest[]) => {
  const watch = watchRequests();
  for (const request of requests) watch.look(request);
  return watch.seen;
};

describe('watchRequests', () => {
  test('something added at the end, another closing block → all of the request before came again', () => {
    const [seen, ...more] = seenOf(
      requestOf([message('a'), closing('1')]),
      requestOf([message('a'), message('b'), closing('2')]),
    );
    expect(more).toEqual([]);
    expect(seen?.keptOfPrevious).toBe(1);
    expect(seen?.stableBytes).toBe((seen?.sharedBytes ?? 0) + JSON.stringify(message('b')).length + 1);
  });

  test('an earlier item changed → only what stands before it came again', () => {
    const [seen] = seenOf(
      requestOf([message('a'), message('long enough'), closing('1')]),
      requestOf([message('a'), message('short'), closing('1')]),
    );
    expect(seen?.keptOfPrevious).toBeLessThan(1);
  });

  test('other instructions → hardly anything came again', () => {
    const [seen] = seenOf(requestOf([closing('1')]), requestOf([closing('1')], 'Otherwise.'));
    expect(seen?.keptOfPrevious).toBeLessThan(0.9);
  });
});

test('tokensByPart: → every item in its part, and all parts together what the server counted', () => {
  const request = requestOf([
    message('Hi'),
    message('<earlier_work>\nA lot.\n</earlier_work>'),
    { role: 'assistant', content: 'Hello there' },
    { type: 'reasoning', id: 'r', summary: [], encrypted_content: 'x' },
    { type: 'function_call', call_id: 'c', name: 'shell', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c', output: 'x'.repeat(400) },
    closing('1'),
  ]);
  const tokens = tokensByPart(request, 10_000);
  const total = Object.values(tokens).reduce((sum, count) => sum + count, 0);
  expect(Math.abs(total - 10_000)).toBeLessThanOrEqual(5);
  expect(Object.values(tokens).every((count) => count > 0)).toBe(true);
  expect(Math.max(...Object.values(tokens))).toBe(tokens.toolOutputs);
});
