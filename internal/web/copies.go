package web

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"sync"

	"leadpath/internal/booking"
)

// copies has a form that comes several times at once judged once (promise
// R5): a double click sends its copies before the first of them is accepted,
// and they shall neither find their own opening gone nor use up a limit.
type copies struct {
	mu  sync.Mutex
	now map[sent]*verdict
}

// sent is what makes two posts copies of each other.
type sent struct {
	client  netip.Prefix
	request booking.Request
}

type verdict struct {
	done chan struct{}
	call *booking.Call
	err  error
}

var errNoVerdict = errors.New("judging a form panicked")

// judge runs do, or waits for whoever does so for a copy.
func (c *copies) judge(s sent, do func() (*booking.Call, error)) (*booking.Call, error) {
	c.mu.Lock()
	if v, ok := c.now[s]; ok {
		c.mu.Unlock()
		<-v.done
		return v.call, v.err
	}
	v := &verdict{done: make(chan struct{}), err: errNoVerdict}
	if c.now == nil {
		c.now = map[sent]*verdict{}
	}
	c.now[s] = v
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.now, s)
		c.mu.Unlock()
		close(v.done)
	}()
	v.call, v.err = do()
	return v.call, v.err
}

// judgeForm gives the call that a form is accepted for. Whoever sent it may
// have left, as a second click takes the first one's answer away: it is judged
// to the end all the same.
func (e *site) judgeForm(r *http.Request, request booking.Request) (*booking.Call, error) {
	ctx, from := context.WithoutCancel(r.Context()), client(r)
	return e.copies.judge(sent{from, request}, func() (*booking.Call, error) {
		call, err := e.Diary.BookUnless(ctx, request, func() error {
			if wait := e.posts.admit(from, e.Now(), false); wait > 0 {
				return &booking.TooManyError{Wait: wait}
			}
			return nil
		})
		if err == nil {
			e.storeWorks()
		}
		return call, err
	})
}
