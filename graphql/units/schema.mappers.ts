export type { AdminUnit as AdminUnitMapper } from '../../functions/units/admin-unit.ts';
export type { UnitVersionInTime as AdminUnitVersionMapper } from '../../functions/units/units.ts';
export type { SuccessionSeen as AdminUnitSuccessionMapper } from '../../functions/units/succession.ts';
