import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import bars from './best.module.css';
import { demandOf } from './demands/demand.ts';
import classes from './matching.module.css';
import { isMatchKind, type MatchKind } from './matchKinds.ts';
import { pointsOf } from './model/points.ts';
import { NameLink, type Names, NamesProvider } from './shared/names.tsx';
import { Section } from './shared/Section.tsx';

interface Best {
  readonly kind: KindName;
  readonly id: string;
  readonly score: number;
}

const shown = 3;

/** The first matches of a record, for its own page; nothing for kinds that matching cannot start from. */
export function BestMatches({ kind, id }: { readonly kind: KindName; readonly id: string }) {
  return isMatchKind(kind) ? <Matches kind={kind} id={id} /> : null;
}

function Matches({ kind, id }: { readonly kind: MatchKind; readonly id: string }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const { best, names } = useBest(kind, id);
  // Beside the page's own facts nothing should jump or complain: it appears when it is there.
  if (!best) return null;
  return (
    <NamesProvider names={names}>
      <div className={classes.bestMatches}>
        <Section framed title={t(`best.${kind}`)}>
          {best.length === 0 ? (
            <p className={classes.quiet}>{t('best.none')}</p>
          ) : (
            <ol className={bars.best}>
              {best.map((row) => (
                <li key={row.id}>
                  <NameLink id={row.id} kind={row.kind} />
                  <span className={bars.bestPoints}>
                    <span className={bars.bestTrack} aria-hidden="true">
                      <span style={{ width: `${pointsOf(row.score)}%` }} />
                    </span>
                    <span aria-hidden="true">{format.number(pointsOf(row.score))}</span>
                    <span className="musubi-hidden">
                      {t('score.points', { points: pointsOf(row.score) })}
                    </span>
                  </span>
                </li>
              ))}
            </ol>
          )}
          <Link to="/matching/$kind/$id" params={{ kind, id }}>
            {t('best.all')}
          </Link>
        </Section>
      </div>
    </NamesProvider>
  );
}

function useBest(
  kind: MatchKind,
  id: string,
): { readonly best: readonly Best[] | undefined; readonly names: Names } {
  const input = { id, limit: shown, noted: false };
  const need = useQuery(orpc.matching.need.queryOptions({ input, enabled: kind === 'need' }));
  const city = useQuery(orpc.matching.city.queryOptions({ input, enabled: kind === 'city' }));
  const organisation = useQuery(
    orpc.matching.organisation.queryOptions({ input, enabled: kind === 'organisation' }),
  );
  const rollout = useQuery(
    orpc.matching.rollout.queryOptions({ input, enabled: kind === 'study' || kind === 'precedent' }),
  );
  const organisations = need.data ?? city.data;
  if (organisations) {
    return {
      names: organisations.labels,
      best: organisations.items.map(({ organisationId, score }) => ({
        kind: 'organisation',
        id: organisationId,
        score,
      })),
    };
  }
  if (organisation.data) {
    return {
      names: organisation.data.labels,
      best: organisation.data.items.map((row) => ({ ...demandOf(row), score: row.score })),
    };
  }
  if (rollout.data) {
    return {
      names: rollout.data.labels,
      best: rollout.data.items.map(({ cityId, score }) => ({ kind: 'city', id: cityId, score })),
    };
  }
  return { names: {}, best: undefined };
}
