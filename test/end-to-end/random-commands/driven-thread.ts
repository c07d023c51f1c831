/** One thread of the running service, driven command by command and held against the reference after each. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Reply as ModelReply } from '../../../scripted-model/reply.ts';
import type { ManualModel } from '../../support/model/manual-model.ts';
import { claim, say, shell } from '../../support/model/scripts.ts';
import type { Api, Json } from '../../support/service/api.ts';
import type { ModelCommand, RandomCommand, UserCommand } from './commands.ts';
import { MAX_REFUSED, Reference } from './reference.ts';

/**
 * A thread counts as stuck when it has stood still for so long. No measure of speed: it is far more than a
 * loaded machine takes.
 */
const SETTLE_TIMEOUT_MS = 150_000;
const CALL_INTERVAL_MS = 5;
const POLL_INTERVAL_MS = 40;

/** The actions that `next` may name in each phase. */
const ANNOUNCED: Readonly<Record<Reference['phase'], readonly string[]>> = {
  running: ['turn', 'running'],
  waiting: ['wait'],
  needsInput: ['needsInput'],
  idle: ['idle'],
};

/** Tells the name under which `actions` would list it; `undefined`: it carries more than its name. */
function actionOf(command: UserCommand): string | undefined {
  switch (command.type) {
    case 'set':
      return command.replace ? undefined : 'set';
    case 'raise':
      return command.andResume ? undefined : 'edit';
    case 'lower':
      return 'edit';
    case 'mode':
      return undefined;
    default:
      return command.type;
  }
}

/** Applied where the status does not forbid them, also when nothing follows. */
const IDEMPOTENT: readonly string[] = ['pause', 'resume', 'interrupt', 'wake'];

export class DrivenThread {
  readonly reference = new Reference();
  /** Calls that were made again because their worker was lost. */
  repeatedCalls = 0;
  messages = 0;
  readonly #api: Api;
  readonly #model: ManualModel;
  readonly threadId: string;
  #writes = 0;
  /** The last command of a person was. */
  #isRefused = false;
  /** What the thread said may be done, when it last stood still; of a new one it is known. */
  #actions: readonly string[] = ['set', 'message', 'archive'];

  constructor(api: Api, model: ManualModel, threadId: string) {
    this.#api = api;
    this.#model = model;
    this.threadId = threadId;
  }

  /** Sends the command and waits until the thread stands still; returns what differs from the reference. */
  async step(command: RandomCommand): Promise<string[]> {
    const before = this.#actions;
    this.#isRefused = false;
    const refusal = command.by === 'user' ? await this.#send(command) : this.#answer(command);
    const found = [...refusal, ...(await this.settle())];
    const isSame = !this.#isRefused || isDeepStrictEqual(before, this.#actions);
    return isSame
      ? found
      : [...found, `${command.type}: refused, and actions went from ${before} to ${this.#actions}`];
  }

  /** Waits for what the reference expects, and compares. */
  async settle(): Promise<string[]> {
    const expected = this.reference.calls + this.repeatedCalls;
    const deadline = Date.now() + SETTLE_TIMEOUT_MS;
    const isLate = () => Date.now() > deadline;
    // Asking the service costs it a query, so it is asked only when the model has heard all that it should.
    while (this.#model.calls(this.threadId) < expected && !isLate()) await sleep(CALL_INTERVAL_MS);
    for (;;) {
      const view = await this.view();
      const isMoving = ['running', 'auditing'].includes(view.phase);
      // Stale: from the journal, since no worker answered yet.
      const isStill = !view.stale && (this.reference.phase === 'running' || !isMoving);
      if (isStill || isLate()) return this.#differences(view);
      await sleep(POLL_INTERVAL_MS);
    }
  }

  /** The view is a worker's, who may just have been started anew. */
  async freshView(): Promise<Json> {
    for (;;) {
      const view = await this.view();
      if (!view.stale) return view;
      await sleep(POLL_INTERVAL_MS);
    }
  }

  async view(): Promise<Json> {
    return (await this.#api.call('GET', `/v1/threads/${this.threadId}`)).body;
  }

  #differences(view: Json): string[] {
    this.#actions = view.actions ?? [];
    const { goal, phase, queued, steering, mode, calls } = this.reference;
    const pairs: [what: string, actual: unknown, expected: unknown][] = [
      ['phase', view.phase, phase],
      ['mode', view.mode, mode],
      ['calls', this.#model.calls(this.threadId), calls + this.repeatedCalls],
      ['queued inputs', view.queuedInputs, queued + steering],
      ['status', view.goal?.status, goal?.status],
      ['revision', view.goal?.revision, goal?.revision],
      ['turns', view.goal?.usage.turns, goal?.turnsUsed],
    ];
    const found = pairs.flatMap(([what, actual, expected]) =>
      actual === expected ? [] : [`${what}: is ${actual}, should be ${expected}`],
    );
    // What it says of itself is held against what then happens: a thread at rest moves only when the next
    // command comes.
    const { action, reason, at } = view.next ?? {};
    const isTrue =
      ANNOUNCED[phase].includes(action) && reason !== '' && (at !== undefined || action !== 'wait');
    return isTrue ? found : [...found, `next says ${JSON.stringify(view.next)} while ${phase}`];
  }

  #answer(command: ModelCommand): string[] {
    if (!this.reference.mayAnswer(command)) return [];
    const reply = this.#replyFor(command);
    this.reference.model(command);
    this.#model.reply(this.threadId, reply);
    return [];
  }

  #replyFor({ type }: ModelCommand): ModelReply {
    const call = (name: string, args: object): ModelReply => ({ toolCalls: [{ name, arguments: args }] });
    const write = shell(`echo ${++this.#writes} > notes.txt`);
    switch (type) {
      case 'say':
        return say('So be it.');
      case 'work':
        return write;
      case 'finish': {
        const goal = this.reference.turn?.goal;
        return goal === undefined ? write : shell(`echo ${this.#writes} > notes.txt; touch done-${goal}`);
      }
      case 'complete':
        return claim;
      case 'contest':
        return call('update_goal', {
          ...{ status: 'contested', check: 'file', contradiction: 'It wants a file.' },
          evidence: [{ kind: 'check', ref: 'file' }],
        });
      case 'ask':
        return call('request_input', { question: 'Which one?', options: null });
      case 'wait':
        return call('wait', { seconds: 3_600, event: null, reason: null });
      default:
        return call('update_goal', {
          status: 'blocked',
          blocker: type,
          needed: 'a key',
          attempted: 'everything',
        });
    }
  }

  async #send(command: UserCommand): Promise<string[]> {
    // Asked before the reference moves on: the id of the question that is open now.
    const { hasRequest, isContest } = this.reference;
    const isOpen = hasRequest && isContest === (command.type === 'stands');
    const none = command.type === 'stands' ? 'contest_0' : 'input_0-0';
    const inputId = isOpen ? (await this.view()).request?.inputId : none;
    const action = actionOf(command);
    const isListed = action !== undefined && this.#actions.includes(action);
    const [method, path, body] = this.#requestFor(command, inputId);
    const isAllowed = this.reference.user(command);
    const reply = await this.#api.call(method, `/v1/threads/${this.threadId}${path}`, body);
    if (command.type === 'message' && reply.status === 201) this.messages += 1;
    if (command.type === 'answer' && reply.status < 300) this.messages += 1;
    const isTaken = reply.status >= 200 && reply.status < 300 && reply.status !== 202;
    const isRefused = reply.status === 409 || reply.status === 404;
    this.#isRefused = isRefused;
    if (isAllowed ? !isTaken : !isRefused)
      return [`${command.type}: answered ${reply.status} ${JSON.stringify(reply.body)}`];
    // What is not listed is refused, or would change nothing.
    if (action !== undefined && isListed !== isTaken && !(isTaken && IDEMPOTENT.includes(action)))
      return [`${action}: ${isListed ? 'listed' : 'not listed'}, answered ${reply.status}`];
    if (command.type !== 'archive') return [];
    const reopened = await this.#api.call('POST', `/v1/threads/${this.threadId}/reopen`);
    return reopened.status < 300
      ? []
      : [`reopen: answered ${reopened.status} ${JSON.stringify(reopened.body)}`];
  }

  #requestFor(command: UserCommand, inputId: string): [method: string, path: string, body?: object] {
    const { goal, nextGoal } = this.reference;
    switch (command.type) {
      case 'set':
        return [
          'PUT',
          '/goal',
          {
            objective: `Make done-${nextGoal}`,
            verification: { checks: [{ name: 'file', command: `test -f done-${nextGoal}` }] },
            budget: { turns: command.turns },
            // Whatever is no progress stalls at once, so that nothing goes on by a clock of its own.
            policy: { maxRefusedAudits: MAX_REFUSED, stallAfterTurns: 1, progress: 'changes' },
            replace: command.replace,
          },
        ];
      case 'edit':
        return ['PATCH', '/goal', { objective: `Make it, revision ${goal?.revision}` }];
      case 'raise':
        return [
          'PATCH',
          '/goal',
          {
            budget: { turns: (goal?.turnsUsed ?? 0) + 3 },
            ...(command.andResume ? { status: 'active' } : {}),
          },
        ];
      case 'lower':
        return ['PATCH', '/goal', { budget: { turns: Math.max(1, goal?.turnsUsed ?? 0) } }];
      case 'message':
        return ['POST', '/messages', { content: 'And now?', delivery: command.delivery }];
      case 'answer':
        return ['POST', `/inputs/${inputId}`, { answer: 'That one.' }];
      case 'stands':
        return ['POST', `/inputs/${inputId}`, { answer: 'stands' }];
      case 'mode':
        return ['PATCH', '', { mode: command.mode }];
      case 'archive':
        return ['DELETE', ''];
      case 'interrupt':
      case 'wake':
        return ['POST', `/${command.type}`, {}];
      default:
        return ['POST', `/goal/${command.type}`, {}];
    }
  }
}
