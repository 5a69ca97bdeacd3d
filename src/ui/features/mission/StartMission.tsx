import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlaneDeparture } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { host } from '#ui/host/client.ts';
import { useFormat } from '#ui/i18n/format.ts';
import inputs from '../../components/inputs.module.css';
import { DateEditor } from '../records/form/editors/DateEditor.tsx';
import { ReferenceEditor } from '../records/form/editors/ReferenceEditor.tsx';
import { DraftNote } from './DraftNote.tsx';
import classes from './mission.module.css';
import { submitKeys } from './submitKeys.ts';
import { useDraft } from './useDraft.ts';
import { useRunningMission } from './useMissions.ts';

type StartContent = {
  readonly title: string;
  readonly from?: string;
  readonly until?: string;
  readonly cities: readonly string[];
  readonly purpose: string;
};

const empty: StartContent = { title: '', cities: [], purpose: '' };

/** The few things that a mission begins with; it is the running one at once. */
export function StartMission() {
  const { t } = useTranslation('mission');
  const format = useFormat();
  const navigate = useNavigate();
  const running = useRunningMission();
  const draft = useDraft('mission/new/start', empty);
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const { title, from, until, cities, purpose } = draft.content;

  const start = async () => {
    if (saving) return;
    setSaving(true);
    setError(undefined);
    try {
      const { id } = await host.registry.create({
        kind: 'mission',
        values: {
          title: title.trim(),
          confidence: 'own',
          ...(from ? { from } : {}),
          ...(until ? { until } : {}),
          ...(cities.length > 0 ? { cities: [...cities] } : {}),
          ...(purpose.trim() ? { purpose: purpose.trim() } : {}),
        },
        language: format.language,
      });
      draft.clear();
      running.run(id);
      await navigate({ to: '/mission/$id', params: { id } });
    } catch (refusal) {
      setError(refusal);
      setSaving(false);
    }
  };

  return (
    <form
      className={`${classes.form} ${inputs.inputs}`}
      noValidate
      onKeyDown={submitKeys(() => void start())}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <DraftNote draft={draft} />
      {error ? <ErrorNotice error={error} /> : null}
      <TextInput
        label={format.fieldName('mission', 'title')}
        withAsterisk
        size="md"
        autoComplete="off"
        value={title}
        onChange={(event) => draft.change({ title: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <DateEditor
          kind="mission"
          path="from"
          label={format.fieldName('mission', 'from')}
          value={from}
          onChange={(value) => draft.change({ from: value })}
        />
        <DateEditor
          kind="mission"
          path="until"
          label={format.fieldName('mission', 'until')}
          value={until}
          onChange={(value) => draft.change({ until: value })}
        />
      </div>
      <ReferenceEditor
        kind="mission"
        path="cities"
        label={format.fieldName('mission', 'cities')}
        to={['city']}
        single={false}
        value={cities}
        onChange={(value) => draft.change({ cities: value ?? [] })}
      />
      <Textarea
        label={format.fieldName('mission', 'purpose')}
        size="md"
        autosize
        minRows={2}
        maxRows={8}
        value={purpose}
        onChange={(event) => draft.change({ purpose: event.currentTarget.value })}
      />
      <Button
        type="submit"
        size="lg"
        loading={saving}
        leftSection={<IconPlaneDeparture size={20} aria-hidden="true" />}
      >
        {t('start.submit')}
      </Button>
    </form>
  );
}
