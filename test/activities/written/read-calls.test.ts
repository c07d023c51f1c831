import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCalls } from '../../../activities/written/read-calls.ts';

const LS = { name: 'shell', arguments: '{"command":"ls"}' };
const json = (call: unknown = { name: 'shell', arguments: { command: 'ls' } }): string =>
  JSON.stringify(call);
const fenced = (text: string): string => `\`\`\`json\n${text}\n\`\`\``;

describe('readCalls', () => {
  test.each([
    ['a JSON fence', fenced(json())],
    [
      'a fence over several lines',
      fenced('{\n  "name": "shell",\n  "arguments": {\n    "command": "ls"\n  }\n}'),
    ],
    ['a fence without a language', `\`\`\`\n${json()}\n\`\`\``],
    ['lines that end with CRLF', `\`\`\`json\r\n${json()}\r\n\`\`\``],
    ['arguments as text', fenced(json({ name: 'shell', arguments: '{"command":"ls"}' }))],
    ['<tool_call>', `<tool_call>\n${json()}\n</tool_call>`],
    ['<function=…> with JSON', '<function=shell>{"command":"ls"}</function>'],
    ['<function=…> with parameters', '<function=shell>\n<parameter=command>\nls\n</parameter>\n</function>'],
    [
      'both',
      '<tool_call>\n<function=shell>\n<parameter=command>\nls\n</parameter>\n</function>\n</tool_call>',
    ],
    ['a fence on one line', `\`\`\`json ${json()} \`\`\``],
    ['a tag in a fence', `\`\`\`xml\n<tool_call>${json()}</tool_call>\n\`\`\``],
    ['a tag whose close the server took for the end', `<tool_call>\n${json()}`],
    ['an id beside it', fenced(json({ id: 'call_1', name: 'shell', arguments: { command: 'ls' } }))],
    ['JSON and nothing else', json()],
    ['a list and nothing else', `[${json()}]`],
    ['parameters in place of arguments', fenced(json({ name: 'shell', parameters: { command: 'ls' } }))],
    [
      'as the API has it',
      json({ type: 'function', function: { name: 'shell', arguments: '{"command":"ls"}' } }),
    ],
    ['a token of the model behind it', `<tool_call>${json()}</tool_call><|im_end|>`],
    ['a token of the model before it', `[TOOL_CALLS][${json()}]`],
    [
      '<|python_tag|>',
      `<|python_tag|>${json({ type: 'function', name: 'shell', parameters: { command: 'ls' } })}`,
    ],
    ['<tool_calls>', `<tool_calls>[${json()}]</tool_calls>`],
    ['<function_call>', `<function_call>${json()}</function_call>`],
    ['space around it', `\n\n  ${fenced(json())}  \n`],
  ])('%s → the call', (_, text) => {
    expect(readCalls(text)).toEqual([LS]);
  });

  test.each([
    ['one behind another', fenced(`${json()}\n${json()}`)],
    ['as a list', fenced(`[${json()}, ${json()}]`)],
  ])('two calls in one fence, %s → both', (_, text) => {
    expect(readCalls(text)).toEqual([LS, LS]);
  });

  test('a line break and a tab in the middle of a text → what they are', () => {
    const text = '<tool_call>{"name":"shell","arguments":{"command":"a\n\tb \\"{\\" c"}}</tool_call>';
    expect(readCalls(text)).toEqual([{ name: 'shell', arguments: '{"command":"a\\n\\tb \\"{\\" c"}' }]);
  });

  test('many fences and tags that come to nothing → read in a moment', () => {
    const text = `\`\`\`<tool_call>${json()}</tool_call>`.repeat(60);
    expect(readCalls(`${text} and words`)).toBeUndefined();
  });

  test('several, of several forms → all of them in their order', () => {
    const text = `${fenced(json())}\n\n<tool_call>${json({ name: 'get_goal', arguments: {} })}</tool_call>\n<function=shell>{"command":"ls"}</function>`;
    expect(readCalls(text)).toEqual([LS, { name: 'get_goal', arguments: '{}' }, LS]);
  });

  test.each([
    ['words before it', `I will look:\n${fenced(json())}`],
    ['words behind it', `${fenced(json())}\nThat lists the files.`],
    ['words between two', `${fenced(json())}\nand\n${fenced(json())}`],
    ['nothing', '  '],
    ['words', 'All is done.'],
    ['JSON without a fence, and words', `${json()} lists them`],
    ['JSON of something else', '{"type":"object","name":"shell","arguments":{}}'],
    ['another language', `\`\`\`python\n${json()}\n\`\`\``],
    ['a fence of data', fenced('{"total": 3}')],
    ['a field beside name and arguments', fenced(json({ name: 'shell', arguments: {}, note: 'x' }))],
    ['no arguments', fenced(json({ name: 'shell' }))],
    ['arguments that are a list', fenced(json({ name: 'shell', arguments: ['ls'] }))],
    ['a list of calls and something else', fenced(`[${json()}, 3]`)],
    ['two objects, one of which is no call', fenced(`${json()}\n{"total": 3}`)],
    ['JSON that is cut', '```json\n{"name": "shell", "arguments": {"comm\n```'],
    ['a fence that is never closed', `\`\`\`json\n${json()}`],
    ['a tag that is never closed, and words', `<tool_call>${json()} and so on`],
    ['a tag that is never closed, and JSON that is cut', '<tool_call>{"name": "shell", "arguments": {"c'],
    ['a parameter that is never closed', '<function=shell><parameter=command>ls</function>'],
    [
      'a parameter twice',
      '<function=shell><parameter=command>ls</parameter><parameter=command>rm</parameter></function>',
    ],
    ['a patch in a fence', '```diff\n-a\n+b\n```'],
  ])('%s → no call', (_, text) => {
    expect(readCalls(text)).toBeUndefined();
  });

  test('numbers, nulls and lists in parameters → as the tool wants them; text stays text', () => {
    const text =
      '<function=read_file><parameter=path>1</parameter><parameter=offset>10</parameter><parameter=limit>null</parameter></function>';
    expect(JSON.parse(readCalls(text)?.[0]?.arguments ?? '')).toEqual({ path: '1', offset: 10, limit: null });
  });

  test('any content, also one that holds what closes the form → comes through letter by letter', () => {
    const odd = fc.array(
      fc.constantFrom('```', '\n', '</tool_call>', '</function>', '"', '{', '}', 'x', '\\'),
    );
    fc.assert(
      fc.property(odd, fc.boolean(), (parts, isFence) => {
        const call = { name: 'write_file', arguments: { path: 'a.md', content: parts.join('') } };
        const text = isFence ? fenced(json(call)) : `<tool_call>\n${json(call)}\n</tool_call>`;
        const [read] = readCalls(text) ?? [];
        expect(JSON.parse(read?.arguments ?? '')).toEqual(call.arguments);
      }),
    );
  });

  test('any text → never throws, and what it reads has a name and an object', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '```json\n',
        '```',
        '<tool_call>',
        '</tool_call>',
        '<function=shell>',
        '</function>',
        '{"name":"x","arguments":{}}',
        '<parameter=a>',
        '</parameter>',
        ' ',
        'w',
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        for (const { name, arguments: args } of readCalls(parts.join('')) ?? [])
          expect([name !== '', typeof JSON.parse(args)]).toEqual([true, 'object']);
      }),
    );
  });
});
