-- Of no use from then on; 0: it stays of use.
ALTER TABLE outbox ADD COLUMN expires BIGINT NOT NULL DEFAULT 0;
-- Calls that were booked before there were reminders get them too.
INSERT INTO outbox (id, call, recipient, kind, sequence, step, starts, ends, was, made, due, lease_until, tries, sent, gave_up, code, expires)
	SELECT lower(hex(randomblob(16))), calls.id, r.recipient, r.kind, calls.sequence,
		(SELECT COALESCE(MAX(step), 0) FROM outbox AS o WHERE o.call = calls.id AND o.recipient = r.recipient) + r.n,
		calls.starts, calls.ends, 0, calls.changed, calls.starts - r.ahead, 0, 0, 0, 0, 0, calls.starts - r.until
	FROM calls JOIN (
		SELECT 'visitor' AS recipient, 'reminder-day' AS kind, 1 AS n, 86400 AS ahead, 3600 AS until
		UNION ALL SELECT 'owner', 'reminder-day', 1, 86400, 3600
		UNION ALL SELECT 'visitor', 'reminder-hour', 2, 3600, 0
		UNION ALL SELECT 'owner', 'reminder-hour', 2, 3600, 0
	) AS r ON calls.starts - r.ahead > unixepoch()
	WHERE calls.state = 'booked';
PRAGMA user_version = 3;
