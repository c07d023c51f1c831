/** The command line of the `audit` bench. Pure. */
import { parseArgs } from 'node:util';

export interface AuditOptions {
  readonly files: number;
  readonly megabytes: number;
  readonly checks: number;
  readonly rounds: number;
  /** One JSON object instead of a table. */
  readonly json: boolean;
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: AuditOptions }
  | { readonly ok: false; readonly problem: string };

export const AUDIT_USAGE =
  'Usage: npm run bench -- audit [--files 50000] [--megabytes 1024] [--checks 4] [--rounds 3] [--json]';

const LIMITS = { files: 1_000_000, megabytes: 20_480, checks: 20, rounds: 100 } as const;

export function parseAuditOptions(args: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        files: { type: 'string', default: '50000' },
        megabytes: { type: 'string', default: '1024' },
        checks: { type: 'string', default: '4' },
        rounds: { type: 'string', default: '3' },
        json: { type: 'boolean', default: false },
      },
    });
    for (const [name, max] of Object.entries(LIMITS)) {
      const text = values[name as keyof typeof LIMITS];
      if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > max)
        return { ok: false, problem: `--${name} takes a whole number from 1 to ${max}.` };
    }
    const { files, megabytes, checks, rounds, json } = values;
    const [count, size, runs, times] = [files, megabytes, checks, rounds].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    return { ok: true, options: { files: count, megabytes: size, checks: runs, rounds: times, json } };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
