CREATE TABLE calls (
	id       TEXT PRIMARY KEY,  -- 128 random bits in hexadecimal
	state    TEXT NOT NULL,     -- booked, cancelled or unconfirmed
	name     TEXT NOT NULL,     -- what the visitor typed: the only personal data are in this table
	email    TEXT NOT NULL,
	phone    TEXT NOT NULL,     -- empty unless the place is the telephone
	topic    TEXT NOT NULL,     -- a key, or empty
	message  TEXT NOT NULL,
	zone     TEXT NOT NULL,     -- an IANA name
	lang     TEXT NOT NULL,     -- the language of the site in which it was booked
	starts   BIGINT NOT NULL,   -- this and all times: unix seconds
	ends     BIGINT NOT NULL,
	until    BIGINT NOT NULL,   -- the end of what it holds: its end and the buffer after it
	sequence BIGINT NOT NULL,   -- of its calendar entry
	made     BIGINT NOT NULL,
	changed  BIGINT NOT NULL,   -- when it was last booked, moved, cancelled or taken back
	erase_by BIGINT NOT NULL,   -- by when all of this is erased
	form     BLOB NOT NULL UNIQUE, -- SHA-256 of the form it came by
	manage   BLOB NOT NULL UNIQUE, -- SHA-256 of the link to its page
	confirm  BLOB NOT NULL UNIQUE, -- SHA-256 of the link that books it
	person   BLOB NOT NULL         -- keyed hash of the e-mail address
);
CREATE INDEX calls_person ON calls (person);
CREATE INDEX calls_starts ON calls (starts);
CREATE INDEX calls_held ON calls (starts, ends, until, id) WHERE state = 'booked';
CREATE TABLE pieces (
	piece INTEGER PRIMARY KEY,  -- five minutes: unix seconds / 300
	call  TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE
);
CREATE INDEX pieces_call ON pieces (call);
CREATE TABLE seats (
	day  TEXT NOT NULL,         -- the owner's, as 2026-12-01
	seat INTEGER NOT NULL,      -- from 0, below the calls of a day
	call TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
	PRIMARY KEY (day, seat)
) WITHOUT ROWID;
CREATE INDEX seats_call ON seats (call);
CREATE TABLE outbox (
	id          TEXT PRIMARY KEY, -- 128 random bits in hexadecimal
	call        TEXT NOT NULL,    -- the call's id, which may be erased
	recipient   TEXT NOT NULL,    -- visitor or owner
	kind        TEXT NOT NULL,    -- what happened
	sequence    BIGINT NOT NULL,  -- of the calendar entry
	step        BIGINT NOT NULL,  -- counts the mails about a call to a recipient, from 1
	starts      BIGINT NOT NULL,
	ends        BIGINT NOT NULL,
	was         BIGINT NOT NULL,  -- the start before a move; 0: no move
	made        BIGINT NOT NULL,
	due         BIGINT NOT NULL,  -- not before then it is tried again
	lease_until BIGINT NOT NULL,  -- until then it is in somebody's hands; 0: in nobody's
	tries       BIGINT NOT NULL,
	sent        BIGINT NOT NULL,  -- 0: not yet
	gave_up     BIGINT NOT NULL,  -- 0: not
	code        BIGINT NOT NULL   -- the mail server's last; 0: none
);
CREATE UNIQUE INDEX outbox_step ON outbox (call, recipient, step);
CREATE INDEX outbox_due ON outbox (due) WHERE sent = 0 AND gave_up = 0;
CREATE TABLE written (
	person BLOB NOT NULL,       -- keyed hash of an e-mail address
	at     BIGINT NOT NULL      -- when a mail to it was queued
);
CREATE INDEX written_person ON written (person, at);
CREATE TABLE counts (
	month TEXT NOT NULL,        -- as 2026-12
	what  TEXT NOT NULL,        -- what happened
	part  INTEGER NOT NULL,     -- what counts is the sum over all parts
	n     BIGINT NOT NULL,
	PRIMARY KEY (month, what, part)
) WITHOUT ROWID;
CREATE TABLE unwiped (
	one INTEGER PRIMARY KEY     -- a row: something was removed whose bytes may still lie in the file
);
CREATE TABLE probe (
	one   INTEGER PRIMARY KEY,
	bytes BLOB NOT NULL         -- written to find out whether there is space again
);
PRAGMA application_id = 0x4c656164;
PRAGMA user_version = 1;
