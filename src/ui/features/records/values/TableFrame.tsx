import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './values.module.css';

interface TableFrameProps {
  /** What the table is about, for those who come to it by keyboard. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Around a table that may be wider than its place: then it scrolls, and the keyboard can reach it to do so. */
export function TableFrame({ label, children }: TableFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  const reachable = scrolls ? { tabIndex: 0, role: 'group', 'aria-label': label } : {};
  return (
    <div ref={frame} className={classes.tableFrame} {...reachable}>
      {children}
    </div>
  );
}
