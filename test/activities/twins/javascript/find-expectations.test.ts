import { describe, expect, test } from '@jest/globals';
import { drawTwins } from '../../../../activities/twins/drawing/draw-twins.ts';
import { findExpectations } from '../../../../activities/twins/javascript/find-expectations.ts';
import { parseTest } from '../../../../activities/twins/javascript/syntax.ts';

const drawn = (text: string, path = 'a.test.ts', seed = 1) => {
  const request = { seed, files: [{ path, text }], places: 50, said: '' };
  return drawTwins(request, [{ ok: true, file: { path, text, expectations: findExpectations(path, text) } }]);
};
/** The first change of each expectation. */
const firstOf = (text: string, path?: string) => {
  const { impossible, expectations } = drawn(text, path);
  return impossible.slice(0, expectations);
};
const changes = (text: string, path?: string) => firstOf(text, path).map(({ what }) => what);

describe('expectations of mocha with chai', () => {
  const CASES: readonly (readonly [string, RegExp])[] = [
    ['expect(f()).to.equal(5)', /^5 → \(-?\d+ [-+] \d+\)$/],
    ["expect(f()).to.deep.equal({ a: ['x'] })", /^'x' → \("[a-z]?" \+ "[a-z]?"\)$/],
    ['expect(f()).to.be.true', /→ f\(\)\)\.to\.equal\(\(\d+ < \d+\)\)$/],
    ['expect(f()).to.not.equal(5)', /^f\(\)\)\.to\.not\.equal\(5 → Object\.assign\(globalThis/],
    ['expect(f()).not.to.be.empty', /\.map\(\(e\) => \(\(\d+ < \d+\) \? e\.not : e\)\), 0\)$/],
    ['expect(f).to.throw(TypeError)', /^TypeError → \[Reflect\.get\(\[TypeError\], 0\)\]\.map/],
    ['expect(f()).to.deep.equal(wanted())', /^wanted\(\) → \[Reflect\.get\(\[wanted\(\)\], 0\)\]\.map/],
    ['expect(f()).to.include(wanted())', /^wanted\(\) → \[Reflect\.get\(\[wanted\(\)\], 0\)\]\.map/],
    ['expect(f).to.throw(/bad/)', /^\/bad\/ → \/\(\?:(?!bad)[a-z]{3}\)\/$/],
    ['f().should.eql([1n])', /^1n → \(\d+n - \d+n\)$/],
    ['expect(f()).to.be.above(3)', /^f\(\)\)\.to\.be\.above\(3 → Object\.assign/],
    ['assert.isTrue(f())', /^f\(\) → Boolean\(f\(\)\) === \(\d+ < \d+\)$/],
    ['assert.isFalse(f())', /^isFalse\(f\(\) → isTrue\(Boolean\(f\(\)\) === \(\d+ < \d+\)$/],
    ['assert.ok(!f())', /^!f\(\) → Boolean\(f\(\)\) === \(\d+ < \d+\)$/],
    ['assert.isNull(f())', /^\.isNull → \[\(\d+ < \d+\) \? 'isNull' : 'isNotNull'\]$/],
    ['assert.lengthOf(f(), 3)', /^3 → \(/],
    ['assert.closeTo(f(), 0.5, 0.1)', /^0\.5 → \(-?[01]\.\d+ - 0\)$/],
  ];
  test.each(CASES)('%s → changed where it says what is expected', (statement, what) => {
    const found = changes(`it('works', () => { ${statement}; });`);
    expect(found).toEqual([expect.stringMatching(what)]);
  });

  test('a value that is computed → another one of its kind; a class of errors → one that has nothing to do with it', () => {
    const made = (expression: string, scope: Readonly<Record<string, unknown>>): unknown => {
      const [twin] = drawn(`it('works', () => { assert.${expression}; });`, 'a.test.js').impossible;
      const [, written = ''] = /(?:f\(\)|f), (\[.*\)\[0\])\); \}\);/s.exec(twin?.text ?? '') ?? [];
      return new Function(...Object.keys(scope), `return ${written}`)(...Object.values(scope));
    };
    const of = (v: unknown): unknown => made('deepEqual(f(), v)', { v });
    expect(of([1])).toEqual([1, expect.any(Number)]);
    expect(of('a')).toMatch(/^a[a-z]$/);
    expect([of(true), of(4), of(3n)]).toEqual([false, expect.any(Number), 4n]);
    expect([of(4), of(Number.NaN), of(null)]).not.toEqual([4, Number.NaN, null]);
    expect(of({ a: 1 })).toMatchObject({ a: 1 });
    expect(Object.keys(of({ a: 1 }) as object)).toHaveLength(2);
    expect(of(new Set([1]))).toEqual(new Set([1, expect.any(String)]));
    const thrown = (v: unknown): unknown => made('throws(f, v)', { v });
    expect([SyntaxError, RangeError, ReferenceError]).toContain(thrown(TypeError));
    class Own extends RangeError {}
    const other = thrown(Own) as typeof Error;
    expect([other === Own, other === RangeError, other.prototype instanceof Error]).toEqual([
      false,
      false,
      true,
    ]);
    expect((thrown(Error) as typeof Error).name).not.toMatch(/Error/);
  });

  const NONE: readonly (readonly [string, string])[] = [
    ['of a skipped case', "it.skip('x', () => { expect(f()).to.equal(5); });"],
    ['of a skipped suite', "describe.skip('x', () => { it('y', () => expect(f()).to.equal(5)); });"],
    ['of a case that skips itself', "it('x', function () { this.skip(); expect(f()).to.equal(5); });"],
    ['of a promise that nobody waits for', "it('x', () => { expect(p).resolves.toBe(5); });"],
    ['whose failure is caught', "it('x', () => { try { expect(f()).to.equal(5); } catch {} });"],
    ['of a snapshot', "it('x', () => { expect(f()).toMatchSnapshot(); });"],
    ['that are none', 'if (f() !== 42) fail(); const x = equal(1, 2); request(app).expect(200);'],
  ];
  test.each(NONE)('expectations %s → not counted', (_, text) => {
    expect(drawn(text).expectations).toBe(0);
  });
  test('an expectation within one that has to throw → only the outer one counts', () => {
    expect(
      drawn("it('x', () => { assert.throws(() => assert.equal(f(), 5), TypeError); });").expectations,
    ).toBe(1);
  });

  test('a case marked as the only one → the others do not count', () => {
    const text = "it('a', () => expect(f()).toBe(1)); it.only('b', () => expect(f()).toBe(2));";
    expect(firstOf(text).map(({ testCase }) => testCase)).toEqual(['b']);
  });

  test('nested suites → the full name as runners join it; a computed name → none', () => {
    const text =
      "describe('a', () => { it('b', () => expect(1).toBe(1)); it('c' + x, () => expect(1).toBe(1)); });";
    expect(
      firstOf(text)
        .map(({ testCase }) => testCase)
        .sort(),
    ).toEqual(['a b', null]);
  });
});

describe('tables', () => {
  const rowsOf = (loop: string, table = '[[1, 2], [3, 4]]') =>
    changes(`const rows = ${table};\n${loop}`).length;
  const CASES: readonly (readonly [string, string, number])[] = [
    ['for (const [a, want] of rows) test(a, () => { expect(f(a)).toBe(want); });', '[[1, 2], [3, 4]]', 2],
    ["test.each(rows)('x', (a, want) => { assert.equal(f(a), want); });", '[[1, 2], [3, 4]]', 2],
    [
      'rows.forEach(({ in: a, want }) => assert.deepEqual(f(a), want));',
      '[{ in: 1, want: [2] }, { in: 3 }]',
      1,
    ],
    [
      'for (const row of rows) assert.equal(f(row.in), row.out);',
      "[{ in: 1, out: 'x' }, { in: 3, out: 'y' }]",
      2,
    ],
  ];
  test.each(CASES)('%s over %s → each row that says what is expected', (loop, table, count) => {
    expect(rowsOf(loop, table)).toBe(count);
    for (const what of changes(`const rows = ${table};\n${loop}`)) expect(what).not.toMatch(/want|row/);
  });

  const WHOLE: readonly string[] = [
    'for (const [a, want] of rows) { seen(want); expect(f(a)).toBe(want); }',
    'for (const [a, want] of rows) expect(f(a)).toBe(want); use(rows);',
    'for (const [a, want] of rows) expect(f(a)).not.toBe(want);',
  ];
  test.each(WHOLE)('%s, where rows are used otherwise → the assertion as a whole', (loop) => {
    expect(rowsOf(loop)).toBe(1);
  });
});

describe('twins of JavaScript', () => {
  const TEXT = `// @ts-check
import { test, expect } from 'vitest';
test('all', async () => {
  expect(f<number>(<any>x)).toEqual({ a: -1, b: 'it\\'s', c: \`t\`, d: [true, null, 1e3, 0.5, 7n], ...rest, e: 1 });
  expect(x!).toBe('' as string);
  await expect(p).rejects.toThrow('no');
});
`;
  test('every twin → a program, with its form telling nothing of its kind', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const { impossible, equal, expectations } = drawn(TEXT, 'a.test.ts', seed);
      for (const { path, text } of [...impossible, ...equal])
        expect(() => parseTest(path, text)).not.toThrow();
      expect([expectations, equal.length]).toEqual([3, 1]);
      expect(impossible.length).toBeGreaterThanOrEqual(3);
    }
  });

  test('the value of another expectation, or one next to the right one → what an impossible twin expects', () => {
    const text =
      'expect(f(1)).toBe(6); expect(f(2)).toBe(250); expect(g()).toBe("Hello Bob"); expect(h()).toBe("Bye");';
    const values = new Set<unknown>();
    for (let seed = 0; seed < 40; seed += 1)
      for (const { what } of drawn(text, 'a.test.ts', seed).impossible)
        if (/^(6|'Hello)/.test(what.replace('"', "'")))
          values.add(new Function(`return ${what.split(' → ')[1]}`)());
    expect(values).toEqual(new Set([...values].filter((each) => each !== 6 && each !== 'Hello Bob')));
    expect([...values]).toEqual(expect.arrayContaining([5, 7, 250, 'Bye']));
    for (const each of values) expect(String(each).length).toBeLessThan(12);
  });

  test('what a check said names a case → it takes every other turn', () => {
    const cases = Array.from(
      { length: 20 },
      (_, index) => `test('case ${index}', () => expect(f()).toBe(${index}));`,
    );
    const text = cases.join('\n');
    const request = { seed: 3, files: [{ path: 'a.test.ts', text }], places: 12, said: '✖ case 17 (1ms)\n' };
    const file = { path: 'a.test.ts', text, expectations: findExpectations('a.test.ts', text) };
    expect(drawTwins(request, [{ ok: true, file }]).impossible[0]?.testCase).toBe('case 17');
  });

  test('the same request → the same reply; another seed → another', () => {
    expect(drawn(TEXT, 'a.test.ts', 3)).toEqual(drawn(TEXT, 'a.test.ts', 3));
    expect(drawn(TEXT, 'a.test.ts', 3)).not.toEqual(drawn(TEXT, 'a.test.ts', 4));
  });

  test('what a spread may overwrite → never changed', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const { what } =
        drawn("expect(f()).toEqual({ a: 1, ...rest, e: 'z' });", 'a.test.ts', seed).impossible[0] ?? {};
      expect(what).toMatch(/^'z' → /);
    }
  });

  test('no program → the parser says where', () => {
    expect(() => findExpectations('a.test.ts', 'const = 3')).toThrow(/1:6/);
  });
});

describe('cases that are left early', () => {
  const standings = (body: string) =>
    findExpectations('a.test.js', `test('x', () => { ${body} expect(f()).toBe(5); });`).map(
      ({ standing }) => standing,
    );

  test.each([
    'if (!process.env.NET) return;',
    'try { g(); } catch { return; }',
    'if (a) { if (b) { return; } }',
  ])('%s → what follows is unlikely', (body) => {
    expect(standings(body)).toEqual(['unlikely']);
  });

  test.each(['const g = () => { if (a) return; };', 'if (error) return done(error);', 'if (a) g();'])(
    '%s → what follows is sure',
    (body) => {
      expect(standings(body)).toEqual(['sure']);
    },
  );
});

test('changes at once, those that were drawn or of all → in one text, and nothing else is wrong', () => {
  const text =
    "test('a', () => {\n  expect(f(1)).toBe(21);\n  expect(f(2)).toBe(42);\n  expect(f(3)).toBe(63);\n});\n";
  const path = 'a.test.ts';
  const request = { seed: 1, files: [{ path, text }], places: 50, said: '' };
  const file = { path, text, expectations: findExpectations(path, text) };
  const draw = (more: object) => drawTwins({ ...request, ...more }, [{ ok: true, file }]);
  const values = ({ together = [] }: ReturnType<typeof draw>): number[] =>
    [...(together[0]?.text ?? '').matchAll(/\((-?\d+) ([-+]) (\d+)\)/g)].map(
      ([, one, sign, other]) => Number(one) + (sign === '-' ? -1 : 1) * Number(other),
    );
  const { impossible, together } = draw({});
  expect(together).toBeUndefined();
  const only = impossible.filter(({ line }) => line < 4).slice(0, 2);
  const some = values(draw({ atOnce: true, only }));
  expect([some[0] === 21, some[1] === 42, some[2]]).toEqual([false, false, 63]);
  const all = values(draw({ atOnce: true }));
  expect(all.map((value, index) => value === [21, 42, 63][index])).toEqual([false, false, false]);
});
