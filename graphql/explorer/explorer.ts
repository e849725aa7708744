import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { GraphiQL, type GraphiQLProps } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explorer.css';

/** Two questions that anyone may ask, to begin with. */
const FIRST_QUERY = `# Trạm Số. Ctrl-Enter: run. Ctrl-Space: what fits here.

query NearestTeams {
  nearestTeams(at: { lat: 21.0285, lon: 105.8524 }, topic: "public-services", first: 3) {
    edges {
      distanceMetres
      node { code name onDuty openRequests capacity commune { name } }
    }
  }
}

query Topics {
  skills { number topic { vi: name en: name(language: "en") } topics { code vi: name } }
}
`;

const ask: GraphiQLProps['fetcher'] = async (operation, options) => {
  const send = () =>
    fetch('/graphql', {
      method: 'POST',
      headers: { ...options?.headers, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(operation),
    });
  let answer = await send();
  // Somebody who is signed in tries the explorer: their session is renewed as the pages do it (ten minutes, README.md).
  if (answer.status === 401) {
    await fetch('/session/refresh', { method: 'POST' });
    answer = await send();
  }
  return (await answer.json()) as Awaited<ReturnType<GraphiQLProps['fetcher']>>;
};

const place = document.getElementById('explorer');
if (place === null) throw new Error('The page has no place for the explorer.');
createRoot(place).render(
  // Headers may hold a tracking link's secret: they are not kept in the browser.
  createElement(GraphiQL, { fetcher: ask, defaultQuery: FIRST_QUERY, shouldPersistHeaders: false }),
);
