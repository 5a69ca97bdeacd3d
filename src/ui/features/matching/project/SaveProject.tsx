import { Button, Tooltip } from '@mantine/core';
import { IconArrowRight, IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { undoChange } from '../../activity/undo.ts';
import { followUpValues, type ProjectPlan, projectValues } from './projectValues.ts';

/** What the match was asked for; a project that comes of it keeps these links. */
export interface ProjectSource {
  /** Name of the need, city or study; undefined for a typed text. */
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly studies: readonly string[];
  readonly cities: readonly string[];
  /** The reader's day. */
  readonly day: string;
}

interface SaveProjectProps {
  readonly source: ProjectSource;
  readonly organisations: ProjectPlan['organisations'];
  /** The organisations in words, for the titles. */
  readonly names: string;
  readonly description: string;
  readonly prominent?: boolean;
  readonly label?: string;
}

/** Takes a match up in one step: a project with its needs, cities and organisations, and a first follow-up. */
export function SaveProject(props: SaveProjectProps) {
  const { source, organisations, names, description, prominent = false, label } = props;
  const { t } = useTranslation(['match', 'common']);
  const { language } = useFormat();
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<string>();

  const save = async () => {
    setSaving(true);
    const title =
      source.name === undefined
        ? t('match:project.titleText', { organisations: names })
        : t('match:project.title', { need: source.name, organisations: names });
    const plan: ProjectPlan = {
      title,
      description,
      followUpTitle: t('match:project.followUp', { organisations: names }),
      language,
      needs: source.needs,
      studies: source.studies,
      cities: source.cities,
      organisations,
      today: source.day,
    };
    try {
      const changes = await saveProject(plan);
      setSaved(changes.project.id);
      notifyDone(t('match:project.saved', { title }), {
        label: t('common:action.undo'),
        run: () => {
          setSaved(undefined);
          for (const { changeId } of [changes.followUp, changes.project])
            if (changeId !== null) void undoChange(changeId);
        },
      });
    } catch (error) {
      reportError(error);
    } finally {
      setSaving(false);
    }
  };

  if (saved !== undefined) {
    return (
      <Button
        variant="subtle"
        size={prominent ? 'sm' : 'compact-sm'}
        leftSection={<IconArrowRight size={16} aria-hidden="true" />}
        renderRoot={(root) => <Link to="/record/$id" params={{ id: saved }} {...root} />}
      >
        {t('match:project.open')}
      </Button>
    );
  }
  return (
    <Tooltip label={t('match:project.hint')}>
      <Button
        variant={prominent ? 'filled' : 'subtle'}
        size={prominent ? 'sm' : 'compact-sm'}
        loading={saving}
        leftSection={<IconRoute size={16} aria-hidden="true" />}
        onClick={() => void save()}
      >
        {label ?? t('match:project.save')}
      </Button>
    </Tooltip>
  );
}

/** Two records, the follow-up after the project that it belongs to; without the follow-up there is no project either. */
async function saveProject(plan: ProjectPlan) {
  const { language } = plan;
  const cities = plan.cities.length > 0 ? plan.cities : await citiesOf([...plan.needs, ...plan.studies]);
  const complete = { ...plan, cities };
  const project = await host.registry.create({ kind: 'project', values: projectValues(complete), language });
  try {
    const followUp = await host.registry.create({
      kind: 'followUp',
      values: followUpValues(complete, project.id),
      language,
    });
    return { project, followUp };
  } catch (error) {
    await host.registry.remove({ id: project.id });
    throw error;
  }
}

/** The cities that needs and studies belong to. */
async function citiesOf(ids: readonly string[]): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => host.registry.get({ id })));
  return found.flatMap(({ record }) => [
    ...(typeof record.city === 'string' ? [record.city] : []),
    ...(Array.isArray(record.cities) ? record.cities.map(String) : []),
  ]);
}
