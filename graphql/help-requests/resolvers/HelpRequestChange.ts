import type   { HelpRequestChangeResolvers } from './../../types.generated.ts';
    export const HelpRequestChange: HelpRequestChangeResolvers = {
    /* Implement HelpRequestChange resolver logic here */
        by: async (_parent, _arg, _ctx) => { /* HelpRequestChange.by resolver is required because HelpRequestChange.by exists but HelpRequestChangeMapper.by does not */ },
        memberName: async (_parent, _arg, _ctx) => { /* HelpRequestChange.memberName resolver is required because HelpRequestChange.memberName exists but HelpRequestChangeMapper.memberName does not */ },
        team: async (_parent, _arg, _ctx) => { /* HelpRequestChange.team resolver is required because HelpRequestChange.team exists but HelpRequestChangeMapper.team does not */ }
    };