
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const kiosk: NonNullable<QueryResolvers['kiosk']> = async (_parent, _arg, _ctx) => { /* Implement Query.kiosk resolver logic here */ };