import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Attached } from '#contract/attachmentSchemas.ts';
import { ownChanges } from '#ui/host/ownChanges.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { uploadFile } from './uploadFile.ts';

export interface UploadState {
  readonly key: number;
  readonly fileName: string;
  /** From 0 to 1. */
  readonly fraction: number;
  /** The refusal; the upload has ended then. */
  readonly error: unknown;
}

export interface Uploads {
  readonly running: readonly UploadState[];
  /** Sends files one after the other; resolves to those that were attached. */
  readonly send: (files: readonly File[], about: readonly string[]) => Promise<Attached[]>;
  /** Stops an upload, or puts a refusal out of sight. */
  readonly dismiss: (key: number) => void;
}

/** Files on their way to the host, with their progress. Leaving the page does not stop them. */
export function useUploads(): Uploads {
  const queries = useQueryClient();
  const { language } = useFormat();
  const [running, setRunning] = useState<readonly UploadState[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const next = useRef(1);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  const change = useCallback((key: number, to: Partial<UploadState> | undefined) => {
    if (!isOpen.current) return;
    setRunning((before) =>
      before.flatMap((each) => (each.key !== key ? [each] : to ? [{ ...each, ...to }] : [])),
    );
  }, []);

  const send = useCallback<Uploads['send']>(
    async (files, about) => {
      const waiting = files.map((file) => {
        const key = next.current;
        next.current += 1;
        const stop = new AbortController();
        stops.current.set(key, stop);
        return { file, key, stop };
      });
      setRunning((before) => [
        ...before,
        ...waiting.map(({ file, key }) => ({ key, fileName: file.name, fraction: 0, error: undefined })),
      ]);
      const done: Attached[] = [];
      for (const { file, key, stop } of waiting) {
        try {
          stop.signal.throwIfAborted();
          const attached = await uploadFile(file, {
            about,
            language,
            signal: stop.signal,
            onProgress: (fraction) => change(key, { fraction }),
          });
          if (attached.changeId !== null) ownChanges.made(attached.changeId);
          done.push(attached);
          change(key, undefined);
        } catch (error) {
          change(key, stop.signal.aborted ? undefined : { error });
        } finally {
          stops.current.delete(key);
        }
      }
      await Promise.all([
        queries.invalidateQueries({ queryKey: orpc.attachments.key() }),
        queries.invalidateQueries({ queryKey: orpc.registry.key() }),
      ]);
      return done;
    },
    [change, language, queries],
  );

  const dismiss = useCallback(
    (key: number) => {
      stops.current.get(key)?.abort();
      change(key, undefined);
    },
    [change],
  );
  return { running, send, dismiss };
}
