/** What `npm start` takes on its command line. Pure. */
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** It goes before the variable PORT. */
  readonly port?: string;
  /** Folders that threads may start from a copy of, by name. */
  readonly workspaces: Readonly<Record<string, string>>;
}

export type ReadOptions =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  /** Nothing is started; one sentence says why. */
  | { readonly kind: 'refused'; readonly problem: string };

export const START_HELP = `npm start -- [options]

Starts the whole service in this process: REST, a worker, Temporal and the journal.

  --workspace <folder>   Threads may start from a copy of this folder, under its name: {"workspace": {"source": "<name>"}}.
                         The folder itself is never changed. May be given several times; <name>=<folder> gives another name.
  --port <number>        Port of REST (default 8800, or the variable PORT; 0 takes a free one).
  --help                 Prints this.

Everything else is set by environment variables, e.g. OPENAI_API_KEY for a model: docs/running.md lists them.`;

/** `directory`: relative folders begin there. */
export function readStartOptions(args: readonly string[], directory: string): ReadOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        workspace: { type: 'string', multiple: true },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { kind: 'help' };
    return started(values.workspace ?? [], values.port, directory);
  } catch (error) {
    return { kind: 'refused', problem: error instanceof Error ? error.message : String(error) };
  }
}

function started(named: readonly string[], port: string | undefined, directory: string): ReadOptions {
  const workspaces: Record<string, string> = {};
  for (const text of named) {
    const [, given, folder = text] = /^([\w.-]+)=(.+)$/.exec(text) ?? [];
    const path = resolve(directory, folder);
    const name = given ?? basename(path);
    if (folder === '') return { kind: 'refused', problem: '--workspace wants a folder' };
    if (!/^[\w.-]+$/.test(name))
      return { kind: 'refused', problem: `--workspace ${text}: give it a name, as in my-project=${folder}` };
    if (name in workspaces)
      return {
        kind: 'refused',
        problem: `--workspace: "${name}" is named twice; give one of them a name of its own`,
      };
    workspaces[name] = path;
  }
  return { kind: 'start', options: { workspaces, ...(port === undefined ? {} : { port }) } };
}

/** What somebody does next who has started with a folder of their own. */
export const howToUse = (name: string, folder: string, url: string): string =>
  [
    `Workspace    ${name}: threads start from a copy of ${folder}`,
    `  POST ${url}/v1/threads   {"workspace": {"source": "${name}"}, "goal": {…}}`,
  ].join('\n');
