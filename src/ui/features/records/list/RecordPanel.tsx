import { Button, CloseButton } from '@mantine/core';
import { IconArrowRight, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordMarksProvider } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecord } from '../data/useRecord.ts';
import { KeyFacts } from '../record/KeyFacts.tsx';
import { OtherNames } from '../record/OtherNames.tsx';
import { RecordChips } from '../record/RecordChips.tsx';
import { RelationCounts } from '../record/RelationCounts.tsx';
import classes from './list.module.css';

interface RecordPanelProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** A record beside the list: what it is, its facts, what hangs on it. Its page has the rest. */
export function RecordPanel({ id, onClose }: RecordPanelProps) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const { data: detail, error } = useRecord(id);
  const record = detail?.record;
  return (
    <aside className={classes.panel} aria-label={t('panel.label')}>
      <header className={classes.panelHead}>
        <div className={classes.panelTitles}>
          {record ? (
            <>
              <span className={classes.panelKind}>
                <KindIcon kind={record.kind} size={16} />
                {format.kindName(record.kind)}
              </span>
              <h2 className={classes.panelTitle}>
                <LanguageText value={record[definitionOf(record.kind).label] as LanguageMap | undefined} />
              </h2>
              <OtherNames record={record} />
            </>
          ) : null}
        </div>
        <CloseButton aria-label={t('common:action.close')} onClick={onClose} />
      </header>
      <div className={classes.panelBody}>
        {error ? <ErrorNotice error={error} /> : null}
        {detail && record ? (
          <>
            <RecordChips record={record} />
            <div className={classes.panelActions}>
              <Button
                size="sm"
                renderRoot={(props) => <Link to="/record/$id" params={{ id }} {...props} />}
                rightSection={<IconArrowRight size={18} aria-hidden="true" />}
              >
                {t('panel.openPage')}
              </Button>
              <Button
                size="sm"
                variant="default"
                renderRoot={(props) => <Link to="/record/$id/edit" params={{ id }} {...props} />}
                leftSection={<IconPencil size={18} aria-hidden="true" />}
              >
                {t('actions.edit')}
              </Button>
            </div>
            <RecordMarksProvider linkedWith={id}>
              <KeyFacts detail={detail} knownOnly withText />
            </RecordMarksProvider>
            <RelationCounts detail={detail} />
          </>
        ) : error ? null : (
          <Loading rows={8} />
        )}
      </div>
    </aside>
  );
}
