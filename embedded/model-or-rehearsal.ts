/**
 * The configured model, or, when none is configured, the rehearsal model: a scripted server that plays the
 * examples.
 */
import { startModelServer } from '../scripted-model/model-server.ts';
import type { Environment } from '../settings/environment.ts';
import { type ModelSettings, modelSettings } from '../settings/model-settings.ts';
import { EXAMPLES, respond } from './examples.ts';

export interface OpenedModel {
  readonly settings: ModelSettings;
  readonly isRehearsal: boolean;
  /** One line for people: who does the work. */
  readonly description: string;
  stop(): Promise<void>;
}

export async function openModel(environment: Environment): Promise<OpenedModel> {
  const configured = modelSettings(environment);
  if (configured !== undefined)
    return {
      settings: configured,
      isRehearsal: false,
      description: `the model ${configured.model} at ${configured.baseUrl ?? 'the OpenAI API'}`,
      stop: async () => {},
    };
  const server = await startModelServer({ respond, keepRequests: 0 });
  const settings = modelSettings({ OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'rehearsal' });
  if (settings === undefined) throw new Error('unreachable: an address was given');
  return {
    settings,
    isRehearsal: true,
    description:
      'a rehearsal model, since neither OPENAI_API_KEY nor OPENAI_BASE_URL is set: a script that knows the examples ' +
      `only (${EXAMPLES.map(({ name }) => name).join(', ')}). Everything else is real`,
    stop: () => server.stop(),
  };
}
