import { describeCutStreams } from './describe-cut-streams.ts';

// The night has the long form.
describeCutStreams(200);
