package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"leadpath/internal/booking"
)

// secretBytes is how long the secret is (promise S1 asks for 16 or more).
const secretBytes = 32

// loadSecret reads the key that links are made with, and makes it where there
// is none yet. Nobody but its owner may be able to read it.
func loadSecret(file string) (booking.Key, error) {
	if err := makeSecret(file); err != nil {
		return nil, fmt.Errorf("secret file %s cannot be made: %w", file, cause(err))
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("secret file %s: %w", file, cause(err))
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("secret file %s can be read by others (%v); chmod 600 it, and make a new one if others may have read it", file, info.Mode().Perm())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("secret file %s: %w", file, cause(err))
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) < secretBytes {
		return nil, fmt.Errorf("secret file %s does not hold %d bytes in hexadecimal; restore it from a backup (a new one makes all links of booked calls useless)", file, secretBytes)
	}
	return key, nil
}

// makeSecret writes a new secret where there is no file. The file has its name
// only once it is whole, and is on the disk before anything relies on it.
func makeSecret(file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var key [secretBytes]byte
	_, _ = rand.Read(key[:]) // never fails (crypto/rand)
	draft, err := os.CreateTemp(filepath.Dir(file), ".secret-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.WriteString(hex.EncodeToString(key[:]) + "\n")
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	// of two that start at once the first wins
	if err := os.Link(draft.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

// syncFolder makes the names in a folder last.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
