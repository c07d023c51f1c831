/**
 * The completion contract of a Goal: what must be true at the end, how the service proves it, and what limits
 * the way there. Plain shapes and limits only; `contracts/schema/contract.ts` validates what callers send.
 */

/** What a number printed by a check has to satisfy, e.g. `{ marker: 'p95_ms', op: '<', value: 120 }`. */
export type MetricExpectation = {
  readonly op: '<' | '<=' | '>' | '>=' | '==';
  readonly value: number;
  /**
   * `channel`: the figure is read from a descriptor of its own, which only the check's first process gets,
   * and not from what is printed. Absent: from the output.
   */
  readonly source?: 'output' | 'channel';
} & (
  | {
      /** Every `<marker>: <number>` or `<marker>=<number>` in the output gives a value; the worst counts. */
      readonly marker: string;
    }
  | {
      /**
       * Names and indexes from the root of each JSON object or array in the output, e.g. `results[0].p95`;
       * the worst counts.
       */
      readonly jsonPath: string;
    }
);

/** What people call the number. */
export const metricName = (metric: MetricExpectation): string =>
  'marker' in metric ? metric.marker : metric.jsonPath;

/** One command that the service runs itself, in its own sandbox, to find out whether a requirement holds. */
export interface Check {
  /** Unique within the contract. */
  readonly name: string;
  readonly command: string;
  readonly timeoutSeconds: number;
  /** How often an audit runs it; every run has to pass. */
  readonly runs: number;
  readonly expect: { readonly exitCode: number; readonly metric?: MetricExpectation };
  /**
   * `external`: it looks at something outside of the workspace, so that it may turn from failing to passing
   * without reading a changed file. Absent: it observes the workspace.
   */
  readonly observes?: 'workspace' | 'external';
  /**
   * How the check is shown to be able to fail where no runner is known: a command that breaks one expectation
   * of the copy it runs in, or a unified diff that does. With it in place the check has to fail. Absent: by
   * the check's own runner.
   */
  readonly twin?: Twin;
  /**
   * `hidden`: the model is told its name, its hint and whether it passed, and nothing else
   * (`hidden-check.ts`). Absent: the model sees all of it.
   */
  readonly visibility?: 'visible' | 'hidden';
  /** What the model is told of a hidden check. */
  readonly hint?: string;
  /**
   * A hidden check brings them: files that stand in its own copies, and nowhere else, in place of whatever
   * the work has there.
   */
  readonly files?: readonly HiddenFile[];
}

/** A file that only a hidden check finds; the journal keeps its content. */
export interface HiddenFile {
  /** It lies below the workspace, and is `/`-separated. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Permissions as `chmod` takes them, e.g. `755`. */
  readonly mode: string;
}

/** A change of a check's expectations after which it has to fail. */
export type Twin = { readonly command: string } | { readonly patch: string };

/** A second model with a context of its own, which reads the evidence and rules on each requirement. */
export interface Auditor {
  /** Absent: the operator's choice. */
  readonly model?: string;
}

/** `verification` proves the outcome; `constraint` proves that nothing else broke. */
export type CheckRole = 'verification' | 'constraint';

/** Limits set by the caller only. An absent dimension is unlimited. */
export interface Budget {
  /** Uncached input + output tokens. */
  readonly tokens?: number;
  /** It is reckoned by the operator's price table. */
  readonly costUsd?: number;
  readonly turns?: number;
  readonly toolCalls?: number;
  /** Active time: only while a turn or the checks run. */
  readonly timeSeconds?: number;
  /** ISO 8601 instant. */
  readonly deadline?: string;
}

/** How the service continues on its own; every field has a default in `DEFAULT_POLICY`. */
export interface Policy {
  /**
   * Says what follows an automatic turn without a working tool call: `suppress` waits for a person, `backoff`
   * tries again later and later, `continue` goes on at once. Whatever is chosen, `stallAfterTurns` still
   * holds.
   */
  readonly onNoToolCall: 'suppress' | 'backoff' | 'continue';
  /**
   * When an archived thread is reopened: `resume` sets a paused goal going again, `keep` restores it as it
   * was.
   */
  readonly onReopen: 'resume' | 'keep';
  /** Goal turns in a row that must name the same blocker before the model may block the goal. */
  readonly blockedAfterTurns: number;
  /** Refused audits in a row after which the goal is blocked with the failing check as the reason. */
  readonly maxRefusedAudits: number;
  /** Least time between the end of a turn and the next automatic one. */
  readonly minGapSeconds: number;
  /** Automatic turns in a row without progress after which the goal stalls until a person acts. */
  readonly stallAfterTurns: number;
  /**
   * A check read a changed file that is neither declared as the work (`boundaries.writePaths`) nor protected.
   * `report` names it in the verdict, `refuse` also refuses completion. `ask` does so for tests and
   * configuration of runners that were there at the start: a person is asked before the goal completes.
   * Unless said otherwise: `refuse` where `writePaths` is given, else `ask`.
   */
  readonly undeclaredReads: 'report' | 'ask' | 'refuse';
  /** How long a person has to answer such a question; the claim is refused at its end. */
  readonly answerWithinSeconds: number;
  /**
   * How long a question of the model waits for an answer, before the model goes on with its default answer.
   */
  readonly questionTimeoutSeconds: number;
  /**
   * Whether checks are shown to be able to fail, by changing one of their expectations. `use`: where that is
   * possible, within the time that the check itself takes. `require`: a check that cannot be shown to refuses
   * completion. `off`: not at all.
   */
  readonly twins: 'require' | 'use' | 'off';
  /**
   * `flex`: model calls for the goal are made in the provider's cheap and slow tier, and in the ordinary one
   * whenever that has no room. `auto`: as the provider's project is set.
   */
  readonly serviceTier: 'auto' | 'flex';
  /**
   * What is progress in the long run. `nearer`: that a check's figure, the number of passing checks, or a
   * claim on new evidence comes nearer; after a stretch without, the service runs the checks to see, backs
   * off and stalls. `changes`: that the workspace changes, for goals in which long stretches without a figure
   * are normal.
   */
  readonly progress: 'nearer' | 'changes';
  /** Automatic turns in a row in which nothing came nearer, after which the service runs the checks. */
  readonly measureAfterTurns: number;
}

export const DEFAULT_POLICY: Policy = {
  onNoToolCall: 'suppress',
  onReopen: 'resume',
  blockedAfterTurns: 3,
  maxRefusedAudits: 20,
  minGapSeconds: 0,
  stallAfterTurns: 5,
  undeclaredReads: 'report',
  answerWithinSeconds: 86_400,
  questionTimeoutSeconds: 3_600,
  twins: 'use',
  serviceTier: 'auto',
  // What older releases did; a contract that is set now says `nearer` unless it says otherwise.
  progress: 'changes',
  measureAfterTurns: 5,
};

/**
 * The policy for undeclared reads where a contract that is set now does not say one: work that is declared
 * has no reason to lean on other changes. `DEFAULT_POLICY` has what older releases did, for the contracts
 * that they stored.
 */
export const defaultUndeclaredReads = ({
  writePaths,
}: {
  readonly writePaths?: readonly string[];
}): Policy['undeclaredReads'] => (writePaths === undefined ? 'ask' : 'refuse');

export interface Contract {
  readonly objective: string;
  readonly verification: {
    /** May be empty only with an auditor. */
    readonly checks: readonly Check[];
    /** Path patterns (`path-pattern.ts`); what does not exist is sealed as absent. */
    readonly protectedPaths: readonly string[];
    readonly auditor?: Auditor;
  };
  readonly constraints: { readonly checks: readonly Check[]; readonly text: readonly string[] };
  readonly boundaries: {
    readonly text: readonly string[];
    /** Path patterns of the files that are the work. */
    readonly writePaths?: readonly string[];
    /**
     * The only working tools that the model may call, and whether it may ask a person (`request_input`);
     * absent: all. Status and planning tools are always
     * there.
     */
    readonly tools?: readonly string[];
    /** Commands have no network in any case; it may be said. */
    readonly network?: 'none';
  };
  readonly iterationPolicy?: string;
  readonly blockedStop?: string;
  readonly budget: Budget;
  readonly policy: Policy;
  /** ISO 8601 instant before which no automatic turn starts. */
  readonly notBefore?: string;
}

/** Every check of the contract with its role, verification first, in the order written. */
export function checksOf(contract: Contract): { readonly check: Check; readonly role: CheckRole }[] {
  return [
    ...contract.verification.checks.map((check) => ({ check, role: 'verification' as const })),
    ...contract.constraints.checks.map((check) => ({ check, role: 'constraint' as const })),
  ];
}
