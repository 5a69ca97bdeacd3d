import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamProposalRow } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { layOutTeam, teamDrawing } from '../model/teamLayout.ts';
import { Name, usePlainName } from '../shared/names.tsx';
import classes from './team.module.css';

const { width, elementWidth, memberStart, memberWidth, memberHeight, row } = teamDrawing;
const memberEnd = memberStart + memberWidth;
const digitWidth = 5.5;
const labelPadding = 12;

/** Elements on the left joined to the members that cover them; numbered arrows on the right carry data. */
export function TeamDiagram({ team }: { readonly team: TeamProposalRow }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const arrow = useId();
  const layout = layOutTeam(team);
  return (
    <svg
      className={classes.diagram}
      viewBox={`0 0 ${width} ${layout.height}`}
      role="img"
      aria-label={t('team.diagram', {
        members: format.list(team.members.map((member) => plain(member.organisationId))),
        covered: team.covered.length,
        uncovered: team.uncovered.length,
        links: team.links.length,
      })}
    >
      <defs>
        <marker
          id={arrow}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8z" className={classes.arrowHead} />
        </marker>
      </defs>
      {layout.covers.map((cover) => (
        <path
          key={cover.key}
          className={classes.coverLine}
          d={`M${elementWidth + 14} ${cover.from} C${memberStart - 50} ${cover.from} ${memberStart - 70} ${cover.to} ${memberStart} ${cover.to}`}
        />
      ))}
      {layout.elements.map((element) => (
        <g key={element.conceptId}>
          <foreignObject x="0" y={element.y - row / 2} width={elementWidth} height={row}>
            <div className={classes.diagramElement} data-covered={element.covered || undefined}>
              <Name id={element.conceptId} />
            </div>
          </foreignObject>
          <circle
            cx={elementWidth + 8}
            cy={element.y}
            r="6"
            className={classes.diagramMark}
            data-covered={element.covered || undefined}
          />
        </g>
      ))}
      {layout.members.map((member) => (
        <g key={member.organisationId}>
          <rect
            x={memberStart}
            y={member.y - memberHeight / 2}
            width={memberWidth}
            height={memberHeight}
            rx="6"
            className={classes.diagramMember}
            data-role={member.role}
          />
          <foreignObject
            x={memberStart}
            y={member.y - memberHeight / 2}
            width={memberWidth}
            height={memberHeight}
          >
            <div className={classes.diagramName}>
              <Name id={member.organisationId} />
            </div>
          </foreignObject>
        </g>
      ))}
      {layout.flows.map((flow) => {
        const handle = memberEnd + flow.reach;
        const numbers = flow.numbers.map((number) => format.number(number)).join(', ');
        const labelWidth = numbers.length * digitWidth + labelPadding;
        return (
          <g key={flow.key}>
            <path
              className={classes.dataLine}
              markerStart={flow.headAtFrom ? `url(#${arrow})` : undefined}
              markerEnd={flow.headAtTo ? `url(#${arrow})` : undefined}
              d={`M${memberEnd + 2} ${flow.from} C${handle} ${flow.from} ${handle} ${flow.to} ${memberEnd + 2} ${flow.to}`}
            />
            <rect
              x={flow.label.x - labelWidth / 2}
              y={flow.label.y - 9}
              width={labelWidth}
              height="18"
              rx="9"
              className={classes.linkNumber}
            />
            <text x={flow.label.x} y={flow.label.y + 4} textAnchor="middle" className={classes.linkText}>
              {numbers}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
