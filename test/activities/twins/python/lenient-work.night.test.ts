/** All of them. */
import { describeLenientWork } from './describe-lenient-work.ts';
import { LENIENT_WORK } from './lenient-work.ts';

describeLenientWork(LENIENT_WORK, [1, 2]);
