import type { BuildingFigures } from './measure-building.ts';
import type { CompactionFigures, MemoryFigures } from './measure-memory.ts';
import type { RequestFigures } from './measure-requests.ts';

/** What `npm run bench -- model` finds. */
export interface ModelFigures extends RequestFigures {
  readonly bench: 'model';
  readonly outputBytes: number;
  readonly building: readonly BuildingFigures[];
  readonly memory: readonly MemoryFigures[];
  /** They are of the run for the memory, since only there requests outgrow a window. */
  readonly compactions: CompactionFigures;
}
