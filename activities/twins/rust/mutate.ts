/** The mutator for Rust: a request on standard input, the reply on standard output. */
import { serve } from '../drawing/serve.ts';
import { findRustExpectations } from './find-expectations.ts';

serve(findRustExpectations);
