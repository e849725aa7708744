
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const team: NonNullable<QueryResolvers['team']> = async (_parent, _arg, _ctx) => { /* Implement Query.team resolver logic here */ };