package main

import (
	"context"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// openDoor listens on a TCP address. Without Multipath TCP, which Go takes of
// itself: the kernel lets no such socket have the filter of closeDoor.
func openDoor(address string) (net.Listener, error) {
	var plain net.ListenConfig
	plain.SetMultipathTCP(false)
	return plain.Listen(context.Background(), "tcp", address)
}

// closeDoor closes a listener and cuts nobody off. Closing alone would reset
// the connections that wait to be taken and those that are still being made;
// so first the kernel is told to drop every wish for another one (its sender
// tries again after a second and is refused), and those before it are given
// time to be made and taken. Where the kernel does not do that, the door is
// closed all the same.
func closeDoor(listener net.Listener) {
	if tcp, ok := listener.(*net.TCPListener); ok {
		if handle, err := tcp.SyscallConn(); err == nil && admitNobodyElse(handle) == nil {
			time.Sleep(drainMaking)
			for until := time.Now().Add(drainTaking); waiting(handle) > 0 && time.Now().Before(until); {
				time.Sleep(time.Millisecond)
			}
		}
	}
	_ = listener.Close()
}

// admitNobodyElse has a listening socket drop segments that ask for a
// connection: SYN without ACK (RFC 9293, section 3.1). All others pass, above
// all the last one of a handshake that has begun.
func admitNobodyElse(handle syscall.RawConn) (err error) {
	const flags, syn, ack = 13, 0x02, 0x10 // the byte of the flags in a TCP header
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_B | unix.BPF_ABS, K: flags},
		{Code: unix.BPF_ALU | unix.BPF_AND | unix.BPF_K, K: syn | ack},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: syn, Jt: 0, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: 0},
		{Code: unix.BPF_RET | unix.BPF_K, K: 1<<32 - 1},
	}
	failed := handle.Control(func(fd uintptr) {
		err = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]})
	})
	if failed != nil {
		return failed
	}
	return err
}

// waiting says how many connections are made and not yet taken; 0 if the
// kernel does not say.
func waiting(handle syscall.RawConn) (count int) {
	_ = handle.Control(func(fd uintptr) {
		if info, err := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO); err == nil {
			count = int(info.Unacked) // of a listening socket: its queue, tcp_get_info of Linux
		}
	})
	return count
}
