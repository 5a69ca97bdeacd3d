import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { Page } from '../components/Page.tsx';

/** A page that failed leaves the frame standing, so that the reader can go elsewhere or try again. */
export function PageError({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('pageError.title')}>
      <ErrorNotice error={error} onRetry={reset} />
    </Page>
  );
}
