/**
 * The rooms of the house: what lives in each, and what it may import of ours. The only place where this is
 * written down; `boundaries.test.ts` holds it, and writes AGENTS.md's table from it.
 */
export interface Room {
  readonly holds: string;
  /** Other rooms, or a folder of one, that it may import, types included. */
  readonly mayImport: readonly string[];
  /** Other rooms of which it may import types only. */
  readonly typesOf?: readonly string[];
}

/** The ground: every room may import it, and it imports nothing. */
export const GROUND = 'objects';

/** The rooms stand from the ground up: a room imports only rooms before it. */
export const ROOMS: Readonly<Record<string, Room>> = {
  [GROUND]: {
    holds: 'what plain objects leave out: `defined` and `omit`; every room may import it',
    mayImport: [],
  },
  workflows: {
    holds:
      'the domain: its folders are pure rules; `calls/` and the files directly in it run in the sandbox and apply them',
    mayImport: [],
  },
  net: {
    holds: 'which hosts the service may reach on the word of a caller, and at which address',
    mayImport: [],
  },
  contracts: {
    holds: 'what callers and the model may send as a contract (zod), and drafts of it from plain words',
    mayImport: ['workflows', 'net'],
  },
  settings: {
    holds: 'environment → frozen settings; where caches are',
    mayImport: ['workflows', 'contracts'],
  },
  telemetry: {
    holds: 'what of an error may stand in a log, lines of a log, figures for Prometheus, traces',
    mayImport: [],
  },
  streaming: {
    holds: 'the text of replies while they are made, from worker to server: in one process or by `NOTIFY`',
    mayImport: [],
  },
  spawner: {
    holds: 'a small process that starts programs for a large one, which it would hold up',
    mayImport: [],
  },
  tree: {
    holds:
      'what stands in a folder: listed, read, copied and removed without ever following a link out of it',
    mayImport: ['spawner'],
  },
  states: {
    holds: 'states of workspaces, kept by content in a directory store; read by worker and server',
    mayImport: ['tree'],
  },
  patch: {
    holds:
      'what leads from one text to another, and from one state of a workspace to another, as git writes it',
    mayImport: ['tree', 'states'],
  },
  'scripted-model': {
    holds: 'a scripted model server that speaks the Responses API and Chat Completions',
    mayImport: [],
  },
  examples: { holds: 'goals to try, each with its workspace and a rehearsal', mayImport: ['scripted-model'] },
  journal: {
    holds:
      'tables and SQL, for PGlite and Postgres alike; what the items of a record hold, and how it is read',
    mayImport: [],
    typesOf: ['workflows'],
  },
  process: {
    holds: 'how a process starts, waits for what it needs, says in a sentence what is wrong, and ends',
    mayImport: ['settings', 'journal'],
  },
  report: {
    holds: "a goal's report: read from the journal, built and rendered by pure functions",
    mayImport: ['workflows', 'journal/bodies'],
    typesOf: ['journal'],
  },
  context: {
    holds: 'a model request from journal and state, and how large its parts are; for worker and server',
    mayImport: ['workflows', 'journal/bodies'],
    typesOf: ['journal'],
  },
  activities: {
    holds: 'one file per Activity; below them all I/O of a turn: model, tools, sandbox, workspace, checks',
    mayImport: [
      'workflows',
      'net',
      'contracts',
      'telemetry',
      'journal',
      'context',
      'streaming',
      'spawner',
      'tree',
      'states',
      'patch',
    ],
    typesOf: ['settings'],
  },
  server: {
    holds: 'REST, a folder for each resource; the only holder of a Temporal client',
    mayImport: [
      'workflows',
      'contracts',
      'settings',
      'telemetry',
      'streaming',
      'tree',
      'states',
      'patch',
      'journal',
      'process',
      'report',
      'context',
    ],
  },
  worker: {
    holds: 'the Temporal worker and what it needs',
    mayImport: [
      'workflows',
      'settings',
      'telemetry',
      'streaming',
      'journal',
      'process',
      'context',
      'activities',
    ],
  },
  embedded: {
    holds: 'the one-process start, the demo, fetching of binaries',
    mayImport: [
      'workflows',
      'settings',
      'telemetry',
      'streaming',
      'scripted-model',
      'examples',
      'journal',
      'process',
      'server',
      'worker',
    ],
  },
};

/** Folders beside the rooms: they may import anything, and nothing imports them. */
export const BESIDE: Readonly<Record<string, string>> = {
  bench: 'what turns, audits, cheats and requests cost; ratios only',
  docker: "what the containers need beside the image's own programs",
  docs: 'pages for users and for whoever works on it',
  test: 'mirrors the tree; `support/`, `histories/`, `faults/`, `gate/`, `end-to-end/` beside it',
};

/**
 * The order inside a folder, from the ground up: its folders, single files that stand between them, and `.`
 * for its other files, which are last when they are not named. A part imports only parts before it.
 */
export const INSIDE: Readonly<Record<string, readonly string[]>> = {
  workflows: [
    'text',
    'contract',
    'budget',
    'evidence',
    'goal',
    'thread',
    'command',
    'view',
    'turn',
    'activities.ts',
    'delivery',
    'schedule',
    'calls',
  ],
  'workflows/contract': ['command-line', 'patterns'],
  'workflows/thread': ['state', 'question'],
  contracts: ['ceiling', 'git', 'webhook', 'schedule', 'schema', 'draft'],
  settings: ['keys', '.', 'places', 'names', 'observed'],
  'contracts/draft': ['codes.ts', 'draft.ts', 'words', 'lint'],
  journal: ['events', 'rows', 'journal.ts', 'bodies', 'sql', 'tables'],
  tree: ['short-path.ts', 'tree-paths.ts', 'held-path.ts', 'small-bounds.ts', 'listing', 'removal', '.'],
  states: ['generation', '.', 'sweep'],
  report: ['.', 'source', 'build', 'page', 'html', 'markdown'],
  'report/build': ['last-result.ts', 'failed-check.ts', 'left-out.ts', 'unlock'],
  'report/page': ['page.ts', 'sections'],
  context: ['tags.ts', 'escape.ts', 'window', 'tools', 'transcript', 'compaction', 'closing'],
  activities: [
    'copies',
    'clone',
    'push',
    'workspace',
    'sandbox',
    'activity',
    'memory',
    'model',
    'twins',
    'dependencies.ts',
    'accepted',
    'placement',
    'work',
    'checks',
    'stated',
    'doubt',
    'gate',
    'ledger',
    'tools',
    'written',
    'request',
    'auditor',
    'compaction',
    'keeping',
    'webhooks',
  ],
  'activities/sandbox': ['sandbox.ts', 'identity.ts', 'command', 'process', 'bubblewrap', 'toolchains'],
  'activities/model': ['failure', 'exchange', 'chat', 'responses'],
  'activities/twins': [
    '.',
    'drawing',
    'runners',
    'go',
    'java',
    'javascript',
    'python',
    'rust',
    'mutators.ts',
    'trials',
  ],
  'activities/stated': ['text-lines.ts', 'case-heads.ts', 'added'],
  'activities/doubt': ['judging-files.ts', 'programs', 'traces'],
  'activities/twins/trials': [
    'variant.ts',
    'with-standing.ts',
    'with-edits.ts',
    'accepted-run.ts',
    'named-path.ts',
    'started-tests.ts',
    'twin-time.ts',
    'patient-runs.ts',
    'timed-run.ts',
    'lot-test.ts',
    'twin-decision.ts',
    'cases-left-out.ts',
    'find-twins.ts',
    'passes-with-work.ts',
    'known',
    'harmless-texts.ts',
    'entry-twin.ts',
    'ended',
    'held',
    'compared',
    'learned',
    'skipped',
    'tolerance',
    'unrun',
    'sequence',
    'idle',
    'drawn',
  ],
  'activities/twins/trials/held': ['shell', '.'],
  'activities/twins/trials/learned': [
    ...['columns', 'ways', 'may-reach.ts', 'learned-question.ts', 'renamed'],
    ...['learning.ts', 'javascript', 'python'],
  ],
  'activities/checks': ['metric.ts', 'figures'],
  'activities/tools': ['tool.ts', 'files', 'patch', 'repetition'],
  server: [
    'docs',
    'http',
    'access',
    'temporal',
    'dependencies.ts',
    'uploads',
    'lookup',
    'quotas',
    'patterns',
    'goals',
    'lifecycle',
    'messages',
    'commands',
    'threads',
    'record',
    'files',
    'events',
    'context',
    'drafts',
    'workspace',
    'usage',
    'push',
    'keys',
    'audit-log',
    'webhooks',
    'schedules',
  ],
  'server/access': ['scopes.ts', 'principal.ts', 'rate'],
  'server/http': ['observed', '.', 'bodies', 'origin', 'idempotency', 'query'],
  'server/goals': ['schema', 'labels', 'accounts'],
  'server/record': ['check-run-schema.ts', 'ledger-schema.ts', 'report-schema', 'body-schema'],
  'server/files': ['view', 'archive'],
  embedded: ['binaries', 'demo'],
};

/** Packages that belong to few places. */
export const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  openai: ['activities/model/'],
  '@temporalio/client': ['server/'],
  '@temporalio/worker': ['worker/', 'telemetry/'],
  '@temporalio/activity': ['activities/'],
  '@temporalio/workflow': ['workflows/'],
  pg: ['journal/', 'streaming/'],
  '@electric-sql/pglite': ['journal/'],
};
