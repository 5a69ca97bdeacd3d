import { Chip as ChoiceChip, Group, TextInput } from '@mantine/core';
import { IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { contentKindNames, type KindName } from '#core/kinds/fieldTypes.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { KindIcon } from '../../components/KindIcon.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { HitLines } from './HitLines.tsx';
import classes from './search.module.css';

const mostShown = 200;

/** Everything that the words were found in, of all kinds or some. The address keeps words and kinds. */
export function SearchPage() {
  const { t } = useTranslation(['palette', 'shell']);
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ from: '/search' });
  const text = typeof search.text === 'string' || typeof search.text === 'number' ? String(search.text) : '';
  const kinds = readKinds(search.kinds);
  const wanted = useDeferredValue(text);
  const query = useQuery(
    orpc.search.query.queryOptions({
      input: { text: wanted, kinds, limit: mostShown },
      enabled: wanted.trim() !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const show = (next: { text: string; kinds: readonly KindName[] }) =>
    navigate({
      to: '/search',
      search: { text: next.text, kinds: next.kinds.join(' ') || undefined },
      replace: true,
    });

  return (
    <Page title={t('shell:place.search')} count={text.trim() === '' ? undefined : query.data?.total}>
      <TextInput
        className={classes.field}
        type="search"
        size="md"
        autoFocus
        aria-label={t('shell:search')}
        placeholder={t('shell:search')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={text}
        onChange={(event) => void show({ text: event.currentTarget.value, kinds })}
      />
      <ChoiceChip.Group
        multiple
        value={kinds}
        onChange={(next) => void show({ text, kinds: readKinds(next.join(' ')) })}
      >
        <Group className={classes.kinds} role="group" aria-label={t('palette:kinds')}>
          {contentKindNames.map((kind) => (
            <ChoiceChip key={kind} value={kind} variant="outline" size="sm">
              {format.kindName(kind, true)}
            </ChoiceChip>
          ))}
        </Group>
      </ChoiceChip.Group>
      {query.error ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isLoading ? <Loading /> : null}
      {wanted.trim() === '' ? (
        <EmptyState
          icon={<IconSearch size={40} stroke={1.4} aria-hidden="true" />}
          title={t('palette:start.title')}
        >
          {t('palette:start.help')}
        </EmptyState>
      ) : null}
      {wanted.trim() !== '' && query.data?.items.length === 0 ? (
        <EmptyState
          icon={<IconZoomQuestion size={40} stroke={1.4} aria-hidden="true" />}
          title={t('palette:nothing.title', { text: wanted })}
        >
          {t('palette:nothing.help')}
        </EmptyState>
      ) : null}
      {wanted.trim() !== '' && query.data ? (
        <ul className={classes.results}>
          {query.data.items.map((hit) => (
            <li key={hit.id}>
              <Link to="/record/$id" params={{ id: hit.id }} className={classes.result}>
                <KindIcon kind={hit.kind} />
                <HitLines hit={hit} />
                <span className={classes.kindName}>{format.kindName(hit.kind)}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  );
}

function readKinds(value: unknown): KindName[] {
  const names = typeof value === 'string' ? value.split(' ') : [];
  return contentKindNames.filter((kind) => names.includes(kind));
}
