/**
 * Every tag that the service writes into a request: whatever stands between two of them must be able to open
 * or close none.
 */
export const TAGS = [
  'goal_contract',
  // The sections of the contract.
  'objective',
  'verification',
  'protected_paths',
  'constraints',
  'boundaries',
  'iteration_policy',
  'blocked_stop',
  'state',
  'last_check_results',
  'last_refused_audit',
  'last_claim',
  'contested_checks',
  'unanswered_question',
  'ledger',
  'experiments',
  'environment',
  'failing_output',
  // A compaction, and the parts of its summary.
  'compaction',
  'earlier_work',
  'done',
  'tried_and_failed',
  'decisions',
  'open_ends',
  'files_touched',
  'last_words',
  'asked_of_the_user',
] as const;

export type Tag = (typeof TAGS)[number];
