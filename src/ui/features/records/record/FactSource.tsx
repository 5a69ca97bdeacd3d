import { Box, Popover, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confidence } from '#core/kinds/choices.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { SourceList } from '#ui/components/SourceList.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './record.module.css';

interface FactSourceProps {
  readonly name: string;
  readonly confidence: Confidence | undefined;
  readonly sources: readonly Source[];
  /** A caveat that belongs to this fact. */
  readonly note?: string;
  /** The fact itself, which opens it under the pointer too. */
  readonly children?: ReactNode;
  /** What stands beside the sign. */
  readonly tools?: ReactNode;
}

/** Milliseconds: long enough not to flicker while the pointer passes; longer over the words, which are also read. */
const openDelay = 250;
const restDelay = 700;
const closeDelay = 200;

/** Where a fact comes from: a sign that opens under the pointer and under the focus. */
export function FactSource({ name, confidence, sources, note, children, tools }: FactSourceProps) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (open: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpened(open), delay);
  };
  const leave = () => later(false, closeDelay);
  const stay = { onMouseEnter: () => later(true, openDelay), onMouseLeave: leave };
  const sign = (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-start"
      width={340}
      withArrow
      withinPortal={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.source}
          aria-label={t('fact.source', { name })}
          aria-expanded={opened}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible')) setOpened(true);
          }}
          onClick={() => setOpened(!opened)}
          onBlur={(event) => {
            // The links inside come right after; only leaving both closes it.
            const next = event.relatedTarget;
            if (!(next instanceof Element && next.closest('[data-fact-source]'))) setOpened(false);
          }}
          {...stay}
        >
          <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown data-fact-source {...stay} className={classes.sourcePanel}>
        {confidence ? (
          <p className={classes.sourceConfidence}>
            {t('fact.confidence', { confidence: format.choice('city', 'confidence', confidence) })}
          </p>
        ) : null}
        {note ? <p className={classes.sourceNote}>{note}</p> : null}
        <SourceList sources={sources} />
      </Popover.Dropdown>
    </Popover>
  );
  if (children === undefined) return sign;
  return (
    <>
      <Box
        component="span"
        className={classes.factText}
        onMouseEnter={() => later(true, restDelay)}
        onMouseLeave={leave}
      >
        {children}
      </Box>
      <span className={classes.factTools}>
        {sign}
        {tools}
      </span>
    </>
  );
}
