/** The shape of a tool, and how a call that the model wrote becomes one that can be run. */
import type { ZodType } from 'zod';
import type { ToolDeclaration } from '../../context/tools/tool-declaration.ts';
import type { SentContract } from '../../contracts/schema/contract.ts';
import type { BlockerAccount, ToolResultBody } from '../../journal/bodies/tool-result.ts';
import type { Item } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import type { GoalView } from '../../workflows/goal/goal-view.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { Ask, ToolCallRef } from '../../workflows/turn/tool-call-ref.ts';
import type { Restored } from '../accepted/restore-paths.ts';
import type { CallLedger } from '../ledger/call-ledger.ts';
import type { WrittenEvidence } from '../ledger/evidence.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** What a running tool call may use. */
export interface ToolContext {
  /** Host directory of the thread's workspace; only the sandbox may look into it. */
  readonly workspace: string;
  readonly sandbox: Sandbox;
  /** The workspace cannot be changed: the thread is in plan mode. */
  readonly isReadOnly?: true;
  /** Host directory that is HOME of its commands; read-only tools need none. */
  readonly home?: string;
  readonly signal: AbortSignal;
  readonly goal?: GoalView;
  readonly contractText?: string;
  /** The ledger is the goal's, bound to this call; absent without a goal. */
  readonly ledger?: CallLedger;
  /** Puts what stands at a path back to the goal's accepted state; absent without a goal. */
  readonly restore?: (path: BytePath) => Promise<Restored>;
  /** Reads an item by its number, from this very thread's record; absent where there is none. */
  readonly readItem?: (seq: number) => Promise<Item | undefined>;
}

/** What the model reads. `ok: false` marks a call that did not do what was asked. */
export type ToolOutput = Pick<
  ToolResultBody,
  'ok' | 'output' | 'endedBy' | 'exitCode' | 'recorded' | 'isNearer'
>;

/** The answer of a tool that is about the goal, where there is none. */
export const NO_GOAL: ToolOutput = { ok: false, output: 'There is no goal on this turn.' };

export interface ToolDefinition<Args> extends ToolDeclaration {
  /** Accepts what `parameters` allows; absent and `null` mean the same. */
  readonly argumentsSchema: ZodType<Args>;
  /** Changes nothing: may run beside others and may be repeated. */
  readonly readOnly: boolean;
  /** `false` for planning and status tools, which do not keep a goal going; default `true`. */
  readonly isWork?: boolean;
  /**
   * No goal's boundaries take it away: it touches nothing but the record, or brings back what was accepted.
   */
  readonly isAlwaysAllowed?: true;
  /** Wants the goal along (figures, contract, ledger); `any`: also one that is not worked on. */
  readonly showsGoal?: true | 'any';
  /** Plan mode lets it run, since it works with a workspace that it cannot change. */
  readonly runsInPlan?: true;
  /** One short line for people, without the tool's name. */
  label(args: Args): string;
  claim?(args: Args): ToolCallRef['claim'];
  /** What the call wants of the thread; granted or refused by the workflow's rules. */
  asks?(args: Args): Ask;
  /** The contract of the goal that the call wants set; what its budget comes to is the operator's to say. */
  contract?(args: Args): SentContract;
  /** The model's account of an obstacle, kept with the call's result. */
  blocker?(args: Args): BlockerAccount | undefined;
  /** What the model says against a check, kept with the call's result for the person who rules on it. */
  contest?(args: Args): ContestedWords | undefined;
  /** Expected failures are answers to the model, not exceptions. */
  execute(args: Args, context: ToolContext): Promise<ToolOutput>;
}

export interface ContestedWords {
  readonly check: string;
  readonly contradiction: string;
  readonly evidence: readonly WrittenEvidence[];
}

export interface Tool extends ToolDeclaration {
  readonly readOnly: boolean;
  prepare(argumentsJson: string): PreparedCall;
}

export type PreparedCall =
  | {
      readonly ok: true;
      /** Name of the tool and gist of its arguments, at most 120 characters on one line. */
      readonly label: string;
      readonly readOnly: boolean;
      readonly isWork: boolean;
      readonly isAlwaysAllowed?: true;
      readonly showsGoal?: true | 'any';
      readonly runsInPlan?: true;
      readonly claim?: NonNullable<ToolCallRef['claim']>;
      readonly asks?: Ask;
      readonly contract?: SentContract;
      readonly blocker?: BlockerAccount;
      readonly contest?: ContestedWords;
      execute(context: ToolContext): Promise<ToolOutput>;
    }
  /** `problem` tells the model what to write instead. */
  | { readonly ok: false; readonly label: string; readonly problem: string };

const MAX_ARGUMENTS_CHARACTERS = 4_000_000;
const MAX_LABEL_CHARACTERS = 120;

/** Binds a definition to its arguments' type, so that tools of different arguments fit one list. */
export function defineTool<Args>(definition: ToolDefinition<Args>): Tool {
  const { name, description, parameters, readOnly } = definition;
  const refuse = (problem: string): PreparedCall => ({ ok: false, label: name, problem });
  return {
    name,
    description,
    parameters,
    readOnly,
    prepare(argumentsJson) {
      const parsed = parseJson(argumentsJson);
      if (!parsed.ok) return refuse(`${name}: the arguments are not valid JSON (${parsed.problem}).`);
      const checked = definition.argumentsSchema.safeParse(parsed.value);
      if (!checked.success) {
        const problems = checked.error.issues.map(
          ({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`,
        );
        const known = Object.keys(parameters.properties).join(', ') || 'none';
        return refuse(`${name}: wrong arguments. ${problems.join('; ')}. Its arguments are: ${known}.`);
      }
      const args = checked.data;
      const claim = definition.claim?.(args);
      const asks = definition.asks?.(args);
      const contract = definition.contract?.(args);
      const blocker = definition.blocker?.(args);
      const contest = definition.contest?.(args);
      return {
        ok: true,
        label: cutToLine(`${name} ${definition.label(args)}`, MAX_LABEL_CHARACTERS),
        readOnly,
        isWork: definition.isWork ?? true,
        ...defined({
          isAlwaysAllowed: definition.isAlwaysAllowed,
          showsGoal: definition.showsGoal,
          runsInPlan: definition.runsInPlan,
          claim,
          asks,
          contract,
          blocker,
          contest,
        }),
        execute: (context) => definition.execute(args, context),
      };
    },
  };
}

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

function parseJson(text: string): Json {
  if (text.length > MAX_ARGUMENTS_CHARACTERS)
    return { ok: false, problem: `${text.length} characters are too many` };
  try {
    // Some models send nothing at all for a tool without arguments.
    return { ok: true, value: JSON.parse(text.trim() === '' ? '{}' : text) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
