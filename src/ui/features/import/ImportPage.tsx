import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importableKinds } from '#core/import/importableKinds.ts';
import { Page } from '#ui/components/Page.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { FilePicker } from './FilePicker.tsx';
import classes from './import.module.css';
import { PastImports } from './PastImports.tsx';
import { Steps } from './Steps.tsx';

/** `/import`: choose a file, or go back to an import that was. */
export function ImportPage() {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { kind?: unknown };
  const [kind, setKind] = useState(() => importableKinds.find((name) => name === search.kind) ?? '');
  const kinds = importableKinds
    .map((name) => ({ value: name, label: format.kindName(name, true) }))
    .toSorted((a, b) => format.compare(a.label, b.label));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Steps current="file" />
      <FilePicker
        onSent={(session) =>
          void navigate({
            to: '/import/$session',
            params: { session },
            search: (kind === '' ? {} : { kind }) as never,
          })
        }
      >
        <NativeSelect
          label={t('file.kind')}
          className={classes.kindSelect}
          value={kind}
          data={[{ value: '', label: t('file.kindAuto') }, ...kinds]}
          onChange={(event) =>
            setKind(importableKinds.find((name) => name === event.currentTarget.value) ?? '')
          }
        />
      </FilePicker>
      <PastImports />
    </Page>
  );
}
