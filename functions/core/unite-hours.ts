import type { OpenSpan, WeeklyHours } from './service-hours.ts';

/** Open whenever either is open: a booth's hours count beside the service hours. */
export const uniteHours = (one: WeeklyHours, other: WeeklyHours): WeeklyHours => ({
  always: one.always || other.always,
  week: one.week.map((spans, day) => mergeSpans([...spans, ...(other.week[day] ?? [])])),
});

const mergeSpans = (spans: readonly OpenSpan[]): OpenSpan[] => {
  const merged: OpenSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.until) {
      merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    } else merged.push(span);
  }
  return merged;
};
