/** Finds out at boot whether the sandbox works on this machine and confines what it promises to confine. */
import { rm } from 'node:fs/promises';
import type { CommandResult, Sandbox } from './sandbox.ts';

export type ProbeResult =
  | { readonly ok: true }
  /** `reason` is written for the operator and says what to do. */
  | { readonly ok: false; readonly reason: string };

const SCRIPT = `
sed -n 's/^\\(CapEff\\|NoNewPrivs\\|Seccomp\\):\\t*/\\1=/p' /proc/self/status
echo "uid=$(id -u)"
echo "interfaces=$(sed '1,2d;s/:.*//;s/ //g' /proc/net/dev | tr '\\n' ' ')"
for path in /root $(ls -d /home/* | grep -vx /home/goalkeeper) /var /etc/shadow /run; do [ -e "$path" ] && echo "visible=$path"; done
( : > /usr/goalkeeper-probe ) 2>/dev/null && echo writable=/usr
( : > /goalkeeper-probe ) 2>/dev/null && echo writable=/
: > /workspace/goalkeeper-probe && echo workspace=writable
: > "$HOME/goalkeeper-home-probe" && echo home=writable
[ "$HOME" = /home/goalkeeper ] && echo "workspace=$(ls -A /workspace)"
`;

/** What the script has to print, exactly. */
const postureOf = (uid: number): string[] => [
  'CapEff=0000000000000000',
  'NoNewPrivs=1',
  'Seccomp=2',
  `uid=${uid}`,
  'interfaces=lo ',
  'workspace=writable',
  'home=writable',
  // The channel holds nothing of all that was written but what was written to it.
  'workspace=goalkeeper-probe',
];

/** The place, among those that the script looks for, that is there because something below it is visible. */
function leadingTo(path: string): string[] {
  const [, top = '', user = ''] = path.split('/');
  if (top === 'home') return user === '' ? [] : [`visible=/home/${user}`];
  return ['root', 'var', 'run'].includes(top) ? [`visible=/${top}`] : [];
}

const PROBE_TIMEOUT_MS = 20_000;

/**
 * `makeWorkspace` gives an empty directory of the sandbox's user below the place where the workspaces are;
 * `visiblePaths` are what the operator's settings add to what commands see.
 */
export async function probeSandbox(
  sandbox: Sandbox,
  uid: number,
  makeWorkspace: () => Promise<string>,
  visiblePaths: readonly string[] = [],
): Promise<ProbeResult> {
  let workspace: string;
  try {
    workspace = await makeWorkspace();
  } catch (error) {
    return refuse(`no workspace can be made: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const result = await sandbox.run({
      workspace,
      argv: ['/bin/sh', '-c', SCRIPT],
      timeoutMs: PROBE_TIMEOUT_MS,
    });
    return judgeProbe(result, uid, visiblePaths);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** Exported for its test: every deviation is named. */
export function judgeProbe(
  result: CommandResult,
  uid: number,
  visiblePaths: readonly string[] = [],
): ProbeResult {
  if (result.endedBy !== 'exit')
    return refuse(hintFor(result.reason ?? `the probe ended by ${result.endedBy}`));
  const found = result.output.split('\n').filter((line) => line !== '');
  const expected = [...postureOf(uid), ...new Set(visiblePaths.flatMap(leadingTo))];
  const differences = [
    ...expected.filter((line) => !found.includes(line)).map((line) => `missing "${line}"`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `unexpected "${line}"`),
  ];
  return differences.length === 0 ? { ok: true } : refuse(`its posture is wrong: ${differences.join(', ')}`);
}

const refuse = (reason: string): ProbeResult => ({
  ok: false,
  reason: `The sandbox does not work here: ${reason}. Commands of a model are not run without it, unless SANDBOX=off says so.`,
});

/** Causes that operators meet, by what bubblewrap prints. */
function hintFor(complaint: string): string {
  if (/proc/.test(complaint) && /mount/i.test(complaint)) {
    return `${complaint} (in a container: run it with security_opt systempaths=unconfined)`;
  }
  if (/namespace|uid map|Operation not permitted/i.test(complaint)) {
    return (
      `${complaint} (unprivileged user namespaces are off, or a container's seccomp or AppArmor profile refuses them: ` +
      'security_opt seccomp=unconfined, apparmor=unconfined)'
    );
  }
  return complaint;
}
