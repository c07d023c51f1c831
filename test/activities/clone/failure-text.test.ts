import { expect, test } from '@jest/globals';
import { failureText } from '../../../activities/clone/failure-text.ts';
import { readGitUrl } from '../../../contracts/git/git-url.ts';

function told(complaint: string, ref?: string): string {
  const read = readGitUrl('https://h.example/r');
  if (!read.ok) throw new Error(read.problem);
  return failureText({ ok: false, complaint, isTooLarge: false }, read.git, ref);
}

const UNKNOWN = 'https://h.example/r cannot be cloned: git refuses what it was sent';

test.each([
  ['a line of the remote', 'remote: Authentication failed\nfatal: it broke'],
  ['a line of the remote behind a carriage return', 'remote: x\rremote: error: 404\rfatal: it broke'],
  ['a last word of many lines', 'fatal: remote error: x\nfatal: Authentication failed\nerror: 404'],
  ['a path of the service', 'fatal: cannot open /data/workspaces/.new-clone-x/.git/y'],
])('failureText: %s → neither a cause nor repeated', (_, complaint) => {
  expect(told(complaint)).toBe(UNKNOWN);
});

test('failureText: what git says itself → its cause', () => {
  expect(told("remote: hello\nfatal: couldn't find remote ref x", 'x')).toContain('tag or commit x');
  const sha = 'a'.repeat(40);
  expect(told(`fatal: remote error: upload-pack: not our ref ${sha}`, sha)).toContain('has no branch');
  expect(told('error: object ab12: duplicateEntries: x\nfatal: fsck error in packed object')).toContain(
    'malformed',
  );
  const access = "fatal: unable to access 'https://h.example/certificate/': ";
  expect(told(`${access}server certificate verification failed. CAfile: none`)).toContain('no authority');
  expect(told(`${access}SSL: no alternative certificate subject name matches`)).toContain('another name');
  expect(told(`${access}Connection refused`)).toContain('does not answer');
});
