import { Button, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchExportInput } from '#contract/matchingQuestionSchemas.ts';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import type { Verdict } from '#core/kinds/choices.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { MatchExport } from '../export/MatchExport.tsx';
import shared from '../matching.module.css';
import type { ProjectSource } from '../project/SaveProject.tsx';
import { ScoreLegend } from '../score/ScoreLegend.tsx';
import { NamesProvider } from '../shared/names.tsx';
import { RunNote } from '../shared/RunNote.tsx';
import rowClasses from '../shared/rows.module.css';
import type { VerdictTarget } from '../verdict/verdictValues.ts';
import { Compare } from './Compare.tsx';
import { CompareTray } from './CompareTray.tsx';
import { DerivedNote } from './DerivedNote.tsx';
import { ElementMatrix } from './ElementMatrix.tsx';
import { FactsToAsk } from './FactsToAsk.tsx';
import { FilteredRows } from './FilteredRows.tsx';
import { OrganisationRow } from './OrganisationRow.tsx';

export interface RankingChoices {
  readonly limit: number;
  /** Reorder the first rows so that they cover different elements. */
  readonly spread: boolean;
  /** Leave out what people judged not relevant. */
  readonly hideNotRelevant: boolean;
}

interface RankedOrganisationsProps {
  readonly answer: OrganisationMatches;
  /** The next answer is on its way. */
  readonly stale: boolean;
  readonly choices: RankingChoices;
  readonly onChoose: (choices: RankingChoices) => void;
  readonly source: ProjectSource;
  readonly target?: VerdictTarget;
  /** The question, for a file of the answer. */
  readonly ask: MatchExportInput['ask'];
  /** The first step where nothing was found. */
  readonly firstStep?: ReactNode;
}

/** Verdicts that a list is asked to leave out. */
export function hiddenVerdictsOf({ hideNotRelevant }: RankingChoices): Verdict[] {
  return hideNotRelevant ? ['not-relevant'] : [];
}

export const pageOfRows = 20;
export const mostRows = 500;
const mostCompared = 2;
const views = ['list', 'elements', 'compare'] as const;

/** Organisations for a need, a city or a text: ranked with reasons, or element by element. */
export function RankedOrganisations(props: RankedOrganisationsProps) {
  const { answer, stale, choices, onChoose, source, target, ask, firstStep } = props;
  const { t } = useTranslation('match');
  const format = useFormat();
  const [view, setView] = useState<(typeof views)[number]>('list');
  const [compared, setCompared] = useState<readonly string[]>([]);
  const { items, total } = answer;
  const ids = items.map((row) => row.organisationId);
  const { data: profiles } = useQuery(
    orpc.domain.computed.queryOptions({
      input: { kind: 'organisation', ids },
      enabled: ids.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  const chosen = compared.filter((id) => items.some((row) => row.organisationId === id));
  const comparable = chosen.length === mostCompared;
  const shown = view === 'compare' && !comparable ? 'list' : view;
  const offered = views.filter((each) => each !== 'compare' || comparable);
  const top = useRef<HTMLDivElement>(null);
  const toggleCompared = (id: string) =>
    setCompared((chosen) =>
      chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-mostCompared),
    );

  return (
    <NamesProvider names={answer.labels}>
      <div className={shared.ranking} data-stale={stale || undefined}>
        {answer.query.derived ? (
          <DerivedNote derived={answer.query.derived} cities={answer.query.cities} />
        ) : null}
        {items.length === 0 ? (
          <EmptyState title={t('list.none')} action={firstStep}>
            {t('list.noneHelp')}
          </EmptyState>
        ) : (
          <>
            <div className={shared.toolbar} ref={top}>
              <SegmentedControl
                aria-label={t('view.label')}
                value={shown}
                onChange={(next) => setView(views.find((each) => each === next) ?? 'list')}
                data={offered.map((value) => ({ value, label: t(`view.${value}`) }))}
              />
              <Tooltip label={t('list.spreadHelp')}>
                <Switch
                  label={t('list.spread')}
                  checked={choices.spread}
                  onChange={(event) => onChoose({ ...choices, spread: event.currentTarget.checked })}
                />
              </Tooltip>
              <Switch
                label={t('verdict.hide')}
                checked={choices.hideNotRelevant}
                onChange={(event) => onChoose({ ...choices, hideNotRelevant: event.currentTarget.checked })}
              />
              <MatchExport ask={ask} only={shown === 'compare' ? chosen : []} />
              <p className={shared.count} role="status">
                {t('list.places', { shown: format.number(items.length), total: format.number(total) })}
              </p>
            </div>
            {shown === 'compare' ? (
              <Compare rows={items} ids={chosen} wanted={answer.query.concepts} />
            ) : shown === 'list' ? (
              <>
                <ScoreLegend />
                <ol className={rowClasses.rows}>
                  {items.map((row, index) => (
                    <OrganisationRow
                      key={row.organisationId}
                      row={row}
                      place={index + 1}
                      openAtFirst={index === 0}
                      compared={chosen.includes(row.organisationId)}
                      onCompare={() => toggleCompared(row.organisationId)}
                      source={source}
                      target={target}
                      profile={profiles?.[row.organisationId]}
                    />
                  ))}
                </ol>
              </>
            ) : (
              <ElementMatrix wanted={answer.query.concepts} rows={items} />
            )}
            {shown !== 'compare' && items.length < total && choices.limit < mostRows ? (
              <Button
                variant="default"
                loading={stale}
                onClick={() =>
                  onChoose({ ...choices, limit: Math.min(mostRows, choices.limit + pageOfRows) })
                }
              >
                {t('list.more')}
              </Button>
            ) : null}
          </>
        )}
        {shown === 'list' ? (
          <CompareTray
            ids={chosen}
            onRemove={toggleCompared}
            onCompare={() => {
              setView('compare');
              top.current?.scrollIntoView({ block: 'nearest' });
            }}
          />
        ) : null}
        <FactsToAsk facts={answer.facts} first={items[0]?.organisationId} />
        <FilteredRows kind="organisation" rows={answer.filtered} />
        <RunNote run={answer.run} about={'id' in ask.input ? ask.input.id : undefined} />
      </div>
    </NamesProvider>
  );
}
