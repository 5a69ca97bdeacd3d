import { Button, Popover } from '@mantine/core';
import { IconArrowRight, IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProjectForm } from './ProjectForm.tsx';
import type { ProjectPlan } from './projectValues.ts';

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

export interface SaveProjectProps {
  readonly source: ProjectSource;
  readonly organisations: ProjectPlan['organisations'];
  /** The organisations in words, for the titles. */
  readonly names: string;
  readonly description: string;
  readonly prominent?: boolean;
  readonly label?: string;
}

/** Takes a match up: a project with its needs, cities and organisations, and a first follow-up that somebody owns. */
export function SaveProject(props: SaveProjectProps) {
  const { prominent = false, label } = props;
  const { t } = useTranslation('match');
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState<string>();
  if (saved !== undefined) {
    return (
      <Button
        variant="subtle"
        size={prominent ? 'sm' : 'compact-sm'}
        leftSection={<IconArrowRight size={16} aria-hidden="true" />}
        renderRoot={(root) => <Link to="/record/$id" params={{ id: saved }} {...root} />}
      >
        {t('project.open')}
      </Button>
    );
  }
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus width={400} withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant={prominent ? 'filled' : 'subtle'}
          size={prominent ? 'sm' : 'compact-sm'}
          leftSection={<IconRoute size={16} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {label ?? t('project.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('project.form')}>
        <ProjectForm
          {...props}
          onSaved={(id) => {
            setOpen(false);
            setSaved(id);
          }}
          onUndone={() => setSaved(undefined)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
