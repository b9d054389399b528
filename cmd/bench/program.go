package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// A program is a server under measure, on a core of its own.
type program struct {
	command *exec.Cmd
	url     string
}

var serving = regexp.MustCompile(`msg=serving url=(\S+)`)

// start runs a server pinned to the first core and waits for the line that
// names its address.
func start(name string, args ...string) (*program, error) {
	p := &program{command: exec.Command("taskset", append([]string{"-c", "0", name}, args...)...)}
	stderr, err := p.command.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(stderr)
	var said []string
	for lines.Scan() {
		if m := serving.FindStringSubmatch(lines.Text()); m != nil {
			p.url = m[1]
			go func() { _, _ = io.Copy(io.Discard, stderr) }()
			return p, nil
		}
		said = append(said, lines.Text())
	}
	_ = p.command.Wait()
	return nil, fmt.Errorf("%s did not serve: %s", name, strings.Join(said, " "))
}

// startOurs starts Leadpath and waits until its pages are packed as small as
// they go.
func startOurs(path, folder string, flags ...string) (*program, error) {
	p, err := start(path, append([]string{"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(folder, "data")}, flags...)...)
	if err == nil {
		time.Sleep(4 * time.Second)
	}
	return p, err
}

// stop ends the server at once.
func (p *program) stop() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}

// cpu gives the processor time the server has used, in its own code and in
// the kernel's, by the clock of its process (clock_getcpuclockid(3)).
func (p *program) cpu() (time.Duration, error) {
	const scheduled = 2 // CPUCLOCK_SCHED
	var used unix.Timespec
	err := unix.ClockGettime(int32(^p.command.Process.Pid)<<3|scheduled, &used)
	return time.Duration(used.Nano()), err
}

// peak gives the most memory the server ever held, in bytes.
func (p *program) peak() (int, error) { return p.status("VmHWM:") }

// resident gives the memory that the server holds, in bytes.
func (p *program) resident() (int, error) { return p.status("VmRSS:") }

// status reads a size from what the kernel says of the server (proc(5)).
func (p *program) status(field string) (int, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, field); ok {
			kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("no %s", field)
}
