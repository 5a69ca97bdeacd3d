import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { undoChange } from '../../activity/undo.ts';
import shared from '../matching.module.css';
import { usePlainName } from '../shared/names.tsx';
import { dayAfter, firstStepDays } from './projectValues.ts';
import type { SaveProjectProps } from './SaveProject.tsx';
import { saveProject } from './saveProject.ts';

interface ProjectFormProps extends SaveProjectProps {
  readonly onSaved: (id: string) => void;
  readonly onUndone: () => void;
}

const mostProjects = 500;

/** Where the match goes, who takes the first step, and by when. */
export function ProjectForm(props: ProjectFormProps) {
  const { source, organisations, names, description, onSaved, onUndone } = props;
  const { t } = useTranslation(['match', 'common']);
  const format = useFormat();
  const plain = usePlainName();
  const [title, setTitle] = useState(() =>
    source.name === undefined
      ? t('match:project.titleText', { organisations: names })
      : t('match:project.title', { need: source.name, organisations: names }),
  );
  const [step, setStep] = useState(() => t('match:project.followUp', { organisations: names }));
  const [due, setDue] = useState(dayAfter(source.day, firstStepDays));
  const [responsible, setResponsible] = useState<string | null>(null);
  const [target, setTarget] = useState<'new' | 'existing'>('new');
  const [existing, setExisting] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const projects = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind: 'project', sort: { field: 'label', direction: 'ascending' }, limit: mostProjects },
    }),
  );
  const offered = (projects.data?.items ?? []).map((project) => ({
    value: project.id,
    label: format.plain(project.title as LanguageMap | undefined) || project.id,
  }));
  const into = target === 'existing' ? (existing ?? undefined) : undefined;
  const ready =
    step.trim() !== '' &&
    /^\d{4}-\d{2}-\d{2}$/.test(due) &&
    (target === 'new' ? title.trim() !== '' : into !== undefined);

  const save = async () => {
    if (!ready || saving) return;
    setSaving(true);
    try {
      const { id, changes } = await saveProject(
        {
          title: title.trim(),
          description,
          followUpTitle: step.trim(),
          language: format.language,
          needs: source.needs,
          studies: source.studies,
          cities: source.cities,
          organisations,
          today: source.day,
          due,
          responsible: responsible ?? undefined,
        },
        into,
      );
      const name = into === undefined ? title : (offered.find(({ value }) => value === into)?.label ?? into);
      notifyDone(t(into === undefined ? 'match:project.saved' : 'match:project.added', { title: name }), {
        label: t('common:action.undo'),
        run: () => {
          onUndone();
          for (const changeId of changes) void undoChange(changeId);
        },
      });
      onSaved(id);
    } catch (error) {
      reportError(error);
    } finally {
      setSaving(false);
    }
  };

  return (
    <form
      className={shared.verdictFields}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={shared.help}>{t('match:project.hint')}</p>
      <Radio.Group
        label={t('match:project.where')}
        value={target}
        onChange={(value) => setTarget(value === 'existing' ? 'existing' : 'new')}
      >
        <div className={shared.verdictChoices}>
          <Radio value="new" label={t('match:project.new')} />
          <Radio value="existing" label={t('match:project.existing')} disabled={offered.length === 0} />
        </div>
      </Radio.Group>
      {target === 'new' ? (
        <TextInput
          label={t('match:project.titleLabel')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      ) : (
        <Select
          label={t('match:project.pickProject')}
          searchable
          comboboxProps={{ withinPortal: false }}
          value={existing}
          data={offered}
          onChange={setExisting}
        />
      )}
      <TextInput
        label={t('match:project.step')}
        value={step}
        onChange={(event) => setStep(event.currentTarget.value)}
      />
      <Select
        label={t('match:project.responsible')}
        description={t('match:project.responsibleHelp')}
        placeholder={t('match:project.nobody')}
        clearable
        comboboxProps={{ withinPortal: false }}
        value={responsible}
        data={organisations.map(({ organisation }) => ({ value: organisation, label: plain(organisation) }))}
        onChange={setResponsible}
      />
      <TextInput
        type="date"
        label={t('match:project.due')}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <div className={shared.askButtons}>
        <Button type="submit" size="sm" loading={saving} disabled={!ready}>
          {t(target === 'new' ? 'match:project.record' : 'match:project.addTo')}
        </Button>
      </div>
    </form>
  );
}
