import { describeNightOfTurns } from './describe-night-of-turns.ts';

describeNightOfTurns({ turns: 2_000, messageEveryTurns: 100 });
