import type { ReactNode } from 'react';
import { useId } from 'react';
import classes from './settings.module.css';

interface SectionProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

export function SettingsSection({ title, icon, children }: SectionProps) {
  const name = useId();
  return (
    <section className={classes.section} aria-labelledby={name}>
      <h2 id={name} className={classes.sectionName}>
        {icon}
        {title}
      </h2>
      {children}
    </section>
  );
}

interface SettingProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** What is set and what it means on the left, the control on the right. The control names itself. */
export function Setting({ label, help, children }: SettingProps) {
  return (
    <div className={classes.setting}>
      <div>
        <div className={classes.label}>{label}</div>
        {help ? <div className={classes.help}>{help}</div> : null}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}
