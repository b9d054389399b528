package booking

import "context"

// A Ref names one call.
type Ref func(Reader) (*Call, error)

// ByManage names a call by the secret of the link to its page.
func ByManage(secret string) Ref {
	return func(r Reader) (*Call, error) {
		link := HashOf(secret)
		c, err := r.ByLink(link)
		if err == nil && (c.Manage != link || c.State == Unconfirmed) {
			return nil, ErrNotFound
		}
		return c, err
	}
}

// ByConfirm names a call by the secret of the link that was mailed for its
// confirmation.
func ByConfirm(secret string) Ref {
	return func(r Reader) (*Call, error) {
		link := HashOf(secret)
		c, err := r.ByLink(link)
		if err == nil && c.Confirm != link {
			return nil, ErrNotFound
		}
		return c, err
	}
}

// ByID names a call as the owner does.
func ByID(id string) Ref { return func(r Reader) (*Call, error) { return r.ByID(id) } }

// Find gives a call and the mails about it.
func (d *Diary) Find(ctx context.Context, ref Ref) (c *Call, mails []Mail, err error) {
	if d.Store == nil {
		return nil, nil, ErrNotFound
	}
	err = d.Store.View(ctx, func(r Reader) error {
		if c, err = ref(r); err != nil {
			return err
		}
		mails, err = r.Mails(c.ID)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return c, mails, nil
}
