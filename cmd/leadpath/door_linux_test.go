package main

import (
	"errors"
	"net"
	"testing"
	"time"
)

// R22: who came before the door is closed is let in, however late; who comes
// after is not, and not turned away with a reset either while others wait.
func TestWhoWaitsAtTheDoorIsLetIn(t *testing.T) {
	door, err := openDoor("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	came := 0
	knock := func() error {
		conn, err := net.DialTimeout("tcp", door.Addr().String(), drainMaking/4)
		if err == nil {
			t.Cleanup(func() { _ = conn.Close() })
			came++
		}
		return err
	}
	for range 20 {
		if err := knock(); err != nil {
			t.Fatal(err)
		}
	}
	closed := make(chan struct{})
	go func() { closeDoor(door); close(closed) }()
	late := knock()
	for ; late == nil; late = knock() {
		time.Sleep(time.Millisecond)
	}
	if silent, ok := errors.AsType[net.Error](late); !ok || !silent.Timeout() {
		t.Errorf("who came late got the error %v, want no answer", late)
	}
	time.Sleep(2 * drainMaking)
	in := 0
	for ; ; in++ {
		conn, err := door.Accept()
		if err != nil {
			break
		}
		defer func() { _ = conn.Close() }()
	}
	<-closed
	if in != came {
		t.Errorf("%d were let in, want the %d who came before", in, came)
	}
}
