/** Runs a shell command in the workspace. */
import { DEFAULT_TIMEOUT_SECONDS, shellArguments, shellDeclaration } from '../../context/tools/shell.ts';
import { defined } from '../../objects/defined.ts';
import { outcomeLine } from '../sandbox/command-outcome.ts';
import { defineTool } from './tool.ts';

/** All that the model gets to read of one command. */
const MAX_SHELL_ANSWER_BYTES = 16_384;
const OUTCOME_LINE_BYTES = 384;

/** Models that were trained with it as a command call it as one. */
const NO_SUCH_COMMAND =
  /\bapply[-_]?patch: (?:command )?not found|(?:bin\/|\b(?:env|xargs|timeout|nice|nohup): ['\u2018"`]?)apply[-_]?patch['\u2019"`]?: No such file/;
const NAMES_IT = /\bapply[-_]?patch\b/;
/** Shells, `env`, `xargs` and `sudo` end so when what they were to run is not there, whatever they print. */
const NOT_FOUND = 127;
const PATCH_HINT = 'apply_patch is a tool of its own, not a command: call it with the patch as its argument.';

const PLAN_HINT = 'The thread is in plan mode: /workspace is read-only. HOME and /tmp can be written to.';
const CANNOT_CONFINE =
  'Not run: the thread is in plan mode, and this worker has no sandbox that keeps a command from changing files.';

export const shell = defineTool({
  ...shellDeclaration,
  argumentsSchema: shellArguments,
  readOnly: false,
  runsInPlan: true,
  label: ({ command }) => command,
  async execute({ command, timeoutSeconds }, { sandbox, workspace, home, signal, isReadOnly }) {
    if (isReadOnly && sandbox.isUnconfined) return { ok: false, output: CANNOT_CONFINE };
    const timeoutMs = (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
    const result = await sandbox.run({
      workspace,
      ...defined({ home, readOnlyWorkspace: isReadOnly }),
      argv: ['/bin/bash', '-c', command],
      timeoutMs,
      signal,
      maxOutputBytes: MAX_SHELL_ANSWER_BYTES - OUTCOME_LINE_BYTES,
    });
    const cut = result.truncated ? `, ${result.totalBytes} bytes of output` : '';
    const outcome = `${outcomeLine(result, timeoutMs)}${cut}`.slice(0, OUTCOME_LINE_BYTES - 1);
    const ok = result.endedBy === 'exit' && result.exitCode === 0;
    const isPatchInShell =
      NO_SUCH_COMMAND.test(result.output) || (result.exitCode === NOT_FOUND && NAMES_IT.test(command));
    const hints = [...(isPatchInShell ? [PATCH_HINT] : []), ...(isReadOnly && !ok ? [PLAN_HINT] : [])];
    const hint = hints.map((line) => `\n${line}`).join('');
    return {
      ok,
      endedBy: result.endedBy,
      exitCode: result.exitCode,
      output: (result.output === '' ? `${outcome}\n(no output)` : `${outcome}\n${result.output}`) + hint,
    };
  },
});
