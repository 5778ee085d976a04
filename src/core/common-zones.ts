/** Zones to choose from when a person's own is unknown: one for most of the world's clocks, from west to east. */
export const commonZones: readonly string[] = [
  ...['Pacific/Honolulu', 'America/Anchorage', 'America/Los_Angeles', 'America/Denver', 'America/Chicago'],
  ...['America/New_York', 'America/Bogota', 'America/Sao_Paulo', 'America/Argentina/Buenos_Aires', 'Atlantic/Azores'],
  ...['UTC', 'Europe/London', 'Africa/Lagos', 'Europe/Berlin', 'Africa/Cairo', 'Europe/Athens', 'Europe/Istanbul'],
  ...['Africa/Nairobi', 'Asia/Dubai', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Dhaka', 'Asia/Singapore', 'Asia/Tokyo'],
  'Australia/Sydney',
]

/** When several zones match, these are the likeliest after the common ones. */
const prominent: readonly string[] = [
  ...commonZones,
  ...['America/Phoenix', 'America/Mexico_City', 'America/Panama', 'America/Puerto_Rico', 'America/Halifax'],
  ...['America/Toronto', 'America/Santiago', 'Europe/Lisbon', 'Europe/Madrid', 'Europe/Kyiv', 'Europe/Moscow'],
  ...['Africa/Casablanca', 'Asia/Riyadh', 'Asia/Jakarta', 'Asia/Shanghai', 'Asia/Manila'],
]

const rankOf = (zone: string): number => (prominent.includes(zone) ? prominent.indexOf(zone) : prominent.length)

/** Sorted by how likely a person means them; equally likely ones keep their order. */
export const likeliestFirst = (zones: readonly string[]): string[] => zones.toSorted((a, b) => rankOf(a) - rankOf(b))
