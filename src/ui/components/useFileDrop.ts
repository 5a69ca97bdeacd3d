import { type DragEvent, type DragEventHandler, useState } from 'react';

export interface FileDropTarget {
  /** Files are held over the element. */
  readonly isOver: boolean;
  /** For the element that takes them. */
  readonly handlers: {
    readonly onDragEnter: DragEventHandler;
    readonly onDragLeave: DragEventHandler;
    readonly onDragOver: DragEventHandler;
    readonly onDrop: DragEventHandler;
  };
}

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Lets an element take files that are dropped on it, or on anything in it. Other things that are dragged pass by. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): FileDropTarget {
  // Moving onto what is inside enters there before it leaves here.
  const [depth, setDepth] = useState(0);
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event) => {
        if (carriesFiles(event)) setDepth((before) => before + 1);
      },
      onDragLeave: (event) => {
        if (carriesFiles(event)) setDepth((before) => Math.max(0, before - 1));
      },
      onDragOver: (event) => {
        if (carriesFiles(event)) event.preventDefault();
      },
      onDrop: (event) => {
        setDepth(0);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onFiles(files);
      },
    },
  };
}
