import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { Confidence } from '#core/kinds/choices.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { ReferenceList } from '../../values/ReferenceValue.tsx';
import { FactSource } from '../FactSource.tsx';
import { Panel } from '../Panel.tsx';
import classes from '../record.module.css';

interface PriorityProject {
  readonly title?: LanguageMap;
  readonly sectors?: readonly string[];
  readonly confidence?: Confidence;
  readonly sources?: readonly Source[];
}

/** The projects that the city itself put first, each with its own source. */
export function PriorityProjects({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const projects = (detail.record.priorityProjects ?? []) as readonly PriorityProject[];
  const name = format.fieldName('city', 'priorityProjects');
  return (
    <Panel title={name} count={projects.length}>
      {projects.length === 0 ? (
        <p className={classes.quiet}>{t('record.noneRecorded', { kind: name })}</p>
      ) : null}
      <ul className={classes.relations}>
        {projects.map((project) => (
          <li key={JSON.stringify(project.title)} className={classes.relation}>
            <span className={classes.relationName}>
              <LanguageText value={project.title} />
              {project.sectors && project.sectors.length > 0 ? (
                <span className={classes.relationWay}>
                  <ReferenceList ids={project.sectors} labels={detail.labels} />
                </span>
              ) : null}
            </span>
            <FactSource
              name={format.plain(project.title)}
              confidence={project.confidence}
              sources={project.sources ?? []}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
