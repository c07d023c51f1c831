import { describeCutStreams } from './describe-cut-streams.ts';

describeCutStreams(1_000);
