package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
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

// stop ends the server at once.
func (p *program) stop() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}

// cpu gives the processor time the server has used, in its own code and in
// the kernel's, to the tick of /proc (10 ms).
func (p *program) cpu() (time.Duration, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond, nil
}

// peak gives the most memory the server ever held, in bytes.
func (p *program) peak() (int, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("no VmHWM")
}
