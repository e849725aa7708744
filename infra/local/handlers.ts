/** The Lambda entry points themselves, and the station that the API runs on. Their modules read the settings from the environment, so that must be set first. */
export const loadHandlers = async () => {
  const [graphql, contacts, live, tableStream, due, wiring] = await Promise.all([
    import('../../functions/handlers/graphql.ts'),
    import('../../functions/handlers/contacts.ts'),
    import('../../functions/handlers/live.ts'),
    import('../../functions/handlers/table-stream.ts'),
    import('../../functions/handlers/due.ts'),
    import('../../functions/handlers/wiring.ts'),
  ]);
  return { graphql: graphql.handler, contacts: contacts.handler, live: live.handler, tableStream: tableStream.handler, due: due.handler, station: wiring.station };
};
