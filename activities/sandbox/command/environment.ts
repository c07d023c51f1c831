/**
 * The whole environment of a command. HOME lies outside of the workspace, and the ordinary tools are told to
 * keep their caches, settings and logs there: what a tool leaves behind is no change of the work.
 */

export const WORKSPACE_INSIDE = '/workspace';
/** Where commands find their HOME in the sandbox. */
export const HOME_INSIDE = '/home/goalkeeper';
/** The descriptor on which the first process of a command may write its figure. */
export const CHANNEL_FD = 3;

const SYSTEM_PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

export interface SearchedDirectories {
  /** They come before the system's own: what the operator named, or installed to be preferred. */
  readonly first?: readonly string[];
  /** They come behind the system's own: toolchains that no usual PATH names. */
  readonly last?: readonly string[];
}

/**
 * `programs`: the directory of the Node that the service runs on. It is searched last of all: a project's
 * commands run on the Node of the machine, and on this one where there is none.
 */
export function baseEnvironment(
  home: string,
  programs: string,
  { first = [], last = [] }: SearchedDirectories = {},
): Readonly<Record<string, string>> {
  const cache = `${home}/.cache`;
  return {
    PATH: [...new Set([...first, ...SYSTEM_PATH, ...last, programs])].join(':'),
    HOME: home,
    // Whoever commits without an identity of their own: git asks the repository and its settings first.
    EMAIL: 'goalkeeper@localhost',
    // Looking for leaks takes tracing, which is refused here; without that, the program fails at its end.
    ASAN_OPTIONS: 'detect_leaks=0',
    LSAN_OPTIONS: 'detect_leaks=0',
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    XDG_CACHE_HOME: cache,
    XDG_CONFIG_HOME: `${home}/.config`,
    XDG_DATA_HOME: `${home}/.local/share`,
    XDG_STATE_HOME: `${home}/.local/state`,
    npm_config_cache: `${cache}/npm`,
    npm_config_update_notifier: 'false',
    PIP_CACHE_DIR: `${cache}/pip`,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    // Python's bytecode, beside its source, would be a change of the folder that holds the tests.
    PYTHONPYCACHEPREFIX: `${cache}/python`,
    PYTEST_ADDOPTS: `-o cache_dir=${cache}/pytest`,
    HYPOTHESIS_STORAGE_DIRECTORY: `${cache}/hypothesis`,
    MYPY_CACHE_DIR: `${cache}/mypy`,
    RUFF_CACHE_DIR: `${cache}/ruff`,
    GOPATH: `${home}/go`,
    GOCACHE: `${cache}/go-build`,
    GOMODCACHE: `${home}/go/pkg/mod`,
    // There is no variable for Go's telemetry mode. As a child of itself it starts no process that outlives
    // it.
    GO_TELEMETRY_CHILD: '2',
    // Every inode and change time of a copy is another one: git is to tell files apart by size and time of
    // change.
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'core.checkStat',
    GIT_CONFIG_VALUE_0: 'minimal',
    GIT_CONFIG_KEY_1: 'core.trustctime',
    GIT_CONFIG_VALUE_1: 'false',
    DO_NOT_TRACK: '1',
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Tells a program where its figure goes; only of a command that has such a channel. */
export const channelEnvironment = (wantsChannel: boolean | undefined): Readonly<Record<string, string>> =>
  wantsChannel ? { GOALKEEPER_METRIC_FD: String(CHANNEL_FD) } : {};
