package mailer

import (
	"context"
	"errors"
	"net/textproto"
)

// A Sender takes messages out of the house. Its errors are a *Failure where
// it knows more than that it did not work.
type Sender interface {
	Send(ctx context.Context, m *Message) error
}

// A Failure is what a mail server, or the way to it, had against a message.
// It repeats nothing that the server said, as that may name a person.
type Failure struct {
	Step  string // at which it failed: connect, sender, recipient, data or end
	Code  int    // the server's answer (RFC 5321, 4.2); 0: none
	Final bool   // trying again is of no use
	Cause error  // where the server did not answer
}

// Error names the step, and the cause if it is not the server's.
func (f *Failure) Error() string {
	if f.Cause == nil {
		return "the mail server refused at the step " + f.Step
	}
	return "mail server, at the step " + f.Step + ": " + f.Cause.Error()
}

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Cause }

var errGarbled = errors.New("its answer is none")

// failure judges what went wrong at a step. An answer of 5xx is final if it
// is about this message. Before there is one, and where the server asks for
// other credentials (530, 535), it is about the house: the owner can mend that
// while the mail waits. So is a server that offers no TLS, no known AUTH, or
// does not answer.
func failure(step string, err error) error {
	var answer *textproto.Error
	var garbled textproto.ProtocolError
	switch {
	case errors.As(err, &garbled):
		return &Failure{Step: step, Cause: errGarbled}
	case !errors.As(err, &answer):
		return &Failure{Step: step, Cause: err}
	}
	house := step == "connect" || answer.Code == 530 || answer.Code == 535
	return &Failure{Step: step, Code: answer.Code, Final: answer.Code >= 500 && !house}
}
