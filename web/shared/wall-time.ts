/** A time on a wall in Vietnam (UTC+7, no daylight saving), such as 2026-11-23T08:00, as an instant, wherever the device stands. */
export const instantOnWall = (wall: string): string => new Date(`${wall}:00+07:00`).toISOString();
