/** Where webhooks may be sent beside the public internet. */
import { z } from 'zod';
import { type Environment, readEnvironment } from './environment.ts';
import { hostList } from './host-list.ts';

const schema = z.object({ WEBHOOK_ALLOWED_HOSTS: hostList('hooks.example.org or 10.0.0.7:8443') });

export interface WebhookSettings {
  /**
   * Hosts, each with a port if that is not the usual one, that may be sent to wherever they are: in a private
   * network, or without TLS.
   */
  readonly allowedHosts: readonly string[];
}

export const webhookSettings = (environment: Environment): WebhookSettings => ({
  allowedHosts: readEnvironment(schema, environment).WEBHOOK_ALLOWED_HOSTS,
});
