
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const nearestTeams: NonNullable<QueryResolvers['nearestTeams']> = async (_parent, _arg, _ctx) => { /* Implement Query.nearestTeams resolver logic here */ };