/** The mutator for JavaScript and TypeScript: a request on standard input, the reply on standard output. */
import { serve } from '../drawing/serve.ts';
import { findExpectations } from './find-expectations.ts';

serve(findExpectations);
