/** A private copy of the p95 example's workspace, and how it is judged. */
import { BENCHMARK, SUITE } from '../../../examples/p95-latency/evidence.ts';
import { type CommandResult, copyExample, type ExampleCopy } from '../example-copy.ts';

export interface WorkspaceCopy extends ExampleCopy {
  /** Benchmark and suite, as the contract runs them. */
  judge(): Promise<{
    p95: number | undefined;
    green: boolean;
    benchmark: CommandResult;
    suite: CommandResult;
  }>;
}

export async function copyWorkspace(): Promise<WorkspaceCopy> {
  const copy = await copyExample('p95-latency');
  return {
    ...copy,
    async judge() {
      const [benchmark, suite] = [await copy.run(BENCHMARK), await copy.run(SUITE)];
      const figure = /^p95_ms: (.*)$/m.exec(benchmark.output)?.[1];
      return {
        p95: figure === undefined ? undefined : Number(figure),
        green: suite.exitCode === 0,
        benchmark,
        suite,
      };
    },
  };
}
