import { useTranslation } from 'react-i18next';
import type { SettingsEffectAnswer } from '#contract/matchingEffectSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { ElementMarks } from '../shared/ElementMarks.tsx';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { MoveTable } from './MoveTable.tsx';
import classes from './taxonomy.module.css';

/** What an edit of a term and other settings both do. */
type Shown = Pick<SettingsEffectAnswer, 'demands' | 'changedDemands' | 'organisations'>;

const organisationsShown = 12;

/** Every ranking that changes, the first ones open on request, and who moves in how many of them. */
export function DemandEffects({ effect, opened = 1 }: { readonly effect: Shown; readonly opened?: number }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  if (effect.demands.length === 0) return null;
  const counted = (count: number) => ({ count, formatted: format.number(count) });
  const more = effect.changedDemands - effect.demands.length;
  return (
    <>
      <div>
        <h3 className={shared.smallTitle}>{t('taxonomy.rankings')}</h3>
        {effect.demands.map((demand, index) => {
          const id = demand.needId ?? demand.cityId ?? '';
          return (
            <details key={id} className={classes.effectDemand} open={index < opened}>
              <summary>
                <strong>{plain(id)}</strong>{' '}
                <span className={shared.quiet}>
                  {[
                    ...(demand.cityId === undefined ? [] : [t('taxonomy.city')]),
                    ...(demand.moved > 0 ? [t('taxonomy.moved', counted(demand.moved))] : []),
                    ...(demand.rescored > 0 ? [t('taxonomy.rescored', counted(demand.rescored))] : []),
                  ].join(' · ')}
                </span>
              </summary>
              <p className={shared.effectLine}>
                <NameLink id={id} kind={demand.needId === undefined ? 'city' : 'need'} icon />
              </p>
              {demand.gained.length > 0 ? (
                <div className={shared.effectLine}>
                  <span className={shared.quiet}>{t('taxonomy.gained')}</span>
                  <ElementMarks covered={demand.gained} missing={[]} />
                </div>
              ) : null}
              {demand.lost.length > 0 ? (
                <div className={shared.effectLine}>
                  <span className={shared.quiet}>{t('taxonomy.lost')}</span>
                  <ElementMarks covered={[]} missing={demand.lost} />
                </div>
              ) : null}
              <MoveTable label={plain(id)} moves={demand.moves} />
            </details>
          );
        })}
        {more > 0 ? <p className={shared.quiet}>{t('taxonomy.andMore', counted(more))}</p> : null}
      </div>
      {effect.organisations.length === 0 ? null : (
        <div>
          <h3 className={shared.smallTitle}>{t('taxonomy.movers')}</h3>
          <ul className={shared.inlineList}>
            {effect.organisations.slice(0, organisationsShown).map(({ organisationId, up, down }) => (
              <li key={organisationId}>
                <NameLink id={organisationId} kind="organisation" />{' '}
                <span className={shared.quiet}>
                  {[
                    ...(up > 0 ? [t('taxonomy.up', { formatted: format.number(up) })] : []),
                    ...(down > 0 ? [t('taxonomy.down', { formatted: format.number(down) })] : []),
                  ].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
