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

// Unremind takes the reminders of a call that have not been sent out of the
// outbox, those in somebody's hands too.
func (t *tx) Unremind(call string) error {
	_, err := t.exec(`DELETE FROM outbox WHERE call = $1 AND expires <> 0 AND sent = 0 AND gave_up = 0`, call)
	return err
}
