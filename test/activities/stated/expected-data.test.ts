import { expect, test } from '@jest/globals';
import { comparedFiles, isExpectedData } from '../../../activities/stated/expected-data.ts';
import { splitCommand } from '../../../workflows/contract/command-line/command-words.ts';

test.each([
  'expected.txt',
  'golden/out.txt',
  'calc/testdata/area.golden',
  'src/__snapshots__/a.snap',
  'api.approved.json',
])('isExpectedData: %s → by its name', (path) => {
  expect(isExpectedData(path, [])).toBe(true);
});

test('isExpectedData: named in a test → yes; part of a longer name, or what people read → no', () => {
  expect(isExpectedData('data/cases.json', ["open('data/cases.json')"])).toBe(true);
  expect(isExpectedData('data/cases.json', ["open('data/more-cases.json')"])).toBe(false);
  expect(isExpectedData('README.md', ["open('README.md')"])).toBe(false);
  expect(isExpectedData('src/app.toml', [])).toBe(false);
});

test.each([
  ['diff expected.txt -', ['expected.txt']],
  ['cmp golden/out.txt /tmp/out.txt', ['golden/out.txt']],
  ['diff answer.txt expected.txt', ['expected.txt']],
  ['comm -3 words.txt other.txt', ['words.txt', 'other.txt']],
  ['sha256sum -c sums', ['sums']],
  ['grep -qxf wanted.txt', ['wanted.txt']],
  ['grep -f wanted.txt', ['wanted.txt']],
  ['diff -u - < wanted.txt', ['wanted.txt']],
  ['grep -q passed out.txt', []],
  ['cat a b', []],
])('comparedFiles: %s → %j', (command, files) => {
  expect(splitCommand(command).flatMap(comparedFiles)).toEqual(files);
});
