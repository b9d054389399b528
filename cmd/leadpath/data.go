package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// claimData makes the data folder its own until release: it must be a folder,
// take files, and be served by nobody else. The error names the folder.
func claimData(folder string) (release func(), err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("data folder %s: %w", folder, cause(err))
	}
	lock, err := os.OpenFile(filepath.Join(folder, "serve.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data folder %s cannot be written: %w", folder, cause(err))
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("data folder %s is served by another leadpath already; end it or name another --data", folder)
	}
	if err := probe(folder); err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("data folder %s cannot be written: %w", folder, cause(err))
	}
	return func() { _ = lock.Close() }, nil
}

// probe writes a page of data and takes it away again: a full disk shall be
// seen at the start.
func probe(folder string) error {
	file, err := os.CreateTemp(folder, "probe-*")
	if err != nil {
		return err
	}
	_, err = file.Write(bytes.Repeat([]byte{0}, 4096))
	return errors.Join(err, file.Sync(), file.Close(), os.Remove(file.Name()))
}

// writable looks whether a file can be written, if it stands. It opens
// nothing: closing a database's file would let go of all locks on it.
func writable(file string) error {
	const write = 2 // access(2), W_OK
	if err := syscall.Access(file, write); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("database %s cannot be written: %w", file, err)
	}
	return nil
}

// cause drops the path from a file error: the message names the folder.
func cause(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	return err
}
