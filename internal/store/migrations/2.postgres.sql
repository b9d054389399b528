CREATE TABLE calendars (
	key         TEXT PRIMARY KEY,
	version     BIGINT NOT NULL,
	lease_until BIGINT NOT NULL,
	kept        BIGINT NOT NULL,
	state       TEXT NOT NULL,
	spans       BYTEA NOT NULL
);
COMMENT ON TABLE calendars IS 'copies of the owner''s busy calendars: times alone, not what they are about';
COMMENT ON COLUMN calendars.key IS 'SHA-256 of the address, in hexadecimal';
COMMENT ON COLUMN calendars.version IS 'rises with every change; 0: nothing was kept yet';
COMMENT ON COLUMN calendars.lease_until IS 'until then somebody reads it; 0: nobody';
COMMENT ON COLUMN calendars.kept IS 'when it was changed last';
COMMENT ON COLUMN calendars.state IS 'JSON: the zone, when it was read, up to when it tells';
COMMENT ON COLUMN calendars.spans IS 'busy times, in varints: seconds after the last start, seconds it takes';
UPDATE schema SET version = 2;
