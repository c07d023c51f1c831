import { describeNightOfTurns } from './describe-night-of-turns.ts';

// Enough for summaries of summaries, and for a record of which a new worker reads a part.
describeNightOfTurns({ turns: 400, messageEveryTurns: 20 });
