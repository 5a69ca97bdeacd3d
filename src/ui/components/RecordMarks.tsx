import {
  IconAlertTriangle,
  IconCalendarExclamation,
  IconCircleDashed,
  IconClockExclamation,
  IconEyeQuestion,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Marks } from '#contract/domainSchemas.ts';
import type { MarkType, RecordMark } from '#core/marks/recordMarks.ts';
import { orpc } from '../host/queries.ts';
import { useFormat } from '../i18n/format.ts';
import { Chip, type ChipTone } from './Chip.tsx';
import classes from './components.module.css';

const signs: Readonly<Record<MarkType, readonly [TablerIcon, ChipTone]>> = {
  overdue: [IconAlertTriangle, 'danger'],
  expired: [IconAlertTriangle, 'danger'],
  expiring: [IconCalendarExclamation, 'warning'],
  stale: [IconClockExclamation, 'warning'],
  'due-soon': [IconClockExclamation, 'plain'],
  derived: [IconEyeQuestion, 'plain'],
  general: [IconCircleDashed, 'plain'],
};

/** What to know before relying on a record, beside its name wherever it stands: words with a sign, never colour alone. */
export function MarkChips({ marks }: { readonly marks: readonly RecordMark[] }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  return marks.map(({ type, date }) => {
    const [Icon, tone] = signs[type];
    return (
      <Chip
        key={type}
        tone={tone}
        small
        hollow={type === 'derived' || type === 'general'}
        icon={<Icon size={14} stroke={1.8} aria-hidden="true" />}
        hint={t(`marks.about.${type}`, { date: date === undefined ? '' : format.date(date) })}
      >
        {t(`marks.${type}`)}
      </Chip>
    );
  });
}

const noMarks: Marks = {};
const KnownMarks = createContext<Marks>(noMarks);

interface RecordMarksProviderProps {
  /** Marks of everything that is linked with this record. */
  readonly linkedWith?: string;
  /** Marks of these records. */
  readonly ids?: readonly string[];
  readonly children: ReactNode;
}

/** Asks once for the marks of all records that are named beneath it. */
export function RecordMarksProvider({ linkedWith, ids, children }: RecordMarksProviderProps) {
  const around = useContext(KnownMarks);
  const wanted = useMemo(() => [...new Set(ids)].sort().slice(0, mostAsked), [ids]);
  const { data } = useQuery(
    orpc.domain.marks.queryOptions({
      input: { ids: wanted, ...(linkedWith === undefined ? {} : { linkedWith }) },
      enabled: wanted.length > 0 || linkedWith !== undefined,
    }),
  );
  const known = useMemo(() => (data ? { ...around, ...data } : around), [around, data]);
  return <KnownMarks value={known}>{children}</KnownMarks>;
}

/** More than any list shows at once; what is longer is linked with one record. */
const mostAsked = 500;

/** The marks of one record, where a `RecordMarksProvider` around it has asked for them. */
export function RecordMarks({ id }: { readonly id: string }) {
  const marks = useContext(KnownMarks)[id];
  return marks === undefined ? null : (
    <span className={classes.marks}>
      <MarkChips marks={marks} />
    </span>
  );
}
