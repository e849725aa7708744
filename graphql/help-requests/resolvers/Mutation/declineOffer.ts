
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const declineOffer: NonNullable<MutationResolvers['declineOffer']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.declineOffer resolver logic here */ };