import { EventEmitter } from 'node:events';
import type { Carrier } from './carrier.ts';

/** Server and worker in one process share it. */
export function createInProcessCarrier(): Carrier {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    send: (channel, message) => void emitter.emit(channel, message),
    listen: (channel, listener) => void emitter.on(channel, listener),
    async close() {
      emitter.removeAllListeners();
    },
  };
}
