package store

import (
	"leadpath/internal/booking"
)

// Mails gives the mails about a call in order of their making.
func (r reader) Mails(call string) ([]booking.Mail, error) {
	return mails(r, `SELECT * FROM outbox WHERE call = $1 ORDER BY made, step, recipient DESC`, call)
}

// mails reads mails in the order of the table's columns.
func mails(s session, query string, args ...any) (list []booking.Mail, err error) {
	err = rows(s, func(scan func(...any) error) error {
		var m booking.Mail
		var starts, ends, was, made, due, lease, sent, gaveUp, expires int64
		err := scan(&m.ID, &m.Call, &m.To, &m.Kind, &m.Sequence, &m.Step, &starts, &ends, &was, &made, &due, &lease,
			&m.Fate.Tries, &sent, &gaveUp, &m.Fate.Code, &expires)
		m.Start, m.End, m.Was, m.Made, m.Lease = moment(starts), moment(ends), moment(was), moment(made), moment(lease)
		m.Due, m.Expires, m.Fate.Sent, m.Fate.GaveUp = moment(due), moment(expires), moment(sent), moment(gaveUp)
		list = append(list, m)
		return err
	}, query, args...)
	return list, err
}

// Queue adds a mail to the outbox, as the next step of the mails about its
// call to its recipient. One to the visitor is noted for Written under person,
// but for reminders.
func (t *tx) Queue(m booking.Mail, person booking.Hash) error {
	_, err := t.exec(`
		INSERT INTO outbox (id, call, recipient, kind, sequence, step, starts, ends, was, made, due, lease_until, tries, sent, gave_up, code, expires)
		VALUES ($1, $2, $3, $4, $5, (SELECT COALESCE(MAX(step), 0) + 1 FROM outbox WHERE call = $2 AND recipient = $3), $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, $11)`,
		m.ID, m.Call, string(m.To), string(m.Kind), m.Sequence, seconds(m.Start), seconds(m.End), seconds(m.Was), seconds(m.Made), seconds(m.Due), seconds(m.Expires))
	if err != nil || m.To != booking.ToVisitor || m.Kind.Reminds() {
		return err
	}
	_, err = t.exec(`INSERT INTO written (person, at) VALUES ($1, $2)`, person[:], seconds(m.Made))
	return err
}

// mostReminders is how many Remind can add.
const mostReminders = 4

// Remind adds reminders of one call to the outbox, four at most, as the next
// steps of the mails about it. Every booking has some, so that it is one
// statement.
func (t *tx) Remind(mails []booking.Mail) error {
	if len(mails) == 0 {
		return nil
	}
	m := mails[0]
	values := []any{m.Call, m.Sequence, seconds(m.Start), seconds(m.End), seconds(m.Made)}
	next := map[booking.Recipient]int{}
	for _, m := range mails {
		next[m.To]++
		values = append(values, m.ID, string(m.To), string(m.Kind), next[m.To], seconds(m.Due), seconds(m.Expires))
	}
	for range mostReminders - len(mails) {
		values = append(values, "", "", "", 0, 0, 0)
	}
	_, err := t.exec(`
		WITH r (id, recipient, kind, next, due, expires) AS (
			SELECT CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT), CAST($9 AS BIGINT), CAST($10 AS BIGINT), CAST($11 AS BIGINT) UNION ALL
			SELECT CAST($12 AS TEXT), CAST($13 AS TEXT), CAST($14 AS TEXT), CAST($15 AS BIGINT), CAST($16 AS BIGINT), CAST($17 AS BIGINT) UNION ALL
			SELECT CAST($18 AS TEXT), CAST($19 AS TEXT), CAST($20 AS TEXT), CAST($21 AS BIGINT), CAST($22 AS BIGINT), CAST($23 AS BIGINT) UNION ALL
			SELECT CAST($24 AS TEXT), CAST($25 AS TEXT), CAST($26 AS TEXT), CAST($27 AS BIGINT), CAST($28 AS BIGINT), CAST($29 AS BIGINT)
		)
		INSERT INTO outbox (id, call, recipient, kind, sequence, step, starts, ends, was, made, due, lease_until, tries, sent, gave_up, code, expires)
		SELECT r.id, $1, r.recipient, r.kind, $2, r.next + (SELECT COALESCE(MAX(step), 0) FROM outbox AS o WHERE o.call = $1 AND o.recipient = r.recipient),
			$3, $4, 0, $5, r.due, 0, 0, 0, 0, 0, r.expires
		FROM r WHERE r.id <> ''`, values...)
	return err
}

// Unremind takes the reminders of a call that have not been sent out of the
// outbox, those in somebody's hands too.
func (t *tx) Unremind(call string) error {
	_, err := t.exec(`DELETE FROM outbox WHERE call = $1 AND expires <> 0 AND sent = 0 AND gave_up = 0`, call)
	return err
}
