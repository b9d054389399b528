CREATE TABLE calendars (
	key         TEXT PRIMARY KEY, -- SHA-256 of the address, in hexadecimal
	version     BIGINT NOT NULL,  -- rises with every change; 0: nothing was kept yet
	lease_until BIGINT NOT NULL,  -- until then somebody reads it; 0: nobody
	kept        BIGINT NOT NULL,  -- when it was changed last
	state       TEXT NOT NULL,    -- JSON: the zone, when it was read, up to when it tells
	spans       BLOB NOT NULL     -- busy times, in varints: seconds after the last start, seconds it takes
);
PRAGMA user_version = 2;
