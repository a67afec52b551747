/** A reader may hold the making of a view so long; whoever comes after that makes it, too. */
const FLIGHT_MS = 3_000;

/** A view is made anew in the last part of its life, and given as it is meanwhile. */
export const STALE_MS = 60_000;

/** How long a version is taken for the student's before Postgres is asked again. */
export const VERSION_MS = 60_000;

/** How long a reader who asks Postgres for the version may take to tell it. */
const ASKING_MS = 3_000;

/*
 * KEYS[1] holds the student's version, or `?` and the token of the reader who asks Postgres for it. Only that reader
 * may put a version where there is none, and only as long as its token stands: one that was read before a flush, or
 * before a write that was told meanwhile, is not put back. Whoever else knows a version may only raise it.
 */

/** Gives the view of a version, or the right to make it: ARGV[1] is before the version in its key, ARGV[2] the token. */
const LOOK = `
local function look(version)
  local key = ARGV[1] .. version
  local kept = redis.call('GET', key)
  if kept and redis.call('PTTL', key) > ${STALE_MS} then return {'hit', version, kept} end
  local flight = key .. ':flight'
  if redis.call('SET', flight, ARGV[2], 'NX', 'PX', ${FLIGHT_MS}) then return {'lead', version} end
  if redis.call('GET', flight) == ARGV[2] then return {'lead', version} end
  if kept then return {'stale', version, kept} end
  return {'wait', version}
end`;

const LEAVE = `
local function leave()
  local flight = ARGV[1] .. ARGV[3] .. ':flight'
  if redis.call('GET', flight) == ARGV[2] then redis.call('DEL', flight) end
end`;

const RAISE = `
local function raise(version)
  redis.call('SET', KEYS[1], version, 'PX', ${VERSION_MS})
  return version
end`;

/** ARGV[3] is the least that the version is known to be, 0 where nothing is. */
export const READ_VIEW = `${LOOK}${RAISE}
local held = redis.call('GET', KEYS[1])
local version = held and tonumber(held)
if not version then
  if not held then redis.call('SET', KEYS[1], '?' .. ARGV[2], 'PX', ${ASKING_MS}) end
  return {'unknown'}
end
if version < tonumber(ARGV[3]) then held = raise(ARGV[3]) end
return look(held)`;

/** ARGV[3] is the version as Postgres had it after READ_VIEW gave `unknown`. */
export const READ_VIEW_AT = `${LOOK}${RAISE}
local held = redis.call('GET', KEYS[1])
local version = held and tonumber(held)
if held == '?' .. ARGV[2] or (version and version < tonumber(ARGV[3])) then return look(raise(ARGV[3])) end
if version then return look(held) end
return look(ARGV[3])`;

/**
 * The view of a version takes the place of that of the version before, which nobody asks for any more: else a student who
 * writes and reads without end would fill the server. ARGV[3] is the version that was led, ARGV[4] that of the view,
 * ARGV[5] the view, ARGV[6] its life in ms.
 */
export const KEEP_VIEW = `${RAISE}${LEAVE}
local held = redis.call('GET', KEYS[1])
local version = held and tonumber(held)
if version and version < tonumber(ARGV[4]) then raise(ARGV[4]) end
local last = ARGV[1] .. 'last'
local before = tonumber(redis.call('GET', last) or -1)
if math.max(version or -1, before) <= tonumber(ARGV[4]) then
  if before < tonumber(ARGV[4]) then redis.call('DEL', ARGV[1] .. before) end
  redis.call('SET', last, ARGV[4], 'PX', ARGV[6])
  redis.call('SET', ARGV[1] .. ARGV[4], ARGV[5], 'PX', ARGV[6])
end
leave()`;

/** Ends a flight that brought nothing to keep: ARGV[3] is the version that was led. */
export const LEAVE_FLIGHT = `${LEAVE}
leave()`;

/** Tells of a write that was committed as version ARGV[1]; who asks Postgres for the version now asks again. */
export const RAISE_VERSION = `${RAISE}
local held = redis.call('GET', KEYS[1])
local version = held and tonumber(held)
if version and version < tonumber(ARGV[1]) then raise(ARGV[1]) end
if held and not version then redis.call('DEL', KEYS[1]) end`;
