
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const resolveRequest: NonNullable<MutationResolvers['resolveRequest']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.resolveRequest resolver logic here */ };