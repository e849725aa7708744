
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const skills: NonNullable<QueryResolvers['skills']> = async (_parent, _arg, _ctx) => { /* Implement Query.skills resolver logic here */ };