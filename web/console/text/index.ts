import { defineText } from '../../shared/text/text.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** Typed texts of this page: `t('key', { value })`. */
export const t = defineText({ vi, en });
