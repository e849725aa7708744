/** Names that people read in the console, and that both halves of the deployment (state and functions) agree on. */
export const appName = 'tram-so';

/** The only stage that holds real people's requests: what it stores survives every mistake of a deployment. */
export const productionStage = 'production';

export const isProduction = (stage: string): boolean => stage === productionStage;

/** `tram-so-production-main`: the app, the stage, the thing. */
export const nameIn = (stage: string, thing: string): string => `${appName}-${stage}-${thing}`;

/** The stage is part of names that AWS limits to letters, digits and hyphens, and to 64 characters in all. */
export const checkedStage = (stage: string): string => {
  if (/^[a-zA-Z][a-zA-Z0-9-]{0,31}$/.test(stage)) return stage;
  throw new Error(
    `The stage "${stage}" cannot be used in names on AWS: start with a letter, then at most 31 letters, digits or hyphens.`,
  );
};
