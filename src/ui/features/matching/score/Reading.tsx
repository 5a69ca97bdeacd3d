import classes from './score.module.css';

interface ReadingProps {
  readonly title: string;
  readonly texts: readonly string[];
}

/** What a figure means and what it does not; opened by who wants to know. */
export function Reading({ title, texts }: ReadingProps) {
  return (
    <details className={classes.reading}>
      <summary>{title}</summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
