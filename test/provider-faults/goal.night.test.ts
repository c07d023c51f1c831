/** All rows. */
import { describeGoals } from './describe-goals.ts';
import { ROWS } from './rows.ts';

describeGoals(ROWS);
