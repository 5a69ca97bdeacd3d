import { useEffect, useState } from 'react';
import { dayOf } from '../i18n/formatting/dates.ts';

/** The reader's calendar day, which turns over while the window stays open. */
export function useToday(): string {
  const [today, setToday] = useState(() => dayOf(new Date()));
  useEffect(() => {
    const look = () => setToday(dayOf(new Date()));
    const timer = setInterval(look, 60_000);
    // A machine that slept wakes up on another day.
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, []);
  return today;
}
