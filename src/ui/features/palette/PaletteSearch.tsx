import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { isComposing } from '../../shell/platform.ts';
import { PaletteOption } from './PaletteOption.tsx';
import classes from './palette.module.css';
import { palette, usePaletteStartText } from './paletteStore.ts';
import { type PaletteItem, usePaletteItems } from './usePaletteItems.ts';

const pageSize = 8;

/** A combobox over one list: the field keeps the focus, the arrow keys move through the list. */
export function PaletteSearch() {
  const { t } = useTranslation(['palette', 'shell']);
  const format = useFormat();
  const navigate = useNavigate();
  const name = useId();
  const [text, setText] = useState(usePaletteStartText());
  const [at, setAt] = useState(0);
  const { sections, total, settled, error } = usePaletteItems(text);
  const [wantsFirst, setWantsFirst] = useState(false);
  const items = sections.flatMap((section) => section.items);
  const place = Math.min(at, Math.max(0, items.length - 1));
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [place]);

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return;
    palette.close();
    if (item.type === 'command') item.command.run();
    else if (item.type === 'hit') void navigate({ to: '/record/$id', params: { id: item.hit.id } });
    else void navigate({ to: '/search', search: { text } });
  };

  // Enter pressed before the answer has come means the first of what is coming, not of what is still shown.
  useEffect(() => {
    if (!wantsFirst || !settled) return;
    setWantsFirst(false);
    choose(items[0]);
  });

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // While an input method composes, Enter and the arrows choose among its candidates.
    if (isComposing(event.nativeEvent)) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: Math.min(place + pageSize, items.length - 1),
      PageUp: Math.max(place - pageSize, 0),
    };
    const next = moves[event.key];
    if (next !== undefined) setAt((next + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') {
      if (settled) choose(items[place]);
      else setWantsFirst(true);
    } else if (event.key === 'Escape') palette.close();
    else return;
    event.preventDefault();
  };

  let count = -1;
  return (
    <div className={classes.palette}>
      <div className={classes.inputRow}>
        <IconSearch size={20} stroke={1.8} aria-hidden="true" />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={`${name}-list`}
          aria-activedescendant={items.length > 0 ? `${name}-${place}` : undefined}
          aria-autocomplete="list"
          aria-label={t('palette:placeholder')}
          placeholder={t('palette:placeholder')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
            setWantsFirst(false);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        className={classes.list}
        id={`${name}-list`}
        role="listbox"
        aria-label={t('palette:results')}
        ref={list}
      >
        {sections.map((section) => (
          <fieldset
            key={section.name}
            className={classes.section}
            aria-labelledby={`${name}-${section.name}`}
          >
            <div className={classes.sectionName} id={`${name}-${section.name}`}>
              {t(`palette:section.${section.name}`)}
            </div>
            {section.items.map((item) => {
              count += 1;
              const here = count;
              return (
                <PaletteOption
                  key={`${item.type} ${item.id}`}
                  id={`${name}-${here}`}
                  place={here}
                  item={item}
                  active={here === place}
                  onPoint={() => setAt(here)}
                  onChoose={() => choose(item)}
                />
              );
            })}
          </fieldset>
        ))}
      </div>
      {total === 0 ? <p className={classes.nothing}>{t('palette:nothing.title', { text })}</p> : null}
      {error ? <ErrorNotice error={error} /> : null}
      <p className="musubi-hidden" aria-live="polite">
        {total === undefined ? '' : t('palette:found', { count: total, formatted: format.number(total) })}
      </p>
      <p className={classes.keys} aria-hidden="true">
        {t('palette:keys')}
      </p>
    </div>
  );
}
