import type { SessionHolder } from '../../functions/identity/session.ts';
import type { Context } from '../base/context.ts';
import type { ResolversTypes } from '../types.generated.ts';

type Viewer = Awaited<ResolversTypes['Viewer']>;

/** Who is signed in as this holder, with the type's name; null when they are not known any more. */
export const viewerOf = async ({ loaders, station }: Context, holder: SessionHolder): Promise<Viewer | null> => {
  switch (holder.kind) {
    case 'member': {
      const member = await loaders.members.load(holder.memberId);
      return member === undefined ? null : { ...member, __typename: 'Member' };
    }
    case 'teamPhone': {
      const phone = await station.waysIn.phone(holder.teamCode, holder.phoneId);
      return phone === undefined ? null : { ...phone, __typename: 'TeamPhone' };
    }
    case 'official': {
      const official = await station.officials.official(holder.officialId);
      return official === undefined ? null : { ...official, __typename: 'Official' };
    }
    case 'kiosk': {
      const kiosk = await loaders.kiosks.load(holder.kioskCode);
      return kiosk === undefined ? null : { ...kiosk, __typename: 'Kiosk' };
    }
  }
};
