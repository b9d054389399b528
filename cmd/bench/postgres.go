package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// serverScript makes a database and serves it until its input ends, which it
// does with this process. The settings are the server's own: it syncs.
const serverScript = `
"$1/initdb" -D "$2/db" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1
"$1/postgres" -D "$2/db" -k "$2" -c listen_addresses= >>"$2/log" 2>&1 &
read -r _
kill -QUIT $!
wait
rm -rf "$2"
`

// untilWeEnd is the shell's input: kept, lest it be closed as garbage.
var untilWeEnd io.Closer

// startPostgres starts a server that listens to a socket in a folder of its
// own, and gives its address. It may not be ready yet.
func startPostgres() (address string, err error) {
	programs, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(programs) == 0 {
		return "", fmt.Errorf("there is no PostgreSQL; run `apt-get install postgresql`, or `make tools`")
	}
	slices.Sort(programs)
	folder, err := os.MkdirTemp("/tmp", "pg") // the socket's path must be short
	if err != nil {
		return "", err
	}
	script := exec.Command("sh", "-c", serverScript, "sh", filepath.Dir(programs[len(programs)-1]), folder)
	script.Dir, script.SysProcAttr = folder, &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 { // which the server refuses to be
		if script.SysProcAttr.Credential, err = postgresUser(folder); err != nil {
			return "", err
		}
	}
	if untilWeEnd, err = script.StdinPipe(); err != nil {
		return "", err
	}
	return "postgres:///postgres?user=postgres&host=" + folder, script.Start()
}

// postgresUser gives a folder to the user postgres, and who that is.
func postgresUser(folder string) (*syscall.Credential, error) {
	account, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, wrong := strconv.Atoi(account.Uid)
	gid, alsoWrong := strconv.Atoi(account.Gid)
	if wrong != nil || alsoWrong != nil {
		return nil, fmt.Errorf("the user postgres has no number")
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(folder, uid, gid)
}
