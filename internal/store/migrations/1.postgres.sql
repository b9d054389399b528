CREATE TABLE calls (
	id       TEXT PRIMARY KEY,
	state    TEXT NOT NULL,
	name     TEXT NOT NULL,
	email    TEXT NOT NULL,
	phone    TEXT NOT NULL,
	topic    TEXT NOT NULL,
	message  TEXT NOT NULL,
	zone     TEXT NOT NULL,
	lang     TEXT NOT NULL,
	starts   BIGINT NOT NULL,
	ends     BIGINT NOT NULL,
	until    BIGINT NOT NULL,
	sequence BIGINT NOT NULL,
	made     BIGINT NOT NULL,
	changed  BIGINT NOT NULL,
	erase_by BIGINT NOT NULL,
	form     BYTEA NOT NULL UNIQUE,
	manage   BYTEA NOT NULL UNIQUE,
	confirm  BYTEA NOT NULL UNIQUE,
	person   BYTEA NOT NULL
);
COMMENT ON TABLE calls IS 'The only table with personal data. This and all times: unix seconds.';
COMMENT ON COLUMN calls.id IS '128 random bits in hexadecimal';
COMMENT ON COLUMN calls.state IS 'booked, cancelled or unconfirmed';
COMMENT ON COLUMN calls.name IS 'this and the next six: what the visitor typed or chose';
COMMENT ON COLUMN calls.phone IS 'empty unless the place is the telephone';
COMMENT ON COLUMN calls.topic IS 'a key, or empty';
COMMENT ON COLUMN calls.zone IS 'an IANA name';
COMMENT ON COLUMN calls.lang IS 'the language of the site in which it was booked';
COMMENT ON COLUMN calls.until IS 'the end of what it holds: its end and the buffer after it';
COMMENT ON COLUMN calls.sequence IS 'of its calendar entry';
COMMENT ON COLUMN calls.changed IS 'when it was last booked, moved, cancelled or taken back';
COMMENT ON COLUMN calls.erase_by IS 'by when all of this is erased';
COMMENT ON COLUMN calls.form IS 'SHA-256 of the form it came by';
COMMENT ON COLUMN calls.manage IS 'SHA-256 of the link to its page';
COMMENT ON COLUMN calls.confirm IS 'SHA-256 of the link that books it';
COMMENT ON COLUMN calls.person IS 'keyed hash of the e-mail address';
-- The statistics of the planner hold samples of the values, and would keep
-- what is erased.
ALTER TABLE calls ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE calls ALTER COLUMN email SET STATISTICS 0;
ALTER TABLE calls ALTER COLUMN phone SET STATISTICS 0;
ALTER TABLE calls ALTER COLUMN topic SET STATISTICS 0;
ALTER TABLE calls ALTER COLUMN message SET STATISTICS 0;
ALTER TABLE calls ALTER COLUMN zone SET STATISTICS 0;
ALTER TABLE calls ALTER COLUMN lang SET STATISTICS 0;
CREATE INDEX calls_person ON calls (person);
CREATE INDEX calls_starts ON calls (starts);
CREATE INDEX calls_held ON calls (starts) WHERE state = 'booked';
CREATE TABLE pieces (
	piece BIGINT PRIMARY KEY,
	call  TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE
);
COMMENT ON COLUMN pieces.piece IS 'five minutes: unix seconds / 300';
CREATE INDEX pieces_call ON pieces (call);
CREATE TABLE seats (
	day  TEXT NOT NULL,
	seat BIGINT NOT NULL,
	call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
	PRIMARY KEY (day, seat)
);
COMMENT ON COLUMN seats.day IS 'the owner''s, as 2026-12-01';
COMMENT ON COLUMN seats.seat IS 'from 0, below the calls of a day';
CREATE INDEX seats_call ON seats (call);
CREATE TABLE outbox (
	id          TEXT PRIMARY KEY,
	call        TEXT NOT NULL,
	recipient   TEXT NOT NULL,
	kind        TEXT NOT NULL,
	sequence    BIGINT NOT NULL,
	step        BIGINT NOT NULL,
	starts      BIGINT NOT NULL,
	ends        BIGINT NOT NULL,
	was         BIGINT NOT NULL,
	made        BIGINT NOT NULL,
	due         BIGINT NOT NULL,
	lease_until BIGINT NOT NULL,
	tries       BIGINT NOT NULL,
	sent        BIGINT NOT NULL,
	gave_up     BIGINT NOT NULL,
	code        BIGINT NOT NULL
);
COMMENT ON COLUMN outbox.id IS '128 random bits in hexadecimal';
COMMENT ON COLUMN outbox.call IS 'the call''s id, which may be erased';
COMMENT ON COLUMN outbox.recipient IS 'visitor or owner';
COMMENT ON COLUMN outbox.kind IS 'what happened';
COMMENT ON COLUMN outbox.sequence IS 'of the calendar entry';
COMMENT ON COLUMN outbox.step IS 'counts the mails about a call to a recipient, from 1';
COMMENT ON COLUMN outbox.was IS 'the start before a move; 0: no move';
COMMENT ON COLUMN outbox.due IS 'not before then it is tried again';
COMMENT ON COLUMN outbox.lease_until IS 'until then it is in somebody''s hands; 0: in nobody''s';
COMMENT ON COLUMN outbox.sent IS '0: not yet';
COMMENT ON COLUMN outbox.gave_up IS '0: not';
COMMENT ON COLUMN outbox.code IS 'the mail server''s last; 0: none';
CREATE UNIQUE INDEX outbox_step ON outbox (call, recipient, step);
CREATE INDEX outbox_due ON outbox (due) WHERE sent = 0 AND gave_up = 0;
CREATE TABLE written (
	person BYTEA NOT NULL,
	at     BIGINT NOT NULL
);
COMMENT ON COLUMN written.person IS 'keyed hash of an e-mail address';
COMMENT ON COLUMN written.at IS 'when a mail to it was queued';
CREATE INDEX written_person ON written (person, at);
CREATE TABLE counts (
	month TEXT NOT NULL,
	what  TEXT NOT NULL,
	part  BIGINT NOT NULL,
	n     BIGINT NOT NULL,
	PRIMARY KEY (month, what, part)
);
COMMENT ON COLUMN counts.month IS 'as 2026-12';
COMMENT ON COLUMN counts.what IS 'what happened';
COMMENT ON COLUMN counts.part IS 'what counts is the sum over all parts: so bookings at once need not wait for one row';
CREATE TABLE unwiped (
	one BIGINT PRIMARY KEY
);
COMMENT ON TABLE unwiped IS 'a row: something was removed whose bytes may still lie in the table';
CREATE TABLE probe (
	one   BIGINT PRIMARY KEY,
	bytes BYTEA NOT NULL
);
COMMENT ON COLUMN probe.bytes IS 'written to find out whether there is space again';
CREATE TABLE schema (
	version BIGINT NOT NULL
);
COMMENT ON COLUMN schema.version IS 'the number of the last migration that ran';
INSERT INTO schema (version) VALUES (1);
