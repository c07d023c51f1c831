/**
 * A report as a page: what Markdown and HTML both show, so that the two cannot tell different stories. Shapes
 * only.
 */
import type { MetricTrend } from '../reported-checks.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'calm';

/** A piece of a line. Whatever it holds may come from a user or a model: renderers escape all of it. */
export type Span =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly muted: string }
  /** What was said once, and does not hold any more. */
  | { readonly struck: string }
  | { readonly mark: string; readonly tone: Tone }
  /** An ISO 8601 instant. */
  | { readonly time: string }
  /** A path of this service. It is made by the service, never taken from anybody's words. */
  | { readonly link: string; readonly words: string };

export type Inline = Span | readonly Span[];

export interface Fact {
  readonly name: string;
  readonly value: Inline;
}

export type Block =
  | { readonly type: 'paragraph'; readonly text: Inline }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'list'; readonly isOrdered?: true; readonly items: readonly Inline[] }
  | {
      readonly type: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Inline[])[];
    }
  /** One thing with what is known of it, e.g. a claim. */
  | { readonly type: 'entry'; readonly title: Inline; readonly tone: Tone; readonly facts: readonly Fact[] }
  /** Somebody's words, line by line, under the name of who said them. */
  | { readonly type: 'words'; readonly by: Inline; readonly text: string }
  | { readonly type: 'output'; readonly text: string }
  | { readonly type: 'chart'; readonly title: string; readonly trend: MetricTrend }
  /** How much of something is used; `share` of 1: all of it; it may be more. */
  | {
      readonly type: 'meter';
      readonly name: string;
      readonly text: string;
      readonly share: number;
      readonly tone: Tone;
    }
  | { readonly type: 'heading'; readonly text: string }
  /** Long matter, folded away where that can be done. */
  | { readonly type: 'details'; readonly summary: string; readonly blocks: readonly Block[] };

export interface Column {
  readonly title: string;
  readonly isNumber?: true;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  readonly status: string;
  readonly tone: Tone;
  readonly title: string;
  readonly reason: string;
  /** What a reader has to know who reads nothing else. */
  readonly headline: readonly Fact[];
  /** Figures to see at once. */
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly sections: readonly Section[];
  /** Ids and times. */
  readonly imprint: readonly Fact[];
}
