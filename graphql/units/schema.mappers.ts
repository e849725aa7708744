export type { AdminUnit as AdminUnitMapper } from '../../functions/units/admin-unit.ts';
