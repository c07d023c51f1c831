/** The command line of the `load` bench. Pure. */
import { parseArgs } from 'node:util';

export const JOURNALS = ['embedded', 'postgres'] as const;
export type JournalKind = (typeof JOURNALS)[number];

export interface LoadOptions {
  /** How long each journal is under load. */
  readonly seconds: number;
  /** Callers that read, each with one request at a time. */
  readonly readers: number;
  readonly writers: number;
  readonly journals: readonly JournalKind[];
  /** One JSON object instead of a table. */
  readonly json: boolean;
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: LoadOptions }
  | { readonly ok: false; readonly problem: string };

export const LOAD_USAGE =
  'Usage: npm run bench -- load [--seconds 60] [--readers 16] [--writers 4] [--journals embedded,postgres] [--json]';

const LIMITS = { seconds: 3_600, readers: 1_000, writers: 1_000 } as const;

export function parseLoadOptions(args: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '60' },
        readers: { type: 'string', default: '16' },
        writers: { type: 'string', default: '4' },
        journals: { type: 'string', default: JOURNALS.join(',') },
        json: { type: 'boolean', default: false },
      },
    });
    for (const [name, max] of Object.entries(LIMITS)) {
      const text = values[name as keyof typeof LIMITS];
      if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > max)
        return { ok: false, problem: `--${name} takes a whole number from 1 to ${max}.` };
    }
    const named = values.journals.split(',');
    const journals = JOURNALS.filter((each) => named.includes(each));
    if (journals.length !== new Set(named).size)
      return { ok: false, problem: `--journals takes names of ${JOURNALS.join(', ')}, separated by commas.` };
    const { seconds, readers, writers, json } = values;
    return {
      ok: true,
      options: { seconds: +seconds, readers: +readers, writers: +writers, journals, json },
    };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
