import './theme/styles.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { notifyError } from './components/notify.tsx';
import { UnlockGate } from './features/access/UnlockGate.tsx';
import { queryClient } from './host/queries.ts';
import { onReportedError } from './host/reportError.ts';
import { startTranslations } from './i18n/index.ts';
import { startLanguage } from './i18n/startLanguage.ts';
import { followPlainPaths } from './shell/deepLinks.ts';
import { createAppRouter } from './shell/routes.tsx';
import { SettingsEffects } from './shell/SettingsEffects.tsx';
import { printInLight } from './theme/printInLight.ts';
import { theme, themeVariables } from './theme/theme.ts';

const colourSchemes = localStorageColorSchemeManager({ key: 'musubi.theme' });

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (!place) throw new Error('The page has no root element');
  followPlainPaths();
  onReportedError(notifyError);
  printInLight();
  await startTranslations(startLanguage());
  const router = createAppRouter();
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={themeVariables}
        colorSchemeManager={colourSchemes}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" limit={4} zIndex={400} />
          <UnlockGate>
            <SettingsEffects />
            <RouterProvider router={router} />
          </UnlockGate>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
