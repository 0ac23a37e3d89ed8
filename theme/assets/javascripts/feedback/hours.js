/**
 * When a desk is open, from its own week, time zone and holidays; right across daylight saving. No DOM, no clock.
 *
 * @typedef {{zone: string, week: Record<string, [number, number][]>, holidays: string[]}} Hours
 *   `week`: weekday (0 is Monday) → [opens, closes] in minutes of the desk's day, `closes` beyond 1440 after midnight
 */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
// Longer than any row of holidays.
const DAYS_AHEAD = 60;

/**
 * @param {Hours} hours
 * @param {Date} now
 * @returns {{open: boolean, change?: Date}} whether it is open, and when that changes
 */
export function stateAt(hours, now) {
  const spans = openings(hours, now);
  const current = spans.find(([opens, closes]) => opens <= +now && +now < closes);
  if (!current) {
    const next = spans.find(([opens]) => opens > +now);
    return { open: false, change: next && new Date(next[0]) };
  }
  // Spans that touch, such as a day that ends at 24:00 and one that begins at 0:00, are one.
  let closes = current[1];
  for (const [nextOpens, nextCloses] of spans) if (nextOpens <= closes && nextCloses > closes) closes = nextCloses;
  return { open: true, change: closes - +now > (DAYS_AHEAD - 2) * DAY ? undefined : new Date(closes) };
}

/**
 * All times at which the desk is open, from yesterday on.
 * @param {Hours} hours
 * @param {Date} now
 * @returns {[number, number][]}
 */
function openings({ zone, week, holidays }, now) {
  const clock = wallClock(zone);
  const today = clock(+now);
  const first = Date.UTC(today.year, today.month - 1, today.day) - DAY;
  /** @type {[number, number][]} */
  const spans = [];
  for (let step = 0; step < DAYS_AHEAD; step++) {
    const day = new Date(first + step * DAY);
    const iso = day.toISOString().slice(0, 10);
    if (holidays.includes(iso) || holidays.includes(iso.slice(5))) continue;
    for (const [opens, closes] of week[(day.getUTCDay() + 6) % 7] ?? []) {
      spans.push([instant(+day + opens * MINUTE, clock), instant(+day + closes * MINUTE, clock)]);
    }
  }
  return spans.sort((one, other) => one[0] - other[0]);
}

/**
 * The moment at which a wall clock shows `wall` (written as if it were UTC). An hour that is skipped in spring gives
 * the moment after the gap; of an hour that comes twice in autumn, the first.
 * @param {number} wall
 * @param {ReturnType<typeof wallClock>} clock
 */
function instant(wall, clock) {
  /** @param {number} moment */
  const offset = (moment) => {
    const { year, month, day, hour, minute, second } = clock(moment);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
  };
  // The offsets half a day before and after are those on both sides of any change of the clock.
  const [earlier, later] = [offset(wall - DAY / 2), offset(wall + DAY / 2)];
  const candidates = [wall - earlier, wall - later].filter((moment) => moment + offset(moment) === wall);
  return candidates.length ? Math.min(...candidates) : wall - earlier;
}

/** @param {string} zone */
export function wallClock(zone) {
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
  });
  /** @param {number} moment */
  return (moment) => {
    /** @type {Record<string, number>} */
    const parts = {};
    for (const { type, value } of format.formatToParts(moment)) parts[type] = Number(value);
    return parts;
  };
}
