/** Carries small messages to whoever listens, here or in another process. */

/** What is said of running replies, and who wants to hear it. */
export type Channel = 'text' | 'watch';

export interface Carrier {
  /** Neither waits nor throws: a message that cannot be carried now is lost. */
  send(channel: Channel, message: string): void;
  /** Listeners must not throw. Hears what is sent from now on, by this process as well. */
  listen(channel: Channel, listener: (message: string) => void): void;
  close(): Promise<void>;
}

/** The limit is in bytes of UTF-8; what Postgres takes in a notification is a little more. */
export const MAX_MESSAGE_BYTES = 7_900;
