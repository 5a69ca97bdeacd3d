import {
  IconArrowMerge,
  IconFileExport,
  IconLanguage,
  IconMoon,
  IconPlus,
  IconRotate,
  IconSun,
  IconTable,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../host/useSettings.ts';
import { useFormat } from '../../i18n/format.ts';
import { useOfferedLanguages } from '../../i18n/useOfferedLanguages.ts';
import { kindsToAdd, navigation } from '../../shell/navigation.ts';
import { undoLastChange } from '../activity/undo.ts';

export type CommandGroup = 'go' | 'add' | 'do';

export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly name: string;
  readonly lang?: string;
  readonly icon: TablerIcon;
  /** Other words by which it is found. */
  readonly words: readonly string[];
  readonly run: () => void;
}

/** Everything that can be done from anywhere, in the order in which it is offered. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation(['palette', 'shell', 'domain', 'activity']);
  const format = useFormat();
  const navigate = useNavigate();
  const { change } = useSettings();
  const languages = useOfferedLanguages();

  return useMemo(() => {
    const go: Command[] = navigation
      .flatMap((group) => group.entries)
      .map((entry) => {
        if ('kind' in entry) {
          const name = format.kindName(entry.kind, true);
          return {
            id: `go ${entry.kind}`,
            group: 'go',
            name: t('palette:go', { name }),
            icon: entry.icon,
            words: [name, entry.kind],
            run: () => void navigate({ to: '/list/$kind', params: { kind: entry.kind } }),
          };
        }
        const name = t(`shell:place.${entry.place}`);
        return {
          id: `go ${entry.place}`,
          group: 'go',
          name: t('palette:go', { name }),
          icon: entry.icon,
          words: [name, entry.place],
          run: () => void navigate({ to: entry.to }),
        };
      });
    // Places that the rail has no room for.
    go.push(
      {
        id: 'go relations',
        group: 'go',
        name: t('palette:go', { name: t('domain:relations.title') }),
        icon: IconTable,
        words: [t('domain:relations.title'), 'relations'],
        run: () => void navigate({ to: '/relations' }),
      },
      {
        id: 'go removed',
        group: 'go',
        name: t('palette:go', { name: t('activity:removed.title') }),
        icon: IconTrash,
        words: [t('activity:removed.title'), 'removed', 'trash'],
        run: () => void navigate({ to: '/removed' }),
      },
    );
    const add: Command[] = kindsToAdd.map((kind) => ({
      id: `add ${kind}`,
      group: 'add',
      name: t('palette:add', { name: format.kindName(kind) }),
      icon: IconPlus,
      words: [format.kindName(kind), kind],
      run: () => void navigate({ to: '/new/$kind', params: { kind } }),
    }));
    const others: Command[] = [
      {
        id: 'brief',
        group: 'do',
        name: t('palette:exportBrief'),
        icon: IconFileExport,
        words: ['brief', 'export', 'pdf'],
        run: () => void navigate({ to: '/briefs' }),
      },
      {
        id: 'duplicates',
        group: 'do',
        name: t('palette:duplicates'),
        icon: IconArrowMerge,
        words: ['duplicates', 'merge'],
        run: () => void navigate({ to: '/duplicates' }),
      },
      {
        id: 'undo',
        group: 'do',
        name: t('palette:undo'),
        icon: IconRotate,
        words: ['undo'],
        run: () => void undoLastChange(),
      },
      ...languages.map(
        (language): Command => ({
          id: `language ${language.code}`,
          group: 'do',
          name: t('palette:language', { name: language.name }),
          icon: IconLanguage,
          words: [language.name, language.code, format.languageName(language.code)],
          run: () => change({ language: language.code }),
        }),
      ),
      {
        id: 'light',
        group: 'do',
        name: t('palette:light'),
        icon: IconSun,
        words: ['light'],
        run: () => change({ theme: 'light' }),
      },
      {
        id: 'dark',
        group: 'do',
        name: t('palette:dark'),
        icon: IconMoon,
        words: ['dark'],
        run: () => change({ theme: 'dark' }),
      },
    ];
    return [...go, ...add, ...others];
  }, [t, format, navigate, change, languages]);
}
