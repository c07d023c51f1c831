/**
 * A worker in miniature, run as a process of its own so that it can be killed or run under another user:
 * `node sandboxed-program.ts '{"bwrapPath": …, "workspace": …, "script": …}'` prints the result as JSON.
 */
import { createSandbox } from '../../../activities/sandbox/bubblewrap/bubblewrap-sandbox.ts';
import { sandboxIdentity } from '../../../activities/sandbox/identity.ts';

const { bwrapPath, workspace, script } = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const sandbox = createSandbox({ bwrapPath: bwrapPath ?? '', identity: sandboxIdentity() });
const result = await sandbox.run({
  workspace: workspace ?? '',
  argv: ['/bin/bash', '-c', script ?? ''],
  timeoutMs: 600_000,
});
console.log(JSON.stringify(result));
