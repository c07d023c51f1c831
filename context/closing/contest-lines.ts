/** What became of the checks that the model has contested, as lines that it reads. Pure. */
import type { ContestView } from '../../workflows/goal/contest-view.ts';

const RULINGS: Readonly<Record<ContestView['ruling'], string>> = {
  open: 'a person is asked about it.',
  stands: 'a person ruled that it stands. Meet it as it is.',
  unanswered: 'nobody ruled on it in time, so that it stands. Meet it as it is.',
  editing: 'a person wants to edit the contract for it.',
  edited: 'the contract was edited since, in this check or in what it is held against. Read it anew.',
  withdrawn: 'the question was taken back, and nobody has ruled on it.',
};

export const contestLines = (contests: readonly ContestView[] = []): string[] =>
  contests.map(({ check, turn, ruling }) => `${check}: you contested it in turn ${turn}; ${RULINGS[ruling]}`);
