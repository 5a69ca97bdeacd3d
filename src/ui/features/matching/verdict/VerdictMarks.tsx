import type { VerdictNoteRow } from '#contract/matchingSchemas.ts';
import shared from '../matching.module.css';
import { VerdictMark } from './VerdictMark.tsx';

/** Everything that people said about a row, the latest last; nothing where nobody said anything. */
export function VerdictMarks({
  verdicts = [],
}: {
  readonly verdicts: readonly VerdictNoteRow[] | undefined;
}) {
  if (verdicts.length === 0) return null;
  return (
    <ul className={shared.inlineList}>
      {verdicts.map((note) => (
        <li key={note.id}>
          <VerdictMark note={note} />
        </li>
      ))}
    </ul>
  );
}
