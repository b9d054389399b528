ALTER TABLE outbox ADD COLUMN expires BIGINT NOT NULL DEFAULT 0;
COMMENT ON COLUMN outbox.expires IS 'of no use from then on; 0: it stays of use';
-- Calls that were booked before there were reminders get them too. An id is
-- made of two, as some bits of each are not random.
INSERT INTO outbox (id, call, recipient, kind, sequence, step, starts, ends, was, made, due, lease_until, tries, sent, gave_up, code, expires)
	SELECT encode(substring(sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid()), 'UTF8')) FROM 1 FOR 16), 'hex'), calls.id, r.recipient, r.kind, calls.sequence,
		(SELECT COALESCE(MAX(step), 0) FROM outbox AS o WHERE o.call = calls.id AND o.recipient = r.recipient) + r.n,
		calls.starts, calls.ends, 0, calls.changed, calls.starts - r.ahead, 0, 0, 0, 0, 0, calls.starts - r.until
	FROM calls JOIN (
		SELECT 'visitor' AS recipient, 'reminder-day' AS kind, 1 AS n, 86400 AS ahead, 3600 AS until
		UNION ALL SELECT 'owner', 'reminder-day', 1, 86400, 3600
		UNION ALL SELECT 'visitor', 'reminder-hour', 2, 3600, 0
		UNION ALL SELECT 'owner', 'reminder-hour', 2, 3600, 0
	) AS r ON calls.starts - r.ahead > EXTRACT(EPOCH FROM now())
	WHERE calls.state = 'booked';
UPDATE schema SET version = 3;
