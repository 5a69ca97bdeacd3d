import { Button, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationMatchRow } from '#contract/matchingSchemas.ts';
import type { ComputedValues } from '#contract/schemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { byLevel, conceptReasons, coverageOf, coveredFrom } from '../model/elements.ts';
import { pointsOf } from '../model/points.ts';
import { type ProjectSource, SaveProject } from '../project/SaveProject.tsx';
import { Changes } from '../score/Changes.tsx';
import { MatchBar } from '../score/MatchBar.tsx';
import { Points } from '../score/Points.tsx';
import { ProfileMark } from '../score/ProfileMark.tsx';
import { ProfileState } from '../score/ProfileState.tsx';
import { Why } from '../score/Why.tsx';
import { ElementMarks } from '../shared/ElementMarks.tsx';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { RowHeading } from '../shared/RowHeading.tsx';
import rowClasses from '../shared/rows.module.css';
import { VerdictButton } from '../verdict/VerdictButton.tsx';
import { VerdictMarks } from '../verdict/VerdictMarks.tsx';
import type { VerdictTarget } from '../verdict/verdictValues.ts';

interface OrganisationRowProps {
  readonly row: OrganisationMatchRow;
  /** Where it stands in the list as it is shown; differs from its rank when the list is spread over elements. */
  readonly place: number;
  readonly openAtFirst: boolean;
  readonly compared: boolean;
  readonly onCompare: () => void;
  readonly source: ProjectSource;
  /** What was asked for; undefined for a typed text, which nothing can be kept about. */
  readonly target: VerdictTarget | undefined;
  /** How complete and how old the organisation's profile is; undefined while it is on its way. */
  readonly profile: ComputedValues | undefined;
}

const offersShown = 3;

/** One organisation: its score as a bar, what it covers and what not; the reasons open beneath. */
export function OrganisationRow({
  row,
  place,
  openAtFirst,
  compared,
  onCompare,
  source,
  target,
  profile,
}: OrganisationRowProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const [open, setOpen] = useState(openAtFirst);
  const details = useId();
  const id = row.organisationId;
  const name = plain(id);
  const covered = byLevel(conceptReasons(row.parts).filter((reason) => coverageOf(reason) >= coveredFrom));
  const points = pointsOf(row.score);
  const { standing } = row;
  return (
    <li className={rowClasses.row} data-open={open || undefined}>
      <div className={rowClasses.rowHead}>
        <span className={rowClasses.rank}>
          <span className="musubi-hidden">{t('list.rank', { rank: place })}</span>
          <span aria-hidden="true">{place}</span>
        </span>
        <div className={rowClasses.rowMain}>
          <RowHeading>
            <h2 className={rowClasses.rowName}>
              <NameLink id={id} kind="organisation" />
            </h2>
          </RowHeading>
          <VerdictMarks verdicts={row.verdicts} />
          <ElementMarks covered={covered.map((reason) => reason.conceptId)} missing={row.missing} />
        </div>
        <div className={rowClasses.rowScore}>
          <p className={rowClasses.points}>
            <Points score={row.score} />
            <span className={shared.quiet}>
              {t('list.standing', { rank: format.number(standing.rank), of: format.number(standing.of) })}
            </span>
          </p>
          <MatchBar score={row.score} parts={row.parts} />
          <ProfileMark value={row.confidence} />
          <ProfileState values={profile} />
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
        <Checkbox
          size="sm"
          label={t('list.compare')}
          aria-label={t('list.compareOf', { name })}
          checked={compared}
          onChange={onCompare}
        />
        {target ? (
          <VerdictButton target={{ ...target, organisation: id }} name={name} verdicts={row.verdicts} />
        ) : null}
        <SaveProject
          source={source}
          organisations={[{ organisation: id }]}
          names={name}
          description={t('project.description', { date: format.shortDate(source.day), points })}
        />
      </div>
      <div id={details} hidden={!open}>
        {open ? (
          <div className={rowClasses.details}>
            <Why score={row.score} parts={row.parts} assumed={row.assumed} />
            <div className={rowClasses.side}>
              {row.solutions.length > 0 ? (
                <div>
                  <h3 className={shared.smallTitle}>{t('list.offer')}</h3>
                  <ul className={shared.plainList}>
                    {row.solutions.slice(0, offersShown).map(({ solutionId }) => (
                      <li key={solutionId}>
                        <NameLink id={solutionId} kind="solution" icon />
                      </li>
                    ))}
                  </ul>
                </div>
              ) : null}
              {row.needs ? (
                <ul className={shared.plainList}>
                  {row.needs.map((need) => (
                    <li key={need.needId}>
                      {t('list.forNeed', { name: plain(need.needId), points: pointsOf(need.score) })}
                    </li>
                  ))}
                </ul>
              ) : null}
              <Changes raise={row.wouldRaise} lower={row.wouldLower} />
            </div>
          </div>
        ) : null}
      </div>
    </li>
  );
}
