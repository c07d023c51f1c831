import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAuditorVerdict, verdictFormat } from '../../../activities/auditor/auditor-verdict.ts';

const IDS = ['R1', 'R2'];
const requirement = (id: string) => ({ id, verdict: 'proven', evidence: 'check runs', reason: 'shown' });
const GOOD = { complete: true, summary: 'All is shown.', requirements: IDS.map(requirement) };
const TEXT = JSON.stringify(GOOD);

const read = (text: string) => readAuditorVerdict(text, IDS);

describe('readAuditorVerdict', () => {
  test('exactly the schema → read, with the requirements in their order', () => {
    const shuffled = JSON.stringify({ ...GOOD, requirements: GOOD.requirements.toReversed() }, null, 2);
    expect(read(TEXT)).toEqual({ ok: true, verdict: GOOD });
    expect(read(shuffled)).toEqual({ ok: true, verdict: GOOD });
  });

  test('a colon, a quote or a brace inside of a text → no field', () => {
    const summary = 'it says "complete": true, and {"complete": true} \\" : ';
    expect(read(JSON.stringify({ ...GOOD, summary })).ok).toBe(true);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['prose', 'All requirements are proven.'],
    ['prose before it', `Here: ${TEXT}`],
    ['prose after it', `${TEXT} Done.`],
    ['a fence around it', `\`\`\`json\n${TEXT}\n\`\`\``],
    ['two objects', `${TEXT}\n${TEXT}`],
    ['a list of it', `[${TEXT}]`],
    ['a cut one', TEXT.slice(0, -1)],
    ['"true" for true', TEXT.replace('"complete":true', '"complete":"true"')],
    ['"false" for false', TEXT.replace('"complete":true', '"complete":"false"')],
    ['1 for true', TEXT.replace('"complete":true', '"complete":1')],
    ['null for true', TEXT.replace('"complete":true', '"complete":null')],
    ['a field more', TEXT.replace('{"complete"', '{"accepted":true,"complete"')],
    ['a field more in a requirement', TEXT.replace('"id":"R1"', '"id":"R1","sure":true')],
    ['a field less', TEXT.replace('"summary":"All is shown.",', '')],
    ['complete twice', TEXT.replace('"complete":true', '"complete":false,"complete":true')],
    [
      'complete twice, once spelled with an escape',
      TEXT.replace('"complete":true', '"complet\\u0065":false,"complete":true'),
    ],
    ['a verdict twice', TEXT.replace('"verdict":"proven"', '"verdict":"weak","verdict":"proven"')],
    ['a verdict of its own', TEXT.replace('"verdict":"proven"', '"verdict":"Proven"')],
    ['a requirement twice', TEXT.replace('"id":"R2"', '"id":"R1"')],
    ['a requirement missing', JSON.stringify({ ...GOOD, requirements: [requirement('R1')] })],
    ['no requirement', JSON.stringify({ ...GOOD, requirements: [] })],
    ['one more requirement', JSON.stringify({ ...GOOD, requirements: ['R1', 'R2', 'R3'].map(requirement) })],
    ['an unknown requirement', TEXT.replace('"id":"R2"', '"id":"R9"')],
    ['a byte order mark', `\uFEFF${TEXT}`],
    ['a proto for a field', TEXT.replace('{"complete"', '{"__proto__":{},"complete"')],
  ])('%s → not read', (_, text) => {
    expect(read(text)).toEqual({ ok: false, problem: expect.any(String) });
  });

  test('an endless answer → refused without a look at it', () => {
    expect(read(`${' '.repeat(1_000_001)}${TEXT}`)).toMatchObject({ ok: false });
  });

  test('any text that is read → says exactly what its JSON says, field by field', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      ',',
      ':',
      'true',
      '"true"',
      '"complete":false,',
      TEXT,
      'x',
      '\\',
      ' ',
    );
    const spoiled = fc.tuple(fc.nat(TEXT.length), fc.nat(6), fc.oneof(piece, fc.string({ maxLength: 4 })));
    fc.assert(
      fc.property(fc.array(spoiled, { minLength: 1, maxLength: 3 }), (edits) => {
        const text = edits.reduce(
          (current, [at, length, put]) => current.slice(0, at) + put + current.slice(at + length),
          TEXT,
        );
        const result = read(text);
        if (!result.ok) return;
        // Nothing in it was passed over: written out again it is the same text, but for space and escapes.
        expect(result.verdict).toEqual({ ...JSON.parse(text), requirements: result.verdict.requirements });
        const strings = (json: string) => json.match(/"(?:[^"\\]|\\.)*"/g)?.length;
        expect(strings(JSON.stringify(result.verdict))).toBe(strings(text));
        expect(typeof result.verdict.complete).toBe('boolean');
        expect(result.verdict.requirements.map(({ id }) => id)).toEqual(IDS);
      }),
      { numRuns: 3_000 },
    );
  });

  test('any JSON value but a verdict → not read', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(read(json).ok).toBe(false);
      }),
    );
  });
});

test('verdictFormat: → strict all through, and names the requirements', () => {
  const { name, schema } = verdictFormat(IDS);
  expect(name).toMatch(/^[\w-]{1,64}$/);
  expect(JSON.stringify(schema)).toContain('"enum":["R1","R2"]');
  expect(JSON.stringify(schema).match(/"additionalProperties":false/g)).toHaveLength(2);
});
