/** One run of a check on a copy in which something was changed. Shapes only. */

/** Runs in the copy before the check, as the check does: in its sandbox. */
export interface Preparation {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ChangedText {
  readonly path: string;
  readonly text: string;
  /** The file of the copy that it is like in all but its text, where it stands beside that. */
  readonly like?: string;
}

export interface Variant {
  /** Files of the copy that get another text; empty for none. */
  readonly changes: readonly ChangedText[];
  /** What runs in place of the check's command; absent: that itself. */
  readonly command?: string;
  readonly prepare?: Preparation;
  /** A run that takes longer is killed and has not passed; the check's own limit holds besides. */
  readonly timeoutMs: number;
}

export type VariantResult =
  /** Judged exactly as the check is: exit code, metric, processes left, sealed files. */
  | {
      readonly ended: 'judged';
      readonly passed: boolean;
      readonly durationMs: number;
      /** It was killed, since it took longer than it might, or more memory. */
      readonly isLate?: true;
      /** What it printed; absent where nobody can know. */
      readonly output?: string;
      /** What its preparation printed. */
      readonly prepared?: string;
    }
  /** It was not brought to its end, or could not be made ready: that shows nothing. */
  | { readonly ended: 'stopped'; readonly reason: string; readonly durationMs: number };

/** A fresh copy each time. Rejects only when the whole audit is stopped. */
export type RunVariant = (variant: Variant) => Promise<VariantResult>;
