import { IconBan, IconCheck, IconMessages, IconPhone, IconX, type TablerIcon } from '@tabler/icons-react';
import type { VerdictNoteRow } from '#contract/matchingSchemas.ts';
import type { Verdict } from '#core/kinds/choices.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';

const signs: Readonly<Record<Verdict, readonly [TablerIcon, ChipTone]>> = {
  relevant: [IconCheck, 'success'],
  'not-relevant': [IconX, 'plain'],
  contacted: [IconPhone, 'accent'],
  'in-talks': [IconMessages, 'accent'],
  vetoed: [IconBan, 'danger'],
};

/** What a person said about a row, with the reason on hover and focus. */
export function VerdictMark({ note }: { readonly note: VerdictNoteRow }) {
  const format = useFormat();
  const [Icon, tone] = signs[note.verdict as Verdict] ?? [IconCheck, 'plain'];
  const hint = [note.date ? format.shortDate(note.date) : '', format.plain(note.reason)].filter(Boolean);
  return (
    <Chip
      tone={tone}
      icon={<Icon size={14} aria-hidden="true" />}
      {...(hint.length > 0 ? { hint: hint.join(' ') } : {})}
    >
      {format.choice('verdict', 'verdict', note.verdict)}
    </Chip>
  );
}
