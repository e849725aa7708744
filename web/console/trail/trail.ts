import { graphql } from '../../gql/index.ts';
import type { TrailLineFragment } from '../../gql/graphql.ts';
import { t } from '../text/index.ts';

export const TrailLine = graphql(`
  fragment TrailLine on AuditEntry {
    id
    at
    act
    by {
      kind
      name
    }
    subject {
      kind
      id
    }
    detail {
      name
      value
    }
  }
`);

export type Line = TrailLineFragment;

export const whoDid = ({ by }: Line): string => by.name ?? t(`trail.${by.kind}`);
/** Which fields, and codes: never what stood in them. */
export const whatOf = ({ subject, detail }: Line): string => [subject.id, ...detail.map(({ name, value }) => `${name}: ${value}`)].join(' · ');
