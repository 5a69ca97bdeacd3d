import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreparedCity } from '#contract/missionSchemas.ts';
import type { RecordDetail, RecordLabel } from '#contract/schemas.ts';
import { dueTime } from '#core/followUps/workList.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../mission.module.css';

type Found = RecordDetail['record'];
type Labels = Readonly<Record<string, RecordLabel>>;

interface CitySheetProps {
  readonly prepared: PreparedCity;
  readonly labels: Labels;
  readonly today: string;
}

/** What to know of one city before the first meeting. */
export function CitySheet({ prepared, labels, today }: CitySheetProps) {
  const { t } = useTranslation('mission');
  const format = useFormat();
  const { city, needs, followUps, studies, mous, notes, met } = prepared;
  return (
    <article className={classes.sheet}>
      <h2 className={classes.sheetName}>
        <RecordLink id={city.id} kind="city" label={nameOf(city)} icon />
        <span className={classes.quiet}>
          <Named id={city.country} labels={labels} />
        </span>
      </h2>
      <div className={classes.sheetGrid}>
        <Part
          title={t('prepare.followUps')}
          kind="followUp"
          count={followUps.length}
          none={t('prepare.noFollowUps')}
        >
          {followUps.map((followUp) => (
            <Line key={followUp.id} record={followUp}>
              {typeof followUp.due === 'string' ? (
                <Chip tone={dueTime(followUp, today) === 'overdue' ? 'danger' : 'warning'}>
                  {dueTime(followUp, today) === 'overdue'
                    ? t('prepare.overdue', { date: format.shortDate(followUp.due) })
                    : t('prepare.due', { date: format.shortDate(followUp.due) })}
                </Chip>
              ) : null}
              <Detail text={followUp.nextAction} />
              <Named id={followUp.responsible} labels={labels} />
            </Line>
          ))}
        </Part>
        <Part title={t('prepare.needs')} kind="need" count={needs.length} none={t('prepare.noNeeds')}>
          {needs.map((need) => (
            <Line key={need.id} record={need}>
              {typeof need.statedOn === 'string' ? (
                <span className={classes.quiet}>
                  {t('prepare.statedOn', { date: format.shortDate(need.statedOn) })}
                </span>
              ) : null}
              <Detail text={need.description} />
            </Line>
          ))}
        </Part>
        <Part title={t('prepare.studies')} kind="study" count={studies.length} none={t('prepare.noStudies')}>
          {studies.map(({ study, outcomes }) => (
            <Line key={study.id} record={study}>
              {typeof study.fiscalYear === 'number' ? (
                <span className={classes.quiet}>{format.shortFiscalYear(study.fiscalYear)}</span>
              ) : null}
              {outcomes.length > 0 ? (
                <ul className={classes.outcomes}>
                  {outcomes.map((outcome) => (
                    <li key={outcome.id}>
                      <RecordLink id={outcome.id} kind={outcome.kind} label={nameOf(outcome)} />
                      <Detail text={outcome.outcome} />
                    </li>
                  ))}
                </ul>
              ) : (
                <span className={classes.quiet}>{t('prepare.noOutcomes')}</span>
              )}
            </Line>
          ))}
        </Part>
        <Part title={t('prepare.mous')} kind="mou" count={mous.length} none={t('prepare.noMous')}>
          {mous.map((mou) => (
            <Line key={mou.id} record={mou}>
              {typeof mou.validUntil === 'string' ? (
                <span className={classes.quiet}>
                  {t('prepare.until', { date: format.shortDate(mou.validUntil) })}
                </span>
              ) : (
                <span className={classes.quiet}>{t('prepare.endUnknown')}</span>
              )}
            </Line>
          ))}
        </Part>
        <Part title={t('prepare.notes')} kind="missionNote" count={notes.length} none={t('prepare.noNotes')}>
          {notes.map((note) => (
            <Line key={note.id} record={note}>
              {typeof note.date === 'string' ? (
                <span className={classes.quiet}>{format.shortDate(note.date)}</span>
              ) : null}
              <Detail text={note.body} />
            </Line>
          ))}
        </Part>
        <Part title={t('prepare.met')} kind="contact" count={met.length} none={t('prepare.noneMet')}>
          {met.map((person) => (
            <li key={JSON.stringify(person)} className={classes.line}>
              <span>
                <Named id={person.organisation} labels={labels} />{' '}
                {person.role ? <LanguageText value={person.role} /> : null}
              </span>
              {person.date ? <span className={classes.quiet}>{format.shortDate(person.date)}</span> : null}
            </li>
          ))}
        </Part>
      </div>
    </article>
  );
}

interface PartProps {
  readonly title: string;
  readonly kind: KindName;
  readonly count: number;
  readonly none: string;
  readonly children: ReactNode;
}

function Part({ title, kind, count, none, children }: PartProps) {
  const format = useFormat();
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.partTitle}>
        <KindIcon kind={kind} size={18} />
        {title}
        <span className={classes.quiet}>{format.number(count)}</span>
      </h3>
      {count === 0 ? <p className={classes.quiet}>{none}</p> : <ul className={classes.lines}>{children}</ul>}
    </section>
  );
}

function Line({ record, children }: { readonly record: Found; readonly children: ReactNode }) {
  return (
    <li className={classes.line}>
      <RecordLink id={record.id} kind={record.kind} label={nameOf(record)} />
      {children}
    </li>
  );
}

function Detail({ text }: { readonly text: unknown }) {
  const format = useFormat();
  if (!format.text(text as LanguageMap | undefined)) return null;
  return <LanguageText value={text as LanguageMap} className={classes.detail} />;
}

/** The name of a record that is mentioned; nothing where there is none. */
function Named({ id, labels }: { readonly id: unknown; readonly labels: Labels }) {
  const label = typeof id === 'string' ? labels[id]?.label : undefined;
  return label ? <LanguageText value={label} className={classes.named} /> : null;
}

export function nameOf(record: Found): LanguageMap {
  return (record[definitionOf(record.kind).label] ?? {}) as LanguageMap;
}
