import { describeRandomCommands } from './describe-random-commands.ts';

describeRandomCommands(200);
