import { describeManyTurns } from './describe-many-turns.ts';

describeManyTurns({ turns: 3_000, actEveryTurns: 100 });
