package main

import (
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// closeDoor closes a listener and cuts nobody off. Closing alone would reset
// the connections that wait to be taken; so first the kernel is told to drop
// what others send to it (they try again after a second and are refused), and
// the waiting ones are given time to be taken. Where the kernel does not do
// that, the door is closed all the same.
func closeDoor(listener net.Listener) {
	if tcp, ok := listener.(*net.TCPListener); ok {
		if handle, err := tcp.SyscallConn(); err == nil {
			dropAll := unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: 0}
			_ = handle.Control(func(fd uintptr) {
				_ = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &dropAll})
			})
			time.Sleep(drainWaiting)
		}
	}
	_ = listener.Close()
}
