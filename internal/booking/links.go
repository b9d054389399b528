package booking

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"
)

// A Hash is the SHA-256 of a secret, by which it is found in the store.
type Hash [sha256.Size]byte

// A Purpose is what a secret is good for, and the only thing.
type Purpose string

// The purposes of what the key makes.
const (
	ForManage  Purpose = "manage"
	ForConfirm Purpose = "confirm"
	ForForm    Purpose = "form"
	ForPerson  Purpose = "person"
	ForRoom    Purpose = "room"
)

// A Key is what links, forms and rooms are made with: the bytes of the secret
// file. Who has the store without it can open nothing (promise S1).
type Key []byte

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// sum is 160 bits of HMAC-SHA256 over purpose and text.
func (k Key) sum(p Purpose, text string) []byte {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte(string(p) + "\x00" + text))
	return mac.Sum(nil)[:20]
}

// Link gives the secret part of an address: 32 lower-case letters and digits.
func (k Key) Link(p Purpose, call string) string { return letters.EncodeToString(k.sum(p, call)) }

// Room gives the name of a call's meeting room, which only its guests know.
func (k Key) Room(call string) string { return letters.EncodeToString(k.sum(ForRoom, call)) }

// HashOf gives what a secret is found by.
func HashOf(secret string) Hash { return sha256.Sum256([]byte(secret)) }

// person gives what an e-mail address is counted by. Case does not count.
func (k Key) person(email string) Hash {
	return HashOf(string(k.sum(ForPerson, strings.ToLower(email))))
}

// form gives the hidden value of a form: 128 random bits, the millisecond it
// was made, and the key's word for both.
func (k Key) form(random [16]byte, made time.Time) string {
	text := hex.EncodeToString(random[:]) + hex.EncodeToString(binary.BigEndian.AppendUint64(nil, uint64(made.UnixMilli())))
	return text + letters.EncodeToString(k.sum(ForForm, text))
}

// formLength is that of the random bits, the time and the key's word.
const formLength = 32 + 16 + 32

// formMade gives when a form was made; false for a value that is none of ours.
func (k Key) formMade(value string) (made time.Time, ok bool) {
	if len(value) != formLength {
		return time.Time{}, false
	}
	text, word := value[:48], value[48:]
	if subtle.ConstantTimeCompare([]byte(word), []byte(letters.EncodeToString(k.sum(ForForm, text)))) != 1 {
		return time.Time{}, false
	}
	milliseconds, err := hex.DecodeString(text[32:])
	if err != nil {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(binary.BigEndian.Uint64(milliseconds))), true
}
