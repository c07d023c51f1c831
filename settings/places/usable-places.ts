/** Whether the files and folders that settings name are there: a start tells of a mistake, not a goal. */
import { relative, resolve } from 'node:path';
import { type Environment, SettingsError } from '../environment.ts';
import { pathsIn } from '../sandbox-settings.ts';
import { storageSettings } from '../storage-settings.ts';
import {
  cacheTrouble,
  fileTrouble,
  folderTrouble,
  programTrouble,
  writableTrouble,
} from './place-trouble.ts';

type Trouble = (path: string) => string | undefined;

const FILES = ['GIT_CA_FILE', 'GIT_CREDENTIALS_FILE', 'GIT_SSH_KEY_FILE', 'GIT_SSH_KNOWN_HOSTS_FILE'];
const LISTS = ['SANDBOX_READ_ONLY_PATHS', 'SANDBOX_PATH'];
const KEPT_IN = ['GOALKEEPER_DATA_DIR', 'GOALKEEPER_WORKSPACES_DIR'];

/** Throws `SettingsError` with all that cannot be used by a process that works on workspaces. */
export function usablePlaces(environment: Environment): void {
  const problems = [
    ...Object.entries(sourcesIn(environment)).flatMap(([name, path]) =>
      told(`WORKSPACE_SOURCES: ${name}=${path}`, folderTrouble(path)),
    ),
    ...FILES.flatMap((name) => toldOf(environment, name, fileTrouble)),
    ...LISTS.flatMap((name) =>
      pathsIn(environment[name] ?? '').flatMap((path) => told(`${name}: ${path}`, folderTrouble(path))),
    ),
    ...KEPT_IN.flatMap((name) => toldOf(environment, name, keptTrouble)),
    ...sharedTrouble(environment),
    ...toldOf(environment, 'GOALKEEPER_CACHE_DIR', cacheTrouble),
    ...toldOf(environment, 'BWRAP_PATH', programTrouble),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
}

const ROOT = resolve('/');

/** All of the host is no place of the service's own. */
const keptTrouble: Trouble = (path) =>
  path === ROOT ? 'is all of the host: name a folder of its own' : writableTrouble(path);

/** What the service keeps must neither be among the workspaces nor be shown to commands. */
function sharedTrouble(environment: Environment): string[] {
  const kept = KEPT_IN.flatMap((name) =>
    environment[name] ? [[name, resolve(environment[name])] as const] : [],
  );
  const [data, workspaces] = KEPT_IN.map((name) => kept.find(([each]) => each === name)?.[1]);
  const isOne = data !== undefined && data === workspaces;
  const shown = pathsIn(environment.SANDBOX_READ_ONLY_PATHS ?? '').flatMap((path) => {
    if (resolve(path) === ROOT) return [`${SHOWN}: ${path} is all of the host: name single folders`];
    const inside = kept.find(([, place]) => !relative(path, place).startsWith('..'));
    return inside === undefined ? [] : [`${SHOWN}: ${path} would show commands what is in ${inside[0]}`];
  });
  return [
    ...(isOne ? ['GOALKEEPER_WORKSPACES_DIR: must be another folder than GOALKEEPER_DATA_DIR'] : []),
    ...shown,
  ];
}

const SHOWN = 'SANDBOX_READ_ONLY_PATHS';

/** The program that only the embedded start runs. */
export function usableTemporalCli(environment: Environment): void {
  const problems = toldOf(environment, 'TEMPORAL_CLI_PATH', programTrouble);
  if (problems.length > 0) throw new SettingsError(problems);
}

function toldOf(environment: Environment, name: string, trouble: Trouble): string[] {
  const path = environment[name];
  return path ? told(`${name}: ${path}`, trouble(resolve(path))) : [];
}

const told = (named: string, trouble: string | undefined): string[] =>
  trouble === undefined ? [] : [`${named} ${trouble}`];

/** A list that is malformed is named by who reads it. */
function sourcesIn(environment: Environment): Readonly<Record<string, string>> {
  try {
    return storageSettings({ WORKSPACE_SOURCES: environment.WORKSPACE_SOURCES }).workspaceSources;
  } catch {
    return {};
  }
}
