import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { type DescribedProblem, describeError } from '#ui/i18n/describeError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import { buildPatch, newValues, type Values } from './buildPatch.ts';
import { checkValues } from './checkValues.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from './draftMemory.ts';

interface FormOptions {
  readonly kind: KindName;
  /** Undefined for a new record. */
  readonly id: string | undefined;
  /** What the record says when the form opens. */
  readonly base: Values;
  /** What it says now: it may have changed meanwhile. */
  readonly current: Values;
  readonly onSaved: (id: string) => void;
}

export interface RecordFormState {
  readonly values: Values;
  readonly set: (field: string, value: unknown) => void;
  readonly problems: readonly DescribedProblem[];
  /** A refusal that is not about single fields. */
  readonly error: unknown;
  readonly saving: boolean;
  readonly dirty: boolean;
  readonly save: () => Promise<void>;
  /** What was typed earlier and is offered back; undefined when there is nothing, or it was taken or dropped. */
  readonly offered: Draft | undefined;
  readonly takeDraft: () => void;
  readonly discardDraft: () => void;
  /** Forgets what was typed. */
  readonly reset: () => void;
}

const none: readonly DescribedProblem[] = [];

export function useRecordForm({ kind, id, base, current, onSaved }: FormOptions): RecordFormState {
  const { i18n } = useTranslation();
  const { language } = useFormat();
  const changes = useRecordChanges();
  const [opened, setOpened] = useState(base);
  const [values, setValues] = useState<Values>(base);
  const [offered, setOffered] = useState<Draft>();
  const [problems, setProblems] = useState(none);
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const done = useRef(false);
  const patch = buildPatch(kind, opened, values, current);
  const dirty = Object.keys(patch).length > 0;

  useEffect(() => {
    let isOpen = true;
    void readDraft(kind, id).then((found) => {
      if (isOpen && found && !latest.current.dirty) setOffered(found);
    });
    return () => {
      isOpen = false;
    };
  }, [kind, id]);

  // What is typed goes to the host while it is typed; the writer sends it a moment later.
  const latest = useRef({ dirty });
  latest.current = { dirty };
  useEffect(() => {
    if (dirty && !done.current) keepDraft(kind, id, { values, base: opened });
  }, [values, opened, dirty, kind, id]);

  const set = useCallback((field: string, value: unknown) => {
    setValues((before) => ({ ...before, [field]: value }));
    setProblems((before) => before.filter(({ path }) => path !== field && !path.startsWith(`${field}.`)));
  }, []);

  const refuse = (refusal: unknown) => {
    const described = describeError(refusal, i18n);
    setProblems(described.problems);
    setError(described.problems.length > 0 ? undefined : refusal);
  };

  const save = async () => {
    if (saving) return;
    const sent = id === undefined ? newValues(kind, values) : patch;
    const refusal = checkValues(kind, sent, id === undefined ? 'create' : 'patch', language);
    if (refusal) {
      refuse(refusal);
      return;
    }
    setSaving(true);
    setError(undefined);
    try {
      let savedId = id;
      if (savedId === undefined) savedId = await changes.create(kind, sent);
      else if (dirty) await changes.patch(savedId, sent);
      done.current = true;
      dropDraft(kind, id);
      onSaved(savedId);
    } catch (cause) {
      refuse(cause);
    } finally {
      setSaving(false);
    }
  };

  return {
    values,
    set,
    problems,
    error,
    saving,
    dirty,
    save,
    offered,
    takeDraft: () => {
      if (!offered) return;
      setOpened(offered.base);
      setValues(offered.values);
      setOffered(undefined);
    },
    discardDraft: () => {
      dropDraft(kind, id);
      setOffered(undefined);
    },
    reset: () => {
      done.current = true;
      dropDraft(kind, id);
    },
  };
}
