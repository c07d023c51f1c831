import { describeManyTurns } from './describe-many-turns.ts';

describeManyTurns({ turns: 300, actEveryTurns: 25 });
