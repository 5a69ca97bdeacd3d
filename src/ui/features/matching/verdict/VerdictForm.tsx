import { Button, Checkbox, Radio, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerdictNoteRow } from '#contract/matchingSchemas.ts';
import { type Verdict, type Visibility, verdicts, visibilities } from '#core/kinds/choices.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import { undoChange } from '../../activity/undo.ts';
import shared from '../matching.module.css';
import { saveVerdict } from './saveVerdict.ts';
import type { VerdictTarget } from './verdictValues.ts';

interface VerdictFormProps {
  readonly target: VerdictTarget;
  readonly name: string;
  /** The verdict that there is; changed rather than doubled. */
  readonly latest: VerdictNoteRow | undefined;
  readonly onDone: () => void;
}

/** Verdict, reason, who may see it, and a note that nobody else ever sees. */
export function VerdictForm({ target, name, latest, onDone }: VerdictFormProps) {
  const { t } = useTranslation(['match', 'common']);
  const format = useFormat();
  const stored = useQuery(
    orpc.registry.get.queryOptions({ input: { id: latest?.id ?? '' }, enabled: latest !== undefined }),
  );
  const record = stored.data?.record;
  const [verdict, setVerdict] = useState<Verdict>();
  const [reason, setReason] = useState<string>();
  const [visibility, setVisibility] = useState<Visibility>();
  const [privateNote, setPrivateNote] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const [saving, setSaving] = useState(false);
  const chosen = verdict ?? verdicts.find((each) => each === latest?.verdict);
  const notes = stored.data?.links.missionNote ?? [];

  const write = async (work: () => Promise<readonly string[]>, message: string) => {
    setSaving(true);
    try {
      const changes = await work();
      notifyDone(message, {
        label: t('common:action.undo'),
        run: () => {
          for (const changeId of changes) void undoChange(changeId);
        },
      });
      onDone();
    } catch (error) {
      reportError(error);
    } finally {
      setSaving(false);
    }
  };
  const save = () => {
    if (chosen === undefined) return;
    const title = format.choice('verdict', 'verdict', chosen);
    void write(
      () =>
        saveVerdict({
          target,
          draft: {
            verdict: chosen,
            reason: reason ?? format.plain(latest?.reason),
            visibility: visibility ?? record?.visibility ?? definitionOf('verdict').defaultVisibility,
            privateNote,
            everywhere,
          },
          title,
          language: format.language,
          today: dayOf(new Date()),
          id: latest?.id,
        }),
      t('match:verdict.saved', { name, verdict: title }),
    );
  };
  const withdraw = (id: string) =>
    void write(
      async () => {
        const { changeId } = await host.registry.remove({ id });
        return changeId === null ? [] : [changeId];
      },
      t('match:verdict.withdrawn', { name }),
    );

  return (
    <form
      className={shared.verdictFields}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) save();
      }}
    >
      <Radio.Group
        label={t('match:verdict.question', { name })}
        value={chosen ?? ''}
        onChange={(value) => setVerdict(verdicts.find((each) => each === value))}
      >
        <div className={shared.verdictChoices}>
          {verdicts.map((each) => (
            <Radio
              key={each}
              value={each}
              label={format.choice('verdict', 'verdict', each)}
              {...(each === 'vetoed' ? { description: t('match:verdict.vetoHelp') } : {})}
            />
          ))}
        </div>
      </Radio.Group>
      {chosen === 'vetoed' && target.organisation !== undefined ? (
        <Checkbox
          label={t('match:verdict.everywhere')}
          checked={everywhere}
          onChange={(event) => setEverywhere(event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        label={format.fieldName('verdict', 'reason')}
        autosize
        minRows={2}
        maxRows={5}
        value={reason ?? format.plain(latest?.reason)}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Select
        label={t('match:verdict.whoSees')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        value={visibility ?? record?.visibility ?? definitionOf('verdict').defaultVisibility}
        data={visibilities.map((value) => ({ value, label: format.choice('verdict', 'visibility', value) }))}
        onChange={(value) => setVisibility(visibilities.find((each) => each === value))}
      />
      <Textarea
        label={t('match:verdict.privateNote')}
        description={t('match:verdict.privateNoteHelp')}
        autosize
        minRows={1}
        maxRows={5}
        value={privateNote}
        onChange={(event) => setPrivateNote(event.currentTarget.value)}
      />
      {latest ? (
        <p className={shared.quiet}>
          <Link to="/record/$id" params={{ id: latest.id }}>
            {t('match:verdict.record', { count: notes.length })}
          </Link>
        </p>
      ) : null}
      <div className={shared.askButtons}>
        <Button type="submit" size="sm" loading={saving} disabled={chosen === undefined}>
          {t('match:verdict.save')}
        </Button>
        {latest ? (
          <Button size="sm" variant="default" disabled={saving} onClick={() => withdraw(latest.id)}>
            {t('match:verdict.withdraw')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
