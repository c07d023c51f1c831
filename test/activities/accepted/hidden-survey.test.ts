import { describe, expect, test } from '@jest/globals';
import { hiddenSurvey } from '../../../activities/accepted/hidden-survey.ts';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { type Survey, withoutWork } from '../../../activities/accepted/survey.ts';
import type { Manifest } from '../../../states/state-entry.ts';
import { folder, manifest } from '../../support/workspace/manifests.ts';

const FILE = { path: 'test/held/a.sh', sha256: 'f'.repeat(64), sizeBytes: 5, mode: '755' };
const ACCEPTED = manifest({ src: null, 'src/a': '1', test: null, 'test/t': 't' });

const surveyOf = (current: Manifest, writePaths: readonly string[] | undefined = ['src/**']): Survey => ({
  workspace: '/nowhere',
  state: { stateId: 's', digest: 'd', manifest: current },
  accepted: ACCEPTED,
  holdsProvenWork: false,
  ownership: {
    isProtected: pathFilter(['test/t']),
    ...(writePaths === undefined ? {} : { isDeclared: pathFilter(writePaths) }),
  },
  plan: { placed: [], leftOut: [], composed: current },
  changes: [],
  changesInCopy: [],
  kindOf: () => 'other',
  decidesChecks: () => false,
  changedProtectedPaths: [],
  isUnchanged: async () => true,
});

describe('hiddenSurvey', () => {
  test('no files → the survey as it is', () => {
    const survey = surveyOf(ACCEPTED);
    expect(hiddenSurvey(survey, [])).toBe(survey);
  });

  test('a file → sealed, in the copy with and without the work, and no change of the work', () => {
    const { accepted, ownership, plan, changesInCopy, kindOf } = hiddenSurvey(surveyOf(ACCEPTED), [FILE]);
    const wanted = { kind: 'file', sha256: FILE.sha256, sizeBytes: 5, mode: 0o755 };
    expect(plan.composed.get(FILE.path)).toMatchObject(wanted);
    expect(plan.placed.map(({ path }) => path)).toEqual(['test/held', 'test/held/a.sh']);
    expect(withoutWork(accepted, ACCEPTED).composed.get(FILE.path)).toMatchObject(wanted);
    expect([changesInCopy, ownership.isProtected(FILE.path), kindOf(FILE.path)]).toEqual([
      [],
      true,
      'protected',
    ]);
    expect([ownership.isProtected('test/held/b.sh'), kindOf('test/held/b.sh')]).toEqual([false, 'other']);
    expect([...accepted.keys()]).toEqual([...accepted.keys()].sort());
  });

  test.each([
    ['another file', { 'test/held': null, 'test/held/a.sh': 'mine' }],
    ['a folder', { 'test/held': null, 'test/held/a.sh': null, 'test/held/a.sh/deep': 'mine' }],
    ['a file in the place of its folder', { 'test/held': 'mine' }],
    ['a link in the place of its folder', { 'test/held': '->/etc' }],
    ['a folder that nobody can look into', { 'test/held': folder({ mode: 0 }), 'test/held/b': 'mine' }],
    ['a folder whose names alone can be read', { test: folder({ mode: 0o400 }) }],
  ])('the work has %s → the hidden file wins, whatever is declared', (_, there) => {
    const current = manifest({ ...Object.fromEntries(ACCEPTED), ...there });
    for (const writePaths of [['src/**'], ['**'], undefined]) {
      const { plan } = hiddenSurvey(surveyOf(current, writePaths), [FILE]);
      expect(plan.composed.get(FILE.path)).toMatchObject({ sha256: FILE.sha256 });
      for (const above of ['test', 'test/held']) {
        const entry = plan.composed.get(above);
        expect(entry?.kind === 'directory' && entry.mode & 0o500).toBe(0o500);
      }
      expect(plan.composed.has('test/held/a.sh/deep')).toBe(false);
    }
  });

  test('a folder that was accepted closed → open in the copies of the check alone', () => {
    const closed = manifest({ test: folder({ mode: 0o200 }), 'test/held': folder({ mode: 0 }) });
    const survey = { ...surveyOf(closed), accepted: closed };
    const { accepted, plan } = hiddenSurvey(survey, [FILE]);
    for (const entries of [accepted, plan.composed, withoutWork(accepted, closed).composed])
      expect(entries.get('test')).toMatchObject({ kind: 'directory', mode: 0o700 });
    expect(survey.accepted.get('test')).toMatchObject({ mode: 0o200 });
  });

  test('tests are sealed with it → they stand as they were accepted, unless they are declared as the work', () => {
    const current = manifest({ ...Object.fromEntries(ACCEPTED), 'src/a': '2', 'test/u': 'easier' });
    const accepted = manifest({ ...Object.fromEntries(ACCEPTED), 'test/u': 'u' });
    const decidesChecks = (path: string): boolean => path.startsWith('test/');
    const composed = (writePaths: readonly string[] | undefined, sealsTests: boolean) =>
      hiddenSurvey({ ...surveyOf(current, writePaths), accepted, decidesChecks }, [], { sealsTests }).plan
        .composed;
    const stands = accepted.get('test/u');
    expect(composed(undefined, true).get('test/u')).toEqual(stands);
    expect(composed(undefined, true).get('src/a')).toEqual(current.get('src/a'));
    expect(composed(['test/u'], true).get('test/u')).toEqual(current.get('test/u'));
    expect(composed(undefined, false).get('test/u')).toEqual(current.get('test/u'));
  });
});
