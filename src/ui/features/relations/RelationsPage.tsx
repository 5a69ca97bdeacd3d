import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { RecordLink } from '../../components/RecordLink.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import classes from './relations.module.css';

/** `/relations`: organisations by the cities where they worked, as one table. */
export function RelationsPage() {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const navigate = useNavigate();
  const { country } = useSearch({ strict: false }) as { country?: unknown };
  const chosen = typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? country : undefined;
  const { data, error, refetch } = useQuery(
    orpc.domain.matrix.queryOptions({ input: { ...(chosen ? { country: chosen } : {}) } }),
  );
  const countries = useQuery(orpc.registry.list.queryOptions({ input: { kind: 'country', limit: 100 } }));
  return (
    <Page title={t('relations.title')} lead={t('relations.matrixLead')} wide>
      <Select
        className={classes.country}
        label={t('relations.country')}
        placeholder={t('relations.all')}
        clearable
        value={chosen ?? null}
        onChange={(next) =>
          void navigate({ to: '/relations', search: (next ? { country: next } : {}) as never, replace: true })
        }
        data={(countries.data?.items ?? []).map((item) => ({
          value: item.id,
          label: format.plain(item.name as Readonly<Record<string, string>>),
        }))}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={10} /> : null}
      {data && data.organisations.length === 0 ? <EmptyState title={t('relations.none')} /> : null}
      {data && data.organisations.length > 0 ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by the keyboard */}
          <section className={classes.frame} tabIndex={0} aria-label={t('relations.matrix')}>
            <table className={classes.matrix}>
              <caption className="musubi-hidden">{t('relations.matrix')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('relations.organisation')}</th>
                  {data.cities.map((city) => (
                    <th key={city.id} scope="col">
                      <RecordLink id={city.id} kind="city" label={data.labels[city.id]?.label} />
                    </th>
                  ))}
                  <th scope="col">{t('relations.total')}</th>
                </tr>
              </thead>
              <tbody>
                {data.organisations.map((organisation, row) => (
                  <tr key={organisation.id}>
                    <th scope="row">
                      <RecordLink
                        id={organisation.id}
                        kind="organisation"
                        label={data.labels[organisation.id]?.label}
                      />
                    </th>
                    {data.cities.map((city, column) => {
                      const count = data.counts[row]?.[column] ?? 0;
                      return (
                        <td key={city.id} data-count={Math.min(count, 4)}>
                          {count === 0 ? '' : format.number(count)}
                        </td>
                      );
                    })}
                    <td>{format.number(organisation.total)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {data.moreOrganisations + data.moreCities > 0 ? (
            <p className={classes.more}>
              {t('relations.more', {
                organisations: format.number(data.moreOrganisations),
                cities: format.number(data.moreCities),
              })}
            </p>
          ) : null}
        </>
      ) : null}
    </Page>
  );
}
