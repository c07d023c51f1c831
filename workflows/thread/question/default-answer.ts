import { cutToLine } from '../../text/cut-text.ts';

const MAX_CHARACTERS = 500;

/** What happens, for people, when nobody answers a question of the model in time. */
export const goesOnWith = (defaultAnswer: string | null | undefined): string =>
  defaultAnswer
    ? `the model goes on with its default answer: ${cutToLine(defaultAnswer, MAX_CHARACTERS)}`
    : 'the model goes on, and decides by the contract';
