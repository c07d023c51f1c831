import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { setGoalSchema, standingContractSchema } from '../../../../contracts/schema/contract.ts';
import { MAX_HIDDEN_BYTES } from '../../../../contracts/schema/hidden-files/sent-files.ts';
import { omit } from '../../../../objects/omit.ts';
import { FILE_GOAL } from '../../../support/contract/contracts.ts';

const withCheck = (fields: object) => ({
  ...FILE_GOAL,
  verification: { checks: [{ name: 'held', command: 'bash held.sh', visibility: 'hidden', ...fields }] },
});

/** Dotted path and words of everything that is wrong. */
function problems(body: unknown): string[] {
  const parsed = setGoalSchema.safeParse(body);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const filesOf = (body: unknown) => setGoalSchema.parse(body).verification.checks[0]?.files;

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const HELLO = {
  path: 'a/held.sh',
  mode: '755',
  sizeBytes: 6,
  sha256: sha256Of('hellö'),
  contentBase64: Buffer.from('hellö').toString('base64'),
};

describe('check.files', () => {
  test('as text, in base64, with a leading zero in the mode → the same file with its digest and size', () => {
    const text = { path: './a//held.sh', content: 'hellö', mode: '0755' };
    const bytes = { path: 'a/held.sh', contentBase64: HELLO.contentBase64, mode: '755' };
    for (const file of [text, bytes]) expect(filesOf(withCheck({ files: [file] }))).toEqual([HELLO]);
    expect(filesOf(withCheck({ files: [{ path: 'x', content: '' }] }))).toMatchObject([
      { mode: '644', sizeBytes: 0 },
    ]);
  });

  test('what was parsed once → parses again to the same, with contents and without', () => {
    const kept = omit(HELLO, 'contentBase64');
    for (const file of [HELLO, kept]) {
      expect(filesOf(withCheck({ files: [file] }))).toEqual([file]);
      expect(
        standingContractSchema.parse(withCheck({ files: [file] })).verification.checks[0]?.files,
      ).toEqual([file]);
    }
  });

  test('a tar → its files', () => {
    const tar = execFileSync('bash', [
      '-c',
      'cd "$(mktemp -d)" && mkdir a && printf hellö > a/held.sh && chmod 755 a/held.sh && tar -cf - a && rm -r "$PWD"',
    ]);
    expect(filesOf(withCheck({ filesTar: tar.toString('base64') }))).toEqual([HELLO]);
    expect(problems(withCheck({ filesTar: Buffer.from('x').toString('base64') }))).toEqual([
      expect.stringMatching(/^verification\.checks\.0\.filesTar: this is no tar/),
    ]);
  });

  test.each<[string, object, RegExp]>([
    ['absolute', { path: '/etc/x', content: '' }, /files\.0\.path: "\/etc\/x" is absolute/],
    ['leading out', { path: 'a/../../x', content: '' }, /files\.0\.path: .* leads out/],
    ['without content', { path: 'x' }, /files\.0\.content: "x" has no content/],
    ['of two contents', { path: 'x', content: '', contentBase64: '' }, /send either/],
    ['not base64', { path: 'x', contentBase64: 'ä' }, /files\.0\.contentBase64/],
    [
      'of another digest',
      { path: 'x', content: 'a', sha256: sha256Of('b') },
      /files\.0\.sha256: is not the SHA-256/,
    ],
    ['of an odd mode', { path: 'x', content: '', mode: '4755' }, /files\.0\.mode/],
    ['with a link', { path: 'x', content: '', link: '/etc' }, /files\.0/],
  ])('a file %s → refused by name', (_, file, problem) => {
    expect(problems(withCheck({ files: [file] })).join('\n')).toMatch(problem);
  });

  test('a path twice, or below another file → refused by name', () => {
    const files = [
      { path: 'a', content: '' },
      { path: './a', content: 'x' },
    ];
    expect(problems(withCheck({ files }))).toEqual([expect.stringMatching(/"a" stands twice/)]);
  });

  test('more bytes than the contract may have, over several checks → refused with the limit', () => {
    const half = 'x'.repeat(MAX_HIDDEN_BYTES / 2 + 1);
    const check = (name: string) => ({
      name,
      command: 'true',
      visibility: 'hidden',
      files: [{ path: 'a', content: half }],
    });
    const body = (checks: readonly object[]) => ({ ...FILE_GOAL, verification: { checks } });
    expect(problems(body([check('a')]))).toEqual([]);
    expect(problems(body([check('a'), check('b')]))).toEqual([expect.stringMatching(/512 KiB together/)]);
  });

  test.each(['hint', 'files', 'filesTar'])('%s on a visible check → refused', (field) => {
    const value = { hint: 'x', files: [], filesTar: Buffer.alloc(1024).toString('base64') }[field];
    for (const visibility of [{}, { visibility: 'visible' }]) {
      const check = { name: 'c', command: 'true', ...visibility, [field]: value };
      expect(problems({ ...FILE_GOAL, verification: { checks: [check] } })).toEqual([
        `verification.checks.0.${field}: is for checks of visibility hidden`,
      ]);
    }
  });
});
