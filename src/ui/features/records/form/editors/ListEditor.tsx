import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { editorId } from '../editorTypes.ts';
import classes from '../form.module.css';

interface ListEditorProps<Member> {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string;
  readonly members: readonly Member[];
  readonly empty: Member;
  readonly onChange: (members: readonly Member[] | undefined) => void;
  readonly draw: (member: Member, path: string, change: (member: Member) => void) => ReactNode;
}

/** Members that are added and removed one by one. */
export function ListEditor<Member>(props: ListEditorProps<Member>) {
  const { path, label, help, error, members, empty, onChange, draw } = props;
  const { t } = useTranslation('records');
  const frame = useRef<HTMLFieldSetElement>(null);
  const keys = useMemberKeys(members.length);
  const put = (next: readonly Member[]) => onChange(next.length > 0 ? next : undefined);

  const add = () => {
    put([...members, empty]);
    // The new member's first input is where the hands want to be.
    setTimeout(() => {
      const groups = frame.current?.querySelectorAll<HTMLElement>(`[data-member="${editorId(path)}"]`);
      groups?.[groups.length - 1]?.querySelector<HTMLElement>('input, textarea, select')?.focus();
    });
  };
  return (
    <fieldset className={classes.group} ref={frame} id={editorId(path)} tabIndex={-1}>
      <legend className={classes.groupLabel}>{label}</legend>
      {help ? <p className={classes.groupHelp}>{help}</p> : null}
      {error ? <p className={classes.groupError}>{error}</p> : null}
      {members.map((member, index) => (
        <div key={keys.at(index)} className={classes.member} data-member={editorId(path)}>
          <div className={classes.memberParts}>
            {draw(member, `${path}.${index}`, (next) =>
              put(members.map((other, at) => (at === index ? next : other))),
            )}
          </div>
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('form.removeMember', { label, number: index + 1 })}
            onClick={() => {
              keys.removeAt(index);
              put(members.filter((_member, at) => at !== index));
            }}
          >
            <IconTrash size={18} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        onClick={add}
        className={classes.addMember}
      >
        {t('form.addMember', { label })}
      </Button>
    </fieldset>
  );
}

/** Keys that stay with their member when one before it goes, so that no input shows another member's words. */
function useMemberKeys(count: number) {
  const made = useRef<{ keys: number[]; next: number }>({ keys: [], next: 0 });
  const state = made.current;
  while (state.keys.length < count) {
    state.keys.push(state.next);
    state.next += 1;
  }
  state.keys.length = count;
  return {
    at: (index: number) => state.keys[index],
    removeAt: (index: number) => {
      state.keys.splice(index, 1);
    },
  };
}
