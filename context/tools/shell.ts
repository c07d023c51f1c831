/** `shell` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const DEFAULT_TIMEOUT_SECONDS = 120;
export const MAX_TIMEOUT_SECONDS = 600;

export const shellDeclaration: ToolDeclaration = {
  name: 'shell',
  description:
    'Runs a command with bash in /workspace and returns its exit code, duration and output (stdout and stderr as ' +
    'written; of long output the head and the tail). Each call is a fresh shell: variables, `cd` and background ' +
    'processes end with it; files in /workspace stay, /tmp does not. No network and no terminal.',
  parameters: {
    type: 'object',
    properties: {
      command: { type: 'string', description: 'The bash command line or script.' },
      timeoutSeconds: {
        type: ['number', 'null'],
        description: `Kills the command after this time. Default ${DEFAULT_TIMEOUT_SECONDS}, at most ${MAX_TIMEOUT_SECONDS}.`,
      },
    },
    required: ['command', 'timeoutSeconds'],
    additionalProperties: false,
  },
};
