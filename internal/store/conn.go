package store

import (
	"context"
	"database/sql"
	"errors"
)

// A conn is a connection with the statements it has prepared. It runs one
// thing at a time, to its end: a writer that were interrupted would roll back
// what others wait for.
type conn struct {
	*sql.Conn
	prepared map[string]*sql.Stmt
}

func connect(ctx context.Context, db *sql.DB) (*conn, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, fail(err)
	}
	return &conn{c, map[string]*sql.Stmt{}}, nil
}

// Close closes the statements first: else SQLite keeps the file open for them.
func (c *conn) Close() (err error) {
	for _, s := range c.prepared {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, c.Conn.Close())
}

func (c *conn) statement(query string) (*sql.Stmt, error) {
	if s, ok := c.prepared[query]; ok {
		return s, nil
	}
	s, err := c.PrepareContext(context.Background(), query)
	if err == nil {
		c.prepared[query] = s
	}
	return s, fail(err)
}

func (c *conn) exec(query string, args ...any) (int64, error) {
	s, err := c.statement(query)
	if err != nil {
		return 0, err
	}
	result, err := s.Exec(args...)
	if err != nil {
		return 0, fail(err)
	}
	n, err := result.RowsAffected()
	return n, fail(err)
}

func (c *conn) query(query string, args ...any) (*sql.Rows, error) {
	s, err := c.statement(query)
	if err != nil {
		return nil, err
	}
	r, err := s.Query(args...)
	return r, fail(err)
}

// within runs do between a statement that begins and COMMIT or ROLLBACK.
func (c *conn) within(begin string, do func() error) (err error) {
	if _, err := c.exec(begin); err != nil {
		return err
	}
	committed := false
	defer func() { // also in a panic
		if !committed {
			_, _ = c.exec("ROLLBACK") // nothing of it stays, with or without an answer
		}
	}()
	if err := do(); err != nil {
		return err
	}
	_, err = c.exec("COMMIT")
	committed = err == nil
	return err
}
