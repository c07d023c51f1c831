/** Which queued messages a model call takes along, each at the next place of the record. Pure. */
import type { DeliveredInput, QueuedInput, ThreadState } from './state/thread-state.ts';

/**
 * The first call of a turn takes all that wait; later ones only those that are meant for the running turn.
 */
export function takeInputs(state: ThreadState, isFirst: boolean): ThreadState {
  const isTaken = ({ isSteering }: QueuedInput): boolean => isFirst || isSteering === true;
  const taken = state.inputs.filter(isTaken);
  if (taken.length === 0) return state;
  const deliveries: DeliveredInput[] = taken.map(({ inputId }, index) => ({
    inputId,
    seq: state.seq + 1 + index,
    turn: state.turn,
  }));
  return {
    ...state,
    seq: state.seq + taken.length,
    inputs: state.inputs.filter((input) => !isTaken(input)),
    deliveries: [...state.deliveries, ...deliveries],
  };
}
