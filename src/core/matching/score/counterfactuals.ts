import type { MatchingContext } from '../context.ts';
import { dayText } from '../dates.ts';
import { sortedById, sortedSet } from '../order.ts';
import { buildProfile, type Profile } from '../profile/profile.ts';
import type { OrganisationSources, SourceTable } from '../profile/sources.ts';
import type { Counterfactual, DataChange } from '../results.ts';
import type { FollowUpRecord, MouRecord, SolutionRecord, StudyRecord } from '../types.ts';
import { matchConcepts } from './concept-fit.ts';
import type { NeedQuery } from './need-query.ts';
import { matchMou } from './place.ts';

/** A change that might lift a row, before it is verified. */
export type Proposal = Omit<Counterfactual, 'score' | 'rank'>;

const MISSING_TRIED = 2;

/** Changes worth trying for an organisation and a need. They carry no text, so they move nothing but evidence. */
export function proposeChanges(query: NeedQuery, profile: Profile, context: MatchingContext): Proposal[] {
  const { taxonomy, settings } = context;
  const organisationId = profile.organisation.id;
  const today = dayText(context.today);
  const matches = matchConcepts(taxonomy, query.concepts, profile, 'total');
  const byGain = [...matches].sort(
    (a, b) =>
      b.wanted.weight * (1 - b.value) - a.wanted.weight * (1 - a.value) ||
      a.wanted.position - b.wanted.position,
  );
  const city = query.cities[0];
  const country = query.countries[0];
  const place = { ...(city ? { city } : {}), ...(country ? { country } : {}) };
  const proposals: Proposal[] = [];

  for (const { wanted } of byGain.slice(0, MISSING_TRIED)) {
    const tagged = {
      technologies: wanted.technology ? [wanted.id] : [],
      challenges: wanted.technology ? [] : [wanted.id],
    };
    proposals.push({
      code: 'completedStudy',
      conceptId: wanted.id,
      ...place,
      change: {
        add: 'study',
        record: {
          id: 'counterfactual.study',
          recordType: 'study',
          status: 'completed',
          confidence: 'document',
          period: { start: null, end: today },
          cities: city ? [city] : [],
          countries: country ? [country] : [],
          ...tagged,
          consortium: [{ orgId: organisationId, role: 'contractor' }],
        },
      },
    });
    proposals.push({
      code: 'reviewedOffer',
      conceptId: wanted.id,
      change: {
        add: 'solution',
        record: {
          id: 'counterfactual.solution',
          organisation: organisationId,
          maturity: 'claimed',
          reviewDate: today,
          confidence: 'own',
          ...tagged,
        },
      },
    });
  }
  const wantedIds = new Set(query.concepts.map((concept) => concept.id));
  for (const solution of profile.sources.solutions) {
    if (solution.maturity === 'deployed') continue;
    const concept = [...(solution.technologies ?? []), ...(solution.challenges ?? [])]
      .sort()
      .find((id) => wantedIds.has(id));
    if (concept === undefined) continue;
    proposals.push({
      code: 'deployment',
      conceptId: concept,
      change: { update: 'solution', id: solution.id, fields: { maturity: 'deployed' } },
    });
  }
  const study = profile.items.find(
    (item) => item.level === 'study' && item.concepts.some((id) => wantedIds.has(id)),
  );
  if (study) {
    proposals.push({
      code: 'continuedFollowUp',
      change: {
        add: 'followUp',
        record: {
          id: 'counterfactual.followUp',
          study: study.id,
          status: 'done',
          date: today,
          confidence: 'document',
        },
      },
    });
  }
  if (country && matchMou(profile, query.cities, query.countries, settings).value === 0) {
    proposals.push({
      code: 'mou',
      ...place,
      change: {
        add: 'mou',
        record: {
          id: 'counterfactual.mou',
          status: 'in-force',
          date: today,
          parties: [{ orgId: organisationId }],
          cities: city ? [city] : [],
          countries: [country],
        },
      },
    });
  }
  const languages = context.organisations.languagesOf(query.countries);
  const own = profile.organisation.languages ?? [];
  const language = languages[0];
  if (language !== undefined && !own.some((code) => languages.includes(code))) {
    proposals.push({
      code: 'workingLanguage',
      language,
      change: {
        update: 'organisation',
        id: organisationId,
        fields: { languages: sortedSet([...own, language]) },
      },
    });
  }
  return proposals;
}

/** The profile as it would be after a change. */
export function profileAfter(profile: Profile, change: DataChange, context: MatchingContext): Profile {
  const { sources, table } = applyToSources(profile.sources, change, context.table);
  return buildProfile(sources, { ...context.profileContext, table });
}

function applyToSources(
  sources: OrganisationSources,
  change: DataChange,
  table: SourceTable,
): { sources: OrganisationSources; table: SourceTable } {
  if ('update' in change) {
    if (change.update === 'organisation')
      return { sources: { ...sources, organisation: { ...sources.organisation, ...change.fields } }, table };
    const solutions = sources.solutions.map((solution) =>
      solution.id === change.id ? { ...solution, ...change.fields } : solution,
    );
    return { sources: { ...sources, solutions }, table };
  }
  switch (change.add) {
    case 'solution':
      return {
        sources: {
          ...sources,
          solutions: sortedById([...sources.solutions, change.record as unknown as SolutionRecord]),
        },
        table,
      };
    case 'study':
      return {
        sources: { ...sources, studies: sortedById([...sources.studies, change.record as StudyRecord]) },
        table,
      };
    case 'mou':
      return {
        sources: { ...sources, mous: sortedById([...sources.mous, change.record as MouRecord]) },
        table,
      };
    case 'followUp': {
      const added = change.record as FollowUpRecord;
      const about = added.study ?? added.project ?? '';
      return {
        sources: { ...sources, followUps: sortedById([...sources.followUps, added]) },
        table: {
          ...table,
          followUpsOf: {
            get: (id) =>
              id === about
                ? sortedById([...(table.followUpsOf.get(id) ?? []), added])
                : table.followUpsOf.get(id),
          },
        },
      };
    }
  }
}
