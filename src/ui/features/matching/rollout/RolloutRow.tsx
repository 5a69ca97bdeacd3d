import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconMapPin } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RolloutMatchRow } from '#contract/matchingSchemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { pointsOf } from '../model/points.ts';
import { Points } from '../score/Points.tsx';
import { ScoreBar } from '../score/ScoreBar.tsx';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { RowHeading } from '../shared/RowHeading.tsx';
import rowClasses from '../shared/rows.module.css';
import { VerdictButton } from '../verdict/VerdictButton.tsx';
import { VerdictMarks } from '../verdict/VerdictMarks.tsx';
import type { VerdictTarget } from '../verdict/verdictValues.ts';
import { Differences } from './Differences.tsx';
import classes from './rollout.module.css';
import { rolloutSegments } from './rolloutSegments.ts';

interface RolloutRowProps {
  readonly row: RolloutMatchRow;
  /** The study or precedent. */
  readonly source: VerdictTarget;
  readonly openAtFirst: boolean;
  /** Where it was done. */
  readonly origins: readonly string[];
}

/** The row of a city, for coming to it from the map. */
export function rolloutRowId(cityId: string): string {
  return `rollout-${cityId}`;
}

const percent = (value: number) => Math.round(value * 100);

/** A city that is like the one where it was done; the differences open beneath. */
export function RolloutRow({ row, source, openAtFirst, origins }: RolloutRowProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const [open, setOpen] = useState(openAtFirst);
  const details = useId();
  const name = plain(row.cityId);
  const needs = row.evidence.filter((item) => item.kind === 'need');
  const segments = rolloutSegments(row).map((segment) => ({
    ...segment,
    name: t(`rollout.group.${segment.key}`),
  }));
  return (
    <li id={rolloutRowId(row.cityId)} tabIndex={-1} className={rowClasses.row} data-open={open || undefined}>
      <div className={rowClasses.rowHead}>
        <span className={rowClasses.rank}>
          <span className="musubi-hidden">{t('list.rank', { rank: row.rank })}</span>
          <span aria-hidden="true">{row.rank}</span>
        </span>
        <div className={rowClasses.rowMain}>
          <RowHeading>
            <h2 className={rowClasses.rowName}>
              <NameLink id={row.cityId} kind="city" />
            </h2>
          </RowHeading>
          <VerdictMarks verdicts={row.verdicts} />
          <p className={classes.factors}>
            {t('rollout.factors', {
              similarity: percent(row.factors.similarity),
              needFit: percent(row.factors.needFit),
              preconditions: percent(row.factors.preconditions),
            })}
          </p>
          {row.keptCase ? (
            <p className={shared.quiet}>
              {t('verdict.keptCase', {
                city: plain(row.keptCase.cityId),
                percent: percent(row.keptCase.similarity),
                verdict: format.choice('verdict', 'verdict', row.keptCase.verdict),
              })}
            </p>
          ) : null}
          {needs.length > 0 ? (
            <div className={shared.wishes}>
              <span className={shared.quiet}>{t('rollout.need')}</span>
              <ul className={shared.plainList}>
                {needs.map((need) => (
                  <li key={need.id}>
                    <NameLink id={need.id} kind="need" icon />
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
        <div className={rowClasses.rowScore}>
          <p className={rowClasses.points}>
            <Points score={row.score} />
          </p>
          <ScoreBar points={pointsOf(row.score)} segments={segments} />
          <Chip hint={t('rollout.knownHint')}>{t('rollout.known', { percent: percent(row.known) })}</Chip>
        </div>
      </div>
      <div className={rowClasses.rowTools}>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          aria-controls={details}
          aria-label={t(open ? 'list.hideOf' : 'list.whyOf', { name })}
          leftSection={
            open ? (
              <IconChevronUp size={16} aria-hidden="true" />
            ) : (
              <IconChevronDown size={16} aria-hidden="true" />
            )
          }
          onClick={() => setOpen(!open)}
        >
          {t('rollout.differences')}
        </Button>
        <VerdictButton target={{ ...source, city: row.cityId }} name={name} verdicts={row.verdicts} />
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconMapPin size={16} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link to="/map" search={{ kinds: 'city,study', selected: row.cityId } as never} {...props} />
          )}
        >
          {t('rollout.map')}
        </Button>
      </div>
      <div id={details} hidden={!open}>
        {open ? <Differences row={row} origins={origins} /> : null}
      </div>
    </li>
  );
}
