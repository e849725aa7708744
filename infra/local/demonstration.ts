import type { RealNames } from '../../functions/storage/create-tables.dynamo.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { DEMONSTRATION_KIOSK, invitationLink, type PrintedInvitation } from './addresses.ts';
import type { DataFolder } from './data-folder.ts';
import { importDemonstration } from './import-demonstration.ts';
import { loadDemonstration } from './load-demonstration.ts';
import type { Progress } from './progress.ts';

export type DemonstrationStep = { readonly teams: number; readonly progress: Progress; readonly signal: AbortSignal };

const TITLE = 'Loading the demonstration';

/** For the embedded engine, before it first starts: many times quicker than writing row by row. */
export const importBeforeFirstStart = async (folder: DataFolder, names: RealNames, { teams, progress, signal }: DemonstrationStep): Promise<void> => {
  await progress.step(TITLE, (onProgress) =>
    importDemonstration({ databaseFile: folder.file('database.sqlite'), names, teams, onProgress, signal }),
  );
};

/** What is left to load, on any DynamoDB. Says on the terminal what was loaded, and whose numbers count when they differ. */
export const finishDemonstration = async (main: MainTable, { teams, progress, signal }: DemonstrationStep) => {
  const loaded = await progress.step(TITLE, (onProgress) => loadDemonstration({ main, teams, onProgress, signal }));
  for (const line of loaded.lines) process.stderr.write(`${line}\n`);
  if (loaded.teams > 0 && loaded.teams !== teams) {
    process.stderr.write(`This data folder has ${loaded.teams} teams already: begin again with --fresh to have ${teams}.\n`);
  }
  return loaded;
};

/** New one-time invitations for the volunteers nearest to the demonstration's kiosk. */
export const inviteNeighbours = async (
  { invitations }: Awaited<ReturnType<typeof finishDemonstration>>,
  invite: (memberId: string) => Promise<string>,
  origin: string,
): Promise<readonly PrintedInvitation[]> => {
  const nearby = invitations.filter(({ kioskCode }) => kioskCode === DEMONSTRATION_KIOSK);
  return Promise.all(
    nearby.map(async ({ memberId, memberName, teamName }) => ({ memberName, teamName, link: invitationLink(origin, await invite(memberId)) })),
  );
};
