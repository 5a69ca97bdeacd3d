import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageText } from '../../../components/LanguageText.tsx';
import { RecordLink } from '../../../components/RecordLink.tsx';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import type { ArcBundle } from '../model/arcs.ts';
import { type MapKind, stageFieldOf } from '../model/mapKinds.ts';
import { localName, type PlaceName } from '../model/names.ts';
import type { Spot } from '../model/spots.ts';
import { KindSymbol } from '../symbols/KindSymbol.tsx';
import type { ColourScheme } from '../symbols/mapPalette.ts';

interface SpotStackProps {
  readonly spots: readonly Spot[];
  readonly names: ReadonlyMap<string, PlaceName>;
  readonly scheme: ColourScheme;
}

/** The records at one spot, or at several that stand as one disc, place by place. */
export function SpotStack({ spots, names, scheme }: SpotStackProps) {
  return spots.map((spot) => (
    <section key={spot.placeId} className={classes.stackPlace}>
      <PlaceTitle spot={spot} name={names.get(spot.placeId)} />
      <ul className={classes.stackList}>
        {spot.features
          .filter((feature) => feature.id !== spot.placeId || spot.precision === 'country')
          .map((feature) => (
            <li key={feature.id} className={classes.stackItem}>
              <KindSymbol kind={feature.kind as MapKind} scheme={scheme} />
              <div>
                <RecordLink id={feature.id} kind={feature.kind} label={feature.label} />
                <RecordFacts kind={feature.kind as MapKind} year={feature.fiscalYear} stage={feature.stage} />
              </div>
            </li>
          ))}
      </ul>
    </section>
  ));
}

function PlaceTitle({ spot, name }: { readonly spot: Spot; readonly name: PlaceName | undefined }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  if (!name) return null;
  const local = localName(name, format.plain(name.label));
  return (
    <h3 className={classes.stackPlaceName}>
      <Link to="/record/$id" params={{ id: spot.placeId }} className={classes.placeLink}>
        <LanguageText value={name.label} />
      </Link>
      {local ? (
        <span lang={local.lang} className={classes.local}>
          {local.text}
        </span>
      ) : null}
      {spot.precision === 'country' ? <span className={classes.local}>{t('stack.countryOnly')}</span> : null}
    </h3>
  );
}

interface RecordFactsProps {
  readonly kind: MapKind;
  readonly year: number | undefined;
  readonly stage: string | undefined;
  /** What stands before the year and stage; the kind when not given. */
  readonly lead?: string | undefined;
}

/** Kind (or place), fiscal year and stage in one quiet line. */
export function RecordFacts({ kind, year, stage, lead }: RecordFactsProps) {
  const format = useFormat();
  const field = stageFieldOf(kind);
  const facts = [
    lead ?? format.kindName(kind),
    year === undefined ? undefined : format.shortFiscalYear(year),
    stage === undefined || stage === 'unknown' || field === undefined
      ? undefined
      : format.choice(kind, field, stage),
  ].filter((fact) => fact !== undefined && fact !== '');
  return <div className={classes.facts}>{facts.join(' · ')}</div>;
}

interface ArcStackProps {
  readonly bundles: readonly ArcBundle[];
  readonly names: ReadonlyMap<string, PlaceName>;
  readonly scheme: ColourScheme;
}

/** The organisations behind a line, and how many records say so. */
export function ArcStack({ bundles, names, scheme }: ArcStackProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  return bundles.map((bundle) => (
    <section key={bundle.key} className={classes.stackPlace}>
      <h3 className={classes.stackPlaceName}>
        <Link to="/record/$id" params={{ id: bundle.cityId }} className={classes.placeLink}>
          <LanguageText value={names.get(bundle.cityId)?.label} />
        </Link>
      </h3>
      <ul className={classes.stackList}>
        {bundle.arcs.map((arc) => (
          <li key={arc.organisationId} className={classes.stackItem}>
            <KindSymbol kind="organisation" scheme={scheme} />
            <div>
              <RecordLink id={arc.organisationId} kind="organisation" label={arc.label} />
              <div className={classes.facts}>
                {arc.because
                  .filter((reason) => reason.id !== arc.organisationId)
                  .map((reason, index) => (
                    <Fragment key={reason.id}>
                      {index > 0 ? ' · ' : null}
                      <Link to="/record/$id" params={{ id: reason.id }} className={classes.reason}>
                        {format.kindName(reason.kind)}
                      </Link>
                    </Fragment>
                  ))}
                {arc.because.every((reason) => reason.id === arc.organisationId) ? t('stack.saysSo') : null}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  ));
}
