/** How large the items of a transcript are, kind by kind, counted as they come. */

/** What the items of a transcript are. */
const TRANSCRIPT_KINDS = ['userMessages', 'modelMessages', 'reasoning', 'toolCalls', 'toolOutputs'] as const;

export type TranscriptKind = (typeof TRANSCRIPT_KINDS)[number];

/** Bytes are those of the items' JSON text. */
export interface PartSize {
  readonly items: number;
  readonly bytes: number;
}

export type SizesByKind = Readonly<Record<TranscriptKind, PartSize>>;

/** Each item is looked at once, so that the size of a long transcript costs nothing to know. */
export class KindSizes {
  #sizes: SizesByKind = Object.fromEntries(
    TRANSCRIPT_KINDS.map((kind) => [kind, { items: 0, bytes: 0 }]),
  ) as SizesByKind;

  add(kind: TranscriptKind, item: object): void {
    this.#sizes = this.with(kind, [item]);
  }

  /** As they would be with these items as well. */
  with(kind: TranscriptKind, items: readonly object[]): SizesByKind {
    return { ...this.#sizes, [kind]: items.reduce(withItem, this.#sizes[kind]) };
  }
}

const withItem = ({ items, bytes }: PartSize, item: object): PartSize => ({
  items: items + 1,
  bytes: bytes + Buffer.byteLength(JSON.stringify(item)),
});
