/** Names with which a hijacked model tries to leave the workspace: nothing outside is read or written. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';
import type { TestSandbox } from '../../support/sandbox/sandbox.ts';
import { openTestSandbox } from '../../support/sandbox/sandbox.ts';

const SECRET = 'canary-5d20c7';
let box: TestSandbox;
let workspace: string;
/** Open to all users of the host, with a secret in it. */
let outside: string;

beforeAll(async () => {
  box = await openTestSandbox();
  workspace = box.makeWorkspace();
  outside = mkdtempSync(join(tmpdir(), 'goalkeeper-traversal-'));
  chmodSync(outside, 0o777);
  symlinkSync(outside, join(workspace, 'link'));
  symlinkSync(join(outside, 'secret'), join(workspace, 'file-link'));
  symlinkSync('/etc', join(workspace, 'etc'));
  symlinkSync('..', join(workspace, 'up'));
  symlinkSync('/proc/self/root', join(workspace, 'root'));
  mkdirSync(join(workspace, 'a'));
  resetOutside();
});
afterEach(() => resetOutside());
afterAll(() => {
  rmSync(outside, { recursive: true, force: true });
  box?.close();
});

function resetOutside(): void {
  for (const name of readdirSync(outside)) rmSync(join(outside, name), { recursive: true });
  writeFileSync(join(outside, 'secret'), SECRET, { mode: 0o666 });
  chmodSync(join(outside, 'secret'), 0o666);
}

/** The host's own files, and the secret outside: as they were. */
const hostState = (): unknown => ({
  outside: readdirSync(outside),
  secret: readFileSync(join(outside, 'secret'), 'utf8'),
  passwd: readFileSync('/etc/passwd', 'utf8'),
  beside: readdirSync(join(workspace, '..')),
  strays: ['/pwned', '/etc/pwned', '/usr/pwned', '/tmp/pwned', '/root/pwned'].filter((path) =>
    existsSync(path),
  ),
});

const NAMES: readonly (() => string)[] = [
  () => '..',
  () => '../secret',
  () => `../../..${outside}/secret`,
  () => `a/../../${basename(workspace)}x/secret`,
  () => `a/../../../../../../..${outside}/secret`,
  () => join(outside, 'secret'),
  () => '/etc/passwd',
  () => '/etc/shadow',
  () => '//etc/passwd',
  () => '/workspace/../etc/passwd',
  () => '/workspace/../../tmp/pwned',
  () => 'link/secret',
  () => 'file-link',
  () => 'etc/passwd',
  () => 'up/tmp/pwned',
  () => `root${outside}/secret`,
  () => `/proc/self/root${outside}/secret`,
  () => `/proc/1/root${outside}/secret`,
  () => '/proc/self/environ',
  () => `/proc/self/cwd/..${outside}/secret`,
  () => '~/secret',
  () => `~root/../..${outside}/secret`,
  () => `secret\0${outside}/secret`,
  () => `${'a/'.repeat(3000)}secret`,
  () => 'x'.repeat(300),
  () => `${outside}/secret\n`,
  () => `../${'../'.repeat(200)}${outside}/secret`,
  () => '-rf',
  () => '$(cat /etc/passwd)',
];

const calls = (path: string): [string, unknown][] => [
  ['read_file', { path }],
  ['write_file', { path, content: 'pwned' }],
  ['apply_patch', { patch: `*** Begin Patch\n*** Add File: ${path}\n+pwned\n*** End Patch` }],
  ['apply_patch', { patch: `*** Begin Patch\n*** Delete File: ${path}\n*** End Patch` }],
  ['apply_patch', { patch: `*** Begin Patch\n*** Update File: ${path}\n@@\n+pwned\n*** End Patch` }],
  [
    'apply_patch',
    {
      patch: `*** Begin Patch\n*** Add File: a/ok\n+x\n*** Update File: a/ok\n*** Move to: ${path}\n@@\n-x\n+pwned\n*** End Patch`,
    },
  ],
];

describe('traversal', () => {
  test(`${NAMES.length} names → at least the 25 that the checklist asks for`, () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(25);
  });

  test.each(NAMES.map((name, index) => ({ index, name })))(
    'name $index, in every file tool → host unread and unwritten',
    async ({ name }) => {
      const before = hostState();
      for (const [tool, args] of calls(name())) {
        const prepared = parseArguments(tool, JSON.stringify(args));
        const signal = new AbortController().signal;
        const answer = prepared.ok
          ? (await prepared.execute({ workspace, sandbox: box.sandbox, signal })).output
          : prepared.problem;
        expect(answer).not.toContain(SECRET);
        expect(answer).not.toMatch(/root:.*:0:0:/);
        expect(hostState()).toEqual(before);
      }
    },
  );

  test('an honest name → works, so the refusals above mean something', async () => {
    for (const [tool, args] of calls('honest/file').slice(1, 2)) {
      const prepared = parseArguments(tool, JSON.stringify(args));
      if (!prepared.ok) throw new Error(prepared.problem);
      await prepared.execute({ workspace, sandbox: box.sandbox, signal: new AbortController().signal });
    }
    expect(readFileSync(join(workspace, 'honest/file'), 'utf8')).toBe('pwned');
  });
});
