import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TeamProposalRow } from '#contract/matchingSchemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import shared from '../matching.module.css';
import { SaveProject } from '../project/SaveProject.tsx';
import { ElementMarks } from '../shared/ElementMarks.tsx';
import { NameLink, NamesProvider, useNames, usePlainName } from '../shared/names.tsx';
import rowClasses from '../shared/rows.module.css';
import { Section } from '../shared/Section.tsx';
import { Certificate } from './Certificate.tsx';
import { Replacements } from './Replacements.tsx';
import { TeamDiagram } from './TeamDiagram.tsx';
import classes from './team.module.css';
import { type TeamWork, useTeamWork } from './useTeamWork.ts';

interface TeamCardProps {
  readonly team: TeamProposalRow;
  readonly number: number;
  readonly needs: readonly string[];
  readonly lead: string | undefined;
  /** Some elements are offered by nobody. */
  readonly partial: boolean;
}

/** One proposed team: who, for what, how their data link, and how good it is known to be. */
export function TeamCard(props: TeamCardProps) {
  const known = useNames();
  const work = useTeamWork(props.team, props.needs, props.lead);
  return (
    <NamesProvider names={{ ...known, ...work.names }}>
      <Card {...props} work={work} />
    </NamesProvider>
  );
}

function Card({ team: proposal, number, needs, partial, work }: TeamCardProps & { readonly work: TeamWork }) {
  const { t } = useTranslation('match');
  const { team, isChanged, leaving } = work;
  const format = useFormat();
  const plain = usePlainName();
  const day = dayOf(new Date());
  const names = team.members.map((member) => plain(member.organisationId));
  const needNames = needs.map(plain);
  const all = team.covered.length + team.uncovered.length;
  return (
    <Section
      framed
      title={t('team.proposal', { number })}
      action={
        <SaveProject
          prominent={number === 1}
          label={t('team.asProject')}
          source={{
            name: needNames.length > 1 ? t('project.others', { first: needNames[0] ?? '' }) : needNames[0],
            needs,
            studies: [],
            cities: team.localGovernments,
            day,
          }}
          organisations={team.members.map((member) => ({
            organisation: member.organisationId,
            role: t(`team.role.${member.role}`),
          }))}
          names={format.list(names)}
          description={t('project.descriptionTeam', { date: format.shortDate(day) })}
        />
      }
    >
      <div className={classes.teamFacts}>
        {isChanged ? (
          <Chip tone="accent">{t('team.ownTeam')}</Chip>
        ) : (
          <Certificate team={team} alternative={number > 1} partial={partial} />
        )}
        <Chip>{t('team.covered', { covered: team.covered.length, all })}</Chip>
        <span className={shared.quiet}>{t('team.score', { score: format.number(team.score, figures) })}</span>
        {isChanged ? (
          <>
            <span className={shared.numbers}>
              {t('team.againstProposal', {
                formatted: format.number(team.score - proposal.score, {
                  ...figures,
                  signDisplay: 'exceptZero',
                }),
              })}
            </span>
            <Button variant="subtle" size="compact-sm" onClick={work.reset}>
              {t('team.backToProposal')}
            </Button>
          </>
        ) : null}
      </div>
      {work.error ? <ErrorNotice error={work.error} /> : null}
      {team.mustsRelaxed ? <p className={shared.help}>{t('team.mustsRelaxed')}</p> : null}
      <div className={classes.teamBody}>
        <div className={shared.teamMembers}>
          <ul className={shared.plainList}>
            {team.members.map((member) => (
              <li key={member.organisationId} className={classes.member}>
                <span className={rowClasses.rowTitle}>
                  <NameLink id={member.organisationId} kind="organisation" icon />
                  {member.role === 'member' ? null : (
                    <Chip tone="accent">{t(`team.role.${member.role}`)}</Chip>
                  )}
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-expanded={leaving === member.organisationId}
                    aria-label={t('team.swapOf', { name: plain(member.organisationId) })}
                    leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
                    onClick={() =>
                      work.swap(leaving === member.organisationId ? undefined : member.organisationId)
                    }
                  >
                    {t('team.swap')}
                  </Button>
                </span>
                {member.solutionId === undefined ? null : (
                  <span className={classes.memberOffer}>
                    <NameLink id={member.solutionId} kind="solution" icon />
                  </span>
                )}
                <ElementMarks
                  covered={member.covers.map(({ conceptId }) => conceptId)}
                  missing={[]}
                  most={8}
                />
                {leaving === member.organisationId && work.replacements ? (
                  <Replacements
                    leaving={leaving}
                    replacements={work.replacements}
                    onTake={work.take}
                    onKeep={() => work.swap(undefined)}
                  />
                ) : null}
              </li>
            ))}
          </ul>
          {team.hub ? (
            <p className={shared.sentence}>
              {t('team.hub', { name: plain(team.hub.organisationId), concept: plain(team.hub.conceptId) })}
            </p>
          ) : null}
          <h3 className={shared.smallTitle}>{t('team.uncovered')}</h3>
          {team.uncovered.length === 0 ? (
            <p className={shared.quiet}>{t('team.allCovered')}</p>
          ) : (
            <ElementMarks covered={[]} missing={team.uncovered} most={20} />
          )}
          {team.localGovernments.length > 0 ? (
            <>
              <h3 className={shared.smallTitle}>{t('team.local')}</h3>
              <ul className={shared.inlineList}>
                {team.localGovernments.map((city) => (
                  <li key={city}>
                    <NameLink id={city} kind="city" />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
        <div className={shared.teamPicture}>
          <TeamDiagram team={team} />
          <h3 className={shared.smallTitle}>{t('team.links')}</h3>
          {team.links.length === 0 ? <p className={shared.quiet}>{t('team.noLinks')}</p> : null}
          <ol className={classes.links}>
            {team.links.map((link) => (
              <li key={`${link.dataAssetId} ${link.from.organisationId}`}>
                {link.from.organisationId === link.to.organisationId
                  ? t('team.inside', {
                      asset: plain(link.dataAssetId),
                      from: plain(link.from.organisationId),
                    })
                  : t('team.link', {
                      asset: plain(link.dataAssetId),
                      from: plain(link.from.organisationId),
                      to: plain(link.to.organisationId),
                    })}
              </li>
            ))}
          </ol>
        </div>
      </div>
    </Section>
  );
}

const figures: Intl.NumberFormatOptions = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
