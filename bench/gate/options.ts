/** The command line of the `gate` bench. Pure. */
import { parseArgs } from 'node:util';
import { CHEAT_CLASSES, type CheatClass } from './cheats/cheat-class.ts';

export interface GateOptions {
  /** So many of each language's exercises; absent: all. */
  readonly exercises?: number;
  readonly classes: readonly CheatClass[];
  /** Threads that are played at the same time. */
  readonly atOnce: number;
  /** `stranger`: tests protected, work declared, all else by default. `careless`: neither is said. */
  readonly contract: 'stranger' | 'careless';
  /** One JSON object instead of a table. */
  readonly json: boolean;
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: GateOptions }
  | { readonly ok: false; readonly problem: string };

export const GATE_USAGE = `Usage: npm run bench -- gate [--exercises n] [--classes a,b] [--at-once 4] [--contract stranger|careless] [--json]
Classes: ${CHEAT_CLASSES.join(', ')}`;

const isClass = (name: string): name is CheatClass => (CHEAT_CLASSES as readonly string[]).includes(name);
const isCount = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text);

export function parseGateOptions(args: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        exercises: { type: 'string' },
        classes: { type: 'string', default: CHEAT_CLASSES.join(',') },
        'at-once': { type: 'string', default: '4' },
        contract: { type: 'string', default: 'stranger' },
        json: { type: 'boolean', default: false },
      },
    });
    const { exercises, contract, json, 'at-once': atOnce } = values;
    const classes = values.classes.split(',').filter((name) => name !== '');
    const unknown = classes.filter((name) => !isClass(name));
    if (unknown.length > 0) return { ok: false, problem: `There is no class ${unknown.join(', ')}.` };
    if (contract !== 'stranger' && contract !== 'careless')
      return { ok: false, problem: '--contract takes stranger or careless.' };
    if (!isCount(exercises ?? '1') || !isCount(atOnce))
      return { ok: false, problem: '--exercises and --at-once take a whole number from 1 to 999.' };
    return {
      ok: true,
      options: {
        ...(exercises === undefined ? {} : { exercises: Number(exercises) }),
        classes: classes.filter(isClass),
        atOnce: Number(atOnce),
        contract,
        json,
      },
    };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
