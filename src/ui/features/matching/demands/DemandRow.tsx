import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTrendingUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemandMatchRow } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import shared from '../matching.module.css';
import { byLevel, conceptReasons, coverageOf, coveredFrom } from '../model/elements.ts';
import { pointsOf } from '../model/points.ts';
import { SaveProject } from '../project/SaveProject.tsx';
import { Changes, useChangeText } from '../score/Changes.tsx';
import { MatchBar } from '../score/MatchBar.tsx';
import { Points } from '../score/Points.tsx';
import { Why } from '../score/Why.tsx';
import { ElementMarks } from '../shared/ElementMarks.tsx';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { RowHeading } from '../shared/RowHeading.tsx';
import rowClasses from '../shared/rows.module.css';
import { VerdictButton } from '../verdict/VerdictButton.tsx';
import { VerdictMarks } from '../verdict/VerdictMarks.tsx';
import { demandOf } from './demand.ts';
import classes from './demands.module.css';

interface DemandRowProps {
  readonly row: DemandMatchRow;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly openAtFirst: boolean;
}

/** A need, city or study for an organisation; where one step is missing, that step in plain sight. */
export function DemandRow({ row, organisation, openAtFirst }: DemandRowProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const changeText = useChangeText();
  const [open, setOpen] = useState(openAtFirst);
  const details = useId();
  const { kind, id } = demandOf(row);
  const name = plain(id);
  const covered = byLevel(conceptReasons(row.parts).filter((reason) => coverageOf(reason) >= coveredFrom));
  const points = pointsOf(row.score);
  const [step] = row.wouldRaise;
  const day = dayOf(new Date());
  return (
    <li className={rowClasses.row} data-open={open || undefined}>
      <div className={rowClasses.rowHead}>
        <span className={rowClasses.rank}>
          <span className="musubi-hidden">{t('list.rank', { rank: row.rank })}</span>
          <span aria-hidden="true">{row.rank}</span>
        </span>
        <div className={rowClasses.rowMain}>
          <span className={rowClasses.rowTitle}>
            <RowHeading>
              <h2 className={rowClasses.rowName}>
                <NameLink id={id} kind={kind} icon />
              </h2>
            </RowHeading>
            <span className={shared.quiet}>{format.kindName(kind)}</span>
          </span>
          <VerdictMarks verdicts={row.verdicts} />
          <ElementMarks covered={covered.map((reason) => reason.conceptId)} missing={row.missing} />
          {row.almost && step ? (
            <p className={classes.step}>
              <IconTrendingUp size={18} aria-hidden="true" />
              <span>
                <strong>{t('demand.change')}</strong> {changeText(step)}
                <strong className={shared.changeResult}>
                  {t('change.result', { rank: step.rank, points: pointsOf(step.score) })}
                </strong>
              </span>
            </p>
          ) : null}
        </div>
        <div className={rowClasses.rowScore}>
          <p className={rowClasses.points}>
            <Points score={row.score} />
          </p>
          <MatchBar score={row.score} parts={row.parts} />
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
          {t(open ? 'list.hide' : 'list.why')}
        </Button>
        <VerdictButton
          target={{ [kind]: id, organisation: organisation.id }}
          name={name}
          verdicts={row.verdicts}
        />
        <SaveProject
          source={{
            name,
            needs: kind === 'need' ? [id] : [],
            studies: kind === 'study' ? [id] : [],
            cities: kind === 'city' ? [id] : [],
            day,
          }}
          organisations={[{ organisation: organisation.id }]}
          names={organisation.name}
          description={t('project.description', { date: format.shortDate(day), points })}
        />
      </div>
      <div id={details} hidden={!open}>
        {open ? (
          <div className={rowClasses.details}>
            <Why score={row.score} parts={row.parts} assumed={row.assumed} />
            <div className={rowClasses.side}>
              <Changes raise={row.wouldRaise} />
            </div>
          </div>
        ) : null}
      </div>
    </li>
  );
}
