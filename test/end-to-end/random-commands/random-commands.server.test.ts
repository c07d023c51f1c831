import { describeRandomCommands } from './describe-random-commands.ts';

// Three batches: one of them is long, and its worker is killed. The night has the long form.
describeRandomCommands(30);
