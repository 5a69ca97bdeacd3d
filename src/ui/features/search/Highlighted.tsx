interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** A text with the parts that were found marked. Equal runs are told apart by where they begin. */
export function Highlighted({ segments }: { readonly segments: readonly Segment[] }) {
  return (
    <>
      {withStarts(segments).map(({ start, text, hit }) =>
        hit ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
      )}
    </>
  );
}

function withStarts(segments: readonly Segment[]): (Segment & { start: number })[] {
  let start = 0;
  return segments.map((segment) => {
    const placed = { ...segment, start };
    start += segment.text.length;
    return placed;
  });
}
