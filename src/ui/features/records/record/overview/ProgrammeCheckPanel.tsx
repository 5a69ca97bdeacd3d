import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckedConditionRow, ProgrammeCheck, ProgrammeChecks } from '#contract/domainSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { SourceList } from '#ui/components/SourceList.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { Panel } from '../Panel.tsx';
import recordClasses from '../record.module.css';
import classes from './domain.module.css';

const tones: Readonly<Record<string, ChipTone>> = { holds: 'success', fails: 'danger', unknown: 'warning' };

/** A project against a programme's conditions, from either's page: which hold, which fail, which have to be asked. */
export function ProgrammeCheckPanel({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const { id, kind, programme } = detail.record;
  const { data } = useQuery(orpc.domain.programmeChecks.queryOptions({ input: { id } }));
  const [chosen, setChosen] = useState<string | null>(typeof programme === 'string' ? programme : null);
  const ofProject = kind === 'project';
  const items = data?.items ?? [];
  const other = (item: ProgrammeChecks['items'][number]) => (ofProject ? item.programmeId : item.projectId);
  const shown = items.find((item) => other(item) === chosen) ?? (chosen === null ? items[0] : undefined);
  if (!data) return null;
  return (
    <Panel title={t(ofProject ? 'check.title' : 'check.forProgramme')} count={items.length}>
      {items.length === 0 ? (
        <p className={recordClasses.quiet}>
          {t('check.none')}{' '}
          {ofProject ? null : (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              renderRoot={(props) => (
                <Link
                  to="/new/$kind"
                  params={{ kind: 'project' }}
                  search={{ programme: id } as never}
                  {...props}
                />
              )}
            >
              {t('check.add')}
            </Button>
          )}
        </p>
      ) : (
        <>
          <div className={classes.checks}>
            <Select
              label={t(ofProject ? 'check.choose' : 'check.chooseProject')}
              description={t('check.help')}
              searchable
              allowDeselect={false}
              w="100%"
              value={shown ? other(shown) : chosen}
              onChange={setChosen}
              data={items.map((item) => ({
                value: other(item),
                label: `${format.plain(data.labels[other(item)]?.label)} · ${t('check.counts', {
                  holds: item.holds,
                  fails: item.fails,
                  unknown: item.unknown,
                })}`,
              }))}
            />
          </div>
          {shown ? <Check projectId={shown.projectId} programmeId={shown.programmeId} /> : null}
        </>
      )}
    </Panel>
  );
}

function Check(input: { readonly projectId: string; readonly programmeId: string }) {
  const { t } = useTranslation('domain');
  const { data } = useQuery(orpc.domain.checkProgramme.queryOptions({ input }));
  if (!data) return null;
  return (
    <>
      <p role="status">
        <strong>{t(`verdict.${data.verdict}`)}</strong>{' '}
        <span className={classes.quiet}>
          {t('check.counts', { holds: data.holds, fails: data.fails, unknown: data.unknown })}
        </span>
      </p>
      <ul className={classes.conditions}>
        {data.conditions.map((condition) => (
          <li key={JSON.stringify(condition)} className={classes.condition}>
            <span>
              <Chip tone={tones[condition.outcome] ?? 'plain'} hollow={condition.outcome === 'unknown'}>
                {t(`outcome.${condition.outcome}`)}
              </Chip>
            </span>
            <div>
              <Words condition={condition} />
              <Because condition={condition} labels={data.labels} />
            </div>
          </li>
        ))}
      </ul>
      {data.sources.length > 0 ? (
        <>
          <h3 className={recordClasses.smallTitle}>{t('check.sources')}</h3>
          <SourceList sources={data.sources as readonly Source[]} />
        </>
      ) : null}
    </>
  );
}

function Words({ condition }: { readonly condition: CheckedConditionRow }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const { test, region, organisationType, wording } = condition;
  const looksAt = [
    ...(test ? [t(`test.${test}`)] : []),
    ...(region ? [format.choice('programme', 'conditions.region', region)] : []),
    ...(organisationType
      ? [format.choice('programme', 'conditions.organisationType', organisationType)]
      : []),
  ];
  return (
    <>
      {wording ? (
        <p className={classes.wording}>
          <LanguageText value={wording} />
        </p>
      ) : null}
      {looksAt.length > 0 ? (
        <p className={wording ? classes.quiet : classes.wording}>{format.list(looksAt)}</p>
      ) : null}
    </>
  );
}

interface BecauseProps {
  readonly condition: CheckedConditionRow;
  readonly labels: ProgrammeCheck['labels'];
}

function Because({ condition, labels }: BecauseProps) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const { code, ids, values } = condition.because;
  const names = format.list((ids ?? []).map((id) => format.plain(labels[id]?.label) || id));
  const numbers = Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'number' && value > 9_999 ? format.number(value) : value,
    ]),
  );
  return (
    <>
      <p>{t(`because.${code}` as 'because.placeAll', { ...numbers, names })}</p>
      {condition.outcome === 'unknown' ? (
        <p className={classes.ask}>
          <strong>{t('check.ask')}</strong>{' '}
          {condition.question ? (
            <LanguageText value={condition.question} />
          ) : (
            t(`ask.${condition.ask ?? 'words'}` as 'ask.words')
          )}
        </p>
      ) : null}
    </>
  );
}
