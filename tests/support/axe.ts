/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What axe found, one line a rule, with the markup of each place. */
export type Flaws = readonly string[];

/** The rules of axe to hold a screen to: those of some tags, or some by name. */
export type Rules = { readonly tags: readonly string[] } | { readonly rules: readonly string[] };

/**
 * Runs axe on the screen as it stands. Its source is put into a document once, however often that document is looked at: on
 * two cores that, and a page of its own per look, was a third of the time of all journeys.
 */
export const flawsByAxe = async (page: Page, wanted: Rules): Promise<Flaws> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly: axe.RunOnly = 'tags' in wanted ? { type: 'tag', values: [...wanted.tags] } : { type: 'rule', values: [...wanted.rules] };
  const { violations } = await page.evaluate(
    async (options) => {
      const { violations } = await (window as unknown as { readonly axe: typeof axe }).axe.run(document, options);
      return { violations };
    },
    { runOnly, resultTypes: ['violations'] } satisfies axe.RunOptions,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
