/** The contract as it was set, and what each edit changed. Pure. */
import {
  type Check,
  type Contract,
  DEFAULT_POLICY,
  metricName,
  type Policy,
} from '../../../workflows/contract/contract.ts';
import { isHidden } from '../../../workflows/contract/hidden-check.ts';
import { counted } from '../../../workflows/text/counted.ts';
import type { ContractEdit, Report } from '../../report.ts';
import type { Block, Fact, Inline, Section } from '../page.ts';

export function contractSection({ contract: { asSet, edits }, goal }: Report): Section {
  return {
    id: 'contract',
    title: 'Contract',
    blocks: [
      ...edits.toReversed().map(editEntry),
      {
        type: 'details',
        summary: `The contract as it was set${edits.length === 0 ? '' : ' (revision 1)'}`,
        blocks: [
          { type: 'words', by: ['objective, ', { time: goal.setAt }], text: asSet.objective },
          { type: 'facts', facts: contractFacts(asSet) },
        ],
      },
    ],
  };
}

const editEntry = ({ revision, at, actor, fields, accepted, ...asked }: ContractEdit): Block => ({
  type: 'entry',
  title: [{ strong: `Revision ${revision}` }, ` by the ${actor}, `, { time: at }],
  tone: 'calm',
  facts: [
    ...(fields.length === 0
      ? [{ name: 'contract', value: { muted: 'as it was' } }]
      : fields.map(({ field, before, after }) => ({
          name: field,
          value: [side(before), ' → ', side(after)],
        }))),
    ...(accepted === undefined ? [] : acceptedFacts(accepted)),
    ...restoreFacts(asked),
  ],
});

function restoreFacts({
  restored = [],
  isRestorePending,
  restoredNothing = [],
}: Pick<ContractEdit, 'restored' | 'isRestorePending' | 'restoredNothing'>): Fact[] {
  if (isRestorePending)
    return paths('to be put back to the accepted state when the checks run next', restored);
  return [
    ...paths(
      'put back to the accepted state',
      restored.filter((path) => !restoredNothing.includes(path)),
    ),
    ...paths('nothing to put back of', restoredNothing),
  ];
}

const acceptedFacts = ({ stateId, paths: patterns = [] }: NonNullable<ContractEdit['accepted']>): Fact[] => [
  { name: 'accepted state of the workspace', value: { code: stateId } },
  ...paths('of it only', patterns),
];

const side = (value: string | undefined): { readonly muted: string } | { readonly code: string } =>
  value === undefined || value === '' ? { muted: 'absent' } : { code: value };

/** Only what is there: an empty part of a contract says nothing. */
function contractFacts(contract: Contract): Fact[] {
  const { verification, constraints, boundaries, iterationPolicy, blockedStop, budget, notBefore } = contract;
  const checks = (list: Contract['verification']['checks'], name: string): Fact[] =>
    list.map((check) => ({ name, value: checkFact(check) }));
  return [
    ...checks(verification.checks, 'verification'),
    ...paths('protected paths', verification.protectedPaths),
    ...(verification.auditor === undefined
      ? []
      : [{ name: 'auditor', value: verification.auditor.model ?? "the operator's choice" }]),
    ...checks(constraints.checks, 'constraint'),
    ...constraints.text.map((text) => ({ name: 'constraint', value: text })),
    ...boundaries.text.map((text) => ({ name: 'boundary', value: text })),
    ...paths('the work is in', boundaries.writePaths ?? []),
    ...paths('tools', boundaries.tools ?? []),
    ...textFact('iteration policy', iterationPolicy),
    ...textFact('blocked stop', blockedStop),
    ...Object.entries(budget).map(([name, value]) => ({ name: `budget: ${name}`, value: String(value) })),
    ...policyFacts(contract.policy),
    ...(notBefore === undefined ? [] : [{ name: 'not before', value: { time: notBefore } }]),
  ];
}

function checkFact(check: Check): Inline {
  const { name, command, expect, runs, timeoutSeconds, observes, twin, files = [] } = check;
  const { exitCode, metric } = expect;
  const channel = metric?.source === 'channel' ? ', read from the channel' : '';
  const wanted = metric === undefined ? '' : `, ${metricName(metric)} ${metric.op} ${metric.value}${channel}`;
  return [
    { strong: name },
    isHidden(check) ? ` (hidden, ${counted(files.length, 'file')} of its own) ` : ' ',
    { code: command },
    ` exit ${exitCode}${wanted}; ${runs} × within ${timeoutSeconds} s`,
    ...(observes === 'external' ? ['; looks at something outside of the workspace'] : []),
    ...(twin === undefined
      ? []
      : ['; its own twin: ', { code: 'command' in twin ? twin.command : twin.patch }]),
  ];
}

/** What differs from how the service goes on where nobody says otherwise. */
const policyFacts = (policy: Policy): Fact[] =>
  (Object.keys(DEFAULT_POLICY) as (keyof Policy)[]).flatMap((field) =>
    policy[field] === undefined || policy[field] === DEFAULT_POLICY[field]
      ? []
      : [{ name: `policy: ${field}`, value: String(policy[field]) }],
  );

const textFact = (name: string, value: string | undefined): Fact[] =>
  value === undefined ? [] : [{ name, value }];

const paths = (name: string, list: readonly string[]): Fact[] =>
  list.length === 0
    ? []
    : [
        {
          name,
          value: list
            .flatMap((path, index): Inline[] => [...(index === 0 ? [] : [', ']), { code: path }])
            .flat(),
        },
      ];
