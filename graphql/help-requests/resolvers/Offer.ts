import type   { OfferResolvers } from './../../types.generated.ts';
    export const Offer: OfferResolvers = {
    /* Implement Offer resolver logic here */
        team: async (_parent, _arg, _ctx) => { /* Offer.team resolver is required because Offer.team exists but OfferMapper.team does not */ }
    };