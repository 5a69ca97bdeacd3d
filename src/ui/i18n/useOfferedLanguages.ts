import { useEffect, useState } from 'react';
import { type OfferedLanguage, offeredLanguages, ownName, writtenLanguages } from './index.ts';

/** The written languages at once, the others as soon as it is known how complete they are. */
export function useOfferedLanguages(): readonly OfferedLanguage[] {
  const [languages, setLanguages] = useState<readonly OfferedLanguage[]>(() =>
    writtenLanguages.map((code) => ({ code, name: ownName(code) })),
  );
  useEffect(() => {
    let wanted = true;
    void offeredLanguages().then((found) => {
      if (wanted) setLanguages(found);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return languages;
}
