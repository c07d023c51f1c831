/**
 * What the rehearsal model knows, read from nothing but the transcript that it is sent. So it works on after
 * a repeated turn, a restart or a compaction, as a real model does.
 */
import { defined } from '../../objects/defined.ts';
import type { ParsedRequest, TranscriptCall } from '../../scripted-model/parsed-request.ts';
import { type Change, EXPERIMENTS, type Experiment } from './experiments.ts';
import { type CommandRun, commandRun } from './figures.ts';

export interface Evidence {
  /** Text that is known to stand in a file, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** The latest run of each command, if no file that it is about has changed since. */
  readonly runs: ReadonlyMap<string, CommandRun>;
  /** Every run, oldest first. */
  readonly history: readonly CommandRun[];
  /** What `record_iteration` was called with as `changed`, and `record_claim` as `claim`. */
  readonly recorded: ReadonlySet<string>;
  /** Answers to claims of completion, oldest first. */
  readonly verdicts: readonly string[];
  readonly isComplete: boolean;
  readonly lastChangeOutput?: string;
}

/** The first words of the file tools when they did what was asked; an interrupted call has others. */
const WORKED = /^(?:Wrote|Done)\b/;

export const isChange = (call: TranscriptCall): boolean =>
  call.name === 'apply_patch' || call.name === 'write_file';
export const changeWorked = (call: TranscriptCall): boolean => WORKED.test(call.output ?? '');

export const isInPlace = ({ files }: Evidence, { path, mark }: Change): boolean =>
  files.get(path)?.includes(mark) === true;

/** Whether the code is as the experiment left it. */
export const isReached = (evidence: Evidence, { changes }: Experiment): boolean =>
  changes.every((change) => isInPlace(evidence, change));

const CHANGES = Object.values(EXPERIMENTS).flatMap(({ changes, commands }) =>
  changes.map(({ path }) => ({ path, commands })),
);

/** The commands that have to be run again once the file has changed. */
const commandsAbout = (path: string): string[] =>
  CHANGES.filter((change) => change.path === path).flatMap(({ commands }) => commands);

function changedPaths({ name, arguments: args }: TranscriptCall): string[] {
  if (name === 'write_file') return [String(args.path)];
  return [...String(args.patch).matchAll(/^\*\*\* (?:Add|Update) File: (.+)$/gm)].map(
    ([, path = '']) => path,
  );
}

/** What a change has put in place; of a patch, its new lines. */
const textOf = ({ name, arguments: args }: TranscriptCall): string =>
  name === 'write_file' ? String(args.content) : String(args.patch).replace(/^-.*$/gm, '');

const isAccepted = (verdict: string): boolean =>
  !/refused/i.test(verdict) && /all passed|proven|complete/i.test(verdict);

/** Folds the answered calls of the transcript, oldest first. */
export function evidenceOf(request: ParsedRequest): Evidence {
  const files = new Map<string, string>();
  const runs = new Map<string, CommandRun>();
  const history: CommandRun[] = [];
  const recorded = new Set<string>();
  const verdicts: string[] = [];
  let lastChangeOutput: string | undefined;
  for (const call of request.transcript) {
    if (call.kind !== 'call' || call.output === undefined) continue;
    const { name, arguments: args, output } = call;
    if (isChange(call)) {
      lastChangeOutput = output;
      for (const path of changedPaths(call)) {
        files.delete(path);
        if (changeWorked(call)) files.set(path, textOf(call));
        for (const command of commandsAbout(path)) runs.delete(command);
      }
    }
    if (name === 'read_file') files.set(String(args.path), output);
    if (name === 'shell') {
      const run = commandRun(String(args.command), output);
      runs.set(run.command, run);
      history.push(run);
    }
    if (name === 'record_iteration') recorded.add(String(args.changed));
    if (name === 'record_claim') recorded.add(String(args.claim));
    if (name === 'update_goal') verdicts.push(output);
  }
  return {
    ...{ files, runs, history, recorded, verdicts },
    isComplete: verdicts.some(isAccepted),
    ...defined({ lastChangeOutput }),
  };
}
