import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProblem } from '#ui/i18n/describeError.ts';
import { editorId } from './editorTypes.ts';
import classes from './form.module.css';

/** All that has to be corrected, each line leading to its field. Takes the focus when it appears. */
export function ProblemSummary({ problems }: { readonly problems: readonly DescribedProblem[] }) {
  const { t } = useTranslation('records');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={t('form.problems', { count: problems.length })}
    >
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.text}`}>
            <a
              href={`#${editorId(problem.path)}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(problem.path);
              }}
            >
              {t('form.problem', { field: problem.fieldName, text: problem.text })}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The editor of the path, or of the nearest field around it. */
export function goTo(path: string): void {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const editor = document.getElementById(editorId(parts.slice(0, length).join('.')));
    if (!editor) continue;
    const input = editor.matches('input, textarea, select')
      ? editor
      : (editor.querySelector<HTMLElement>('input, textarea, select') ??
        editor.querySelector<HTMLElement>('button') ??
        editor);
    editor.scrollIntoView({ block: 'center' });
    input.focus({ preventScroll: true });
    return;
  }
}
