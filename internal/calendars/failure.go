package calendars

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

// A failure says in plain words why a calendar could not be read. It shows
// nothing of an address but a host, and nothing of what a server said.
type failure string

func (f failure) Error() string { return string(f) }

const (
	errSlow      = failure("it took longer than 10 seconds")
	errBig       = failure("it is larger than 16 MiB")
	errNoAnswer  = failure("the answer is none that HTTP knows")
	errCut       = failure("the answer ended too early")
	errTLS       = failure("what answers does not speak TLS")
	errPage      = failure("a web page was answered and no calendar; the address may ask people to log in")
	errOther     = failure("what was answered is no calendar")
	errCoding    = failure("the answer is packed in a way that was not asked for")
	errNotFile   = failure("it is no ordinary file")
	errMissing   = failure("there is no such file")
	errForbidden = failure("this program may not read the file")
	errFile      = failure("the file cannot be read")
)

// plain gives an error in words that may stand in a log. Those of the network
// and of url.Error would show the address, or what a server wrote.
func plain(err error) error {
	var known failure
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var invalid x509.CertificateInvalidError
	var errno syscall.Errno
	var timeout net.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return errSlow
	case errors.As(err, &name):
		return failure("its host is not found")
	case errors.As(err, &certificate), errors.As(err, &invalid):
		return failure("the server's certificate is not to be trusted")
	case errors.As(err, &record):
		return errTLS
	case errors.As(err, &errno):
		return failure("the connection failed: " + errno.Error())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errCut
	}
	return errNoAnswer
}

// plainFile gives the error of a file in words without its path.
func plainFile(err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return errMissing
	case errors.Is(err, os.ErrPermission):
		return errForbidden
	}
	return errFile
}

// unreadable gives the error of what was read as calendar text, which may be
// that of the way here.
func unreadable(err error) error {
	var known failure
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return context.Canceled
	}
	return failure("what was answered cannot be read: " + err.Error())
}
