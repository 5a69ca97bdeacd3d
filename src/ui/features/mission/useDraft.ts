import { useCallback, useEffect, useRef, useState } from 'react';
import { drafts } from '#ui/host/drafts.ts';
import type { DraftContent } from '#ui/host/draftWriter.ts';

export interface DraftState<Content> {
  readonly content: Content;
  readonly change: (to: Partial<Content>) => void;
  /** Empties the form and forgets the draft: it was saved or thrown away. */
  readonly clear: () => void;
  /** When what is shown was typed, if it came back from an earlier visit. */
  readonly restoredAt: string | undefined;
  /** False until it is known whether there is an earlier draft. */
  readonly ready: boolean;
}

/**
 * A form whose content is kept by the host while it is typed, and is simply there again after a crash.
 * @param empty what the form begins with; must keep its identity
 */
export function useDraft<Content extends DraftContent>(key: string, empty: Content): DraftState<Content> {
  const [content, setContent] = useState(empty);
  const [restoredAt, setRestoredAt] = useState<string>();
  const [ready, setReady] = useState(false);
  const latest = useRef(content);
  const touched = useRef(false);

  const show = useCallback((next: Content) => {
    latest.current = next;
    setContent(next);
  }, []);

  useEffect(() => {
    let isOpen = true;
    touched.current = false;
    void drafts.read(key).then((kept) => {
      if (!isOpen) return;
      if (kept && !touched.current) {
        show({ ...empty, ...kept.content } as Content);
        setRestoredAt(kept.savedAt);
      }
      setReady(true);
    });
    return () => {
      isOpen = false;
      drafts.flush(key);
    };
  }, [key, empty, show]);

  const change = useCallback(
    (to: Partial<Content>) => {
      touched.current = true;
      show({ ...latest.current, ...to });
      drafts.keep(key, latest.current);
    },
    [key, show],
  );
  const clear = useCallback(() => {
    touched.current = true;
    show(empty);
    setRestoredAt(undefined);
    drafts.drop(key);
  }, [key, empty, show]);
  return { content, change, clear, restoredAt, ready };
}
