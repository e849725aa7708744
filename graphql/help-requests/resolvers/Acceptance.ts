import type   { AcceptanceResolvers } from './../../types.generated.ts';
    export const Acceptance: AcceptanceResolvers = {
    /* Implement Acceptance resolver logic here */
        team: async (_parent, _arg, _ctx) => { /* Acceptance.team resolver is required because Acceptance.team exists but AcceptanceMapper.team does not */ }
    };