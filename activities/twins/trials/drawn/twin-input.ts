/** What the twins of one check are made of. Shapes only. */
import type { Check, Policy } from '../../../../workflows/contract/contract.ts';
import type { TwinLanguage } from '../../mutator.ts';
import type { Mutate } from '../../run-mutator.ts';
import type { PackageScripts } from '../../runners/expand-script.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { Programs } from '../ended/program.ts';
import type { TestFile } from '../find-twins.ts';
import type { Learnable } from '../learned/with-learned-answers.ts';
import type { SealedTest } from '../unrun/probe-texts.ts';
import type { RunVariant } from '../variant.ts';

export interface TwinInput {
  readonly check: Pick<Check, 'name' | 'command' | 'runs' | 'twin'> & {
    /** Absent: it wants no figure. */
    readonly expect?: Pick<Check['expect'], 'metric'>;
  };
  /** What all runs of the check took in this audit; it passed. */
  readonly tookMs: number;
  /** Sealed files that hold its tests (`testFilesOf`), as text. */
  readonly files: readonly TestFile[];
  /** Tests that the work brought along: they count only where nothing else expects anything. */
  readonly addedFiles?: readonly TestFile[];
  /** Sealed tests that the command starts by name and that the passing run has not opened. */
  readonly unreadTests?: readonly string[];
  /** All that is sealed and may be a test, whether or not a run has read it. */
  readonly sealedTests?: readonly SealedTest[];
  /** Expectations are drawn from all of these; absent: from the one with the most files, or the runner's. */
  readonly startedLanguages?: readonly TwinLanguage[];
  /** Absent: none that judge by themselves. */
  readonly programs?: Programs;
  /** Absent: nothing that the tests know beside their texts. */
  readonly learnable?: Learnable;
  /** What a check such as `npm test` runs. */
  readonly scripts?: PackageScripts;
  /** What the check said without the work and no longer says: it names what the work was to turn. */
  readonly said?: string;
  readonly twins: Exclude<Policy['twins'], 'off'>;
  /** An earlier claim of the goal was refused because this check passed whatever was expected. */
  readonly isDoubted?: boolean;
  /** A whole number from 0, drawn anew for each audit: who could foretell it could pass what is drawn. */
  readonly seed: number;
  readonly runVariant: RunVariant;
  /** The text of a file of the copy with the work. */
  readonly textOf?: (path: string) => Promise<string | undefined>;
  /**
   * Whether the check runs none of these files although it reads them; `others` are the rest of its tests.
   */
  readonly areIdle?: (paths: readonly string[], others: readonly string[]) => Promise<boolean>;
  /** Absent: no way to run the check without the work. */
  readonly onAccepted?: RunOnAccepted;
  /** A script that the command starts has a program that compares the text of files. */
  readonly scriptsCompare?: boolean;
  readonly mutate: Mutate;
  /** When nothing more is begun, by the clock. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}
