/** How large the items of a transcript are, kind by kind. Pure. */

/** What the items of a transcript are. */
const TRANSCRIPT_KINDS = [
  'userMessages',
  'modelMessages',
  'reasoning',
  'toolCalls',
  'toolOutputs',
  'summary',
] as const;

export type TranscriptKind = (typeof TRANSCRIPT_KINDS)[number];

/** Bytes are those of the items' JSON text. */
export interface PartSize {
  readonly items: number;
  readonly bytes: number;
}

export type SizesByKind = Readonly<Record<TranscriptKind, PartSize>>;

interface Sized {
  readonly kind: TranscriptKind;
  readonly bytes: number;
}

export const NO_SIZES = Object.fromEntries(
  TRANSCRIPT_KINDS.map((kind) => [kind, { items: 0, bytes: 0 }]),
) as SizesByKind;

/** The sizes with one more item. */
export const withSize = (sizes: SizesByKind, { kind, bytes }: Sized): SizesByKind => ({
  ...sizes,
  [kind]: { items: sizes[kind].items + 1, bytes: sizes[kind].bytes + bytes },
});

export const sizesOf = (items: readonly Sized[]): SizesByKind => items.reduce(withSize, NO_SIZES);
