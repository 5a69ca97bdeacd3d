import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';
import { isMatchKind } from '../matchKinds.ts';
import { useNames } from '../shared/names.tsx';
import { noQuestion, useQuestion } from '../text/question.ts';
import { subjectIds } from './RunSubject.tsx';

/** The way to the screen where the question of a run is asked, with all its reasons; nothing where its subject is gone. */
export function AskAgain({ run }: { readonly run: MatchRun }) {
  const { t } = useTranslation('matchRuns');
  const names = useNames();
  const [, change] = useQuestion();
  const ids = subjectIds(run);
  const [id = ''] = ids;
  const kind = names[id]?.kind;
  const { input } = run;
  const button = (link: (props: object) => React.ReactNode) => (
    <Button
      variant="default"
      leftSection={<IconRefresh size={18} aria-hidden="true" />}
      renderRoot={(props) => link(props)}
    >
      {t('again')}
    </Button>
  );
  if (typeof input.text === 'string') {
    const text = input.text;
    const country = typeof input.country === 'string' ? input.country : undefined;
    const ask = () => change({ ...noQuestion, typed: text, asked: text, country });
    return button((props) => <Link to="/matching" onClick={ask} {...props} />);
  }
  if (run.question === 'team') {
    const max = typeof input.max === 'number' ? { max: input.max } : {};
    const lead = typeof input.lead === 'string' ? { lead: input.lead } : {};
    const search = { needs: ids.join(','), ...max, ...lead };
    return button((props) => <Link to="/matching/team" search={search as never} {...props} />);
  }
  return isMatchKind(kind)
    ? button((props) => <Link to="/matching/$kind/$id" params={{ kind, id }} {...props} />)
    : null;
}
