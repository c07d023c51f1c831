import { describeAnyActions } from './describe-any-actions.ts';

describeAnyActions(40);
