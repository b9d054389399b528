// Command leadpath serves the site on which people find out whether to become
// an ISO Lead Implementer or a Lead Auditor, and judges its content.
//
// It alone knows flags, environment and .env; everything else is given its
// settings.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // zones, on machines without any

	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"
)

// What run returns.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// memoryLimit is what the program asks its collector to stay below, not what
// it may need: a large content folder is read in less than that (promise F5).
const memoryLimit = 340 << 20

func main() {
	// A file-size limit shall be an error of the write, not the end of the program.
	signal.Ignore(syscall.SIGXFSZ)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}

// commands are all that leadpath can do.
type commands struct {
	Serve    serveCommand    `cmd:"" help:"Serve the site."`
	Check    checkCommand    `cmd:"" help:"Judge the content: FILE:LINE: what is wrong and what mends it."`
	New      newCommand      `cmd:"" help:"Begin a text: leadpath new article KEY."`
	Stamp    stampCommand    `cmd:"" help:"Give your word that the versions of texts say the same, or publish the newest version of the questionnaire: leadpath stamp path."`
	Export   exportCommand   `cmd:"" help:"Write the reading part as static files."`
	Openings openingsCommand `cmd:"" help:"Print what visitors are offered: a start a line, in UTC."`
	Busy     busyCommand     `cmd:"" help:"Print what was read from the owner's calendars: START, END (UTC) and the calendar's number a line."`
	Bookings bookingsCommand `cmd:"" help:"List, cancel, erase or export calls, also beside a running server."`
	Version  versionCommand  `cmd:"" help:"Print version, commit and Go version."`
}

// A console is what a command has of the world.
type console struct {
	context.Context
	stdout, stderr io.Writer
}

// errSaid ends a command with 1 after it has said why.
var errSaid = errors.New("already said")

// A badFlag says what is wrong with a flag that could only be judged in
// knowledge of the content, such as a date in the owner's zone.
type badFlag struct{ error }

// run is the whole program: it returns the exit code.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdout, stderr io.Writer) (code int) {
	settings, err := settingsFrom(lookup)
	if err != nil {
		return fail(stderr, err)
	}
	var exited *int
	parser, err := kong.New(&commands{},
		kong.Name("leadpath"), kong.Description("The website on which people find out whether to become a Lead Implementer or a Lead Auditor."),
		kong.DefaultEnvars("LEADPATH"), kong.Resolvers(settings), kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = &code; panic(exited) }), kong.ConfigureHelp(kong.HelpOptions{NoExpandSubcommands: false}))
	if err != nil {
		return fail(stderr, err)
	}
	defer func() { // --help ends the program inside Parse
		if failure := recover(); failure != nil {
			if failure != any(exited) || exited == nil {
				panic(failure)
			}
			code = *exited
		}
	}()
	command, err := parser.Parse(args)
	if err != nil {
		fail(stderr, fmt.Errorf("%w (leadpath --help says more)", err))
		return exitUsage
	}
	switch err := command.Run(&console{ctx, stdout, stderr}); {
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.As(err, new(badFlag)):
		fail(stderr, fmt.Errorf("%w (leadpath --help says more)", err))
		return exitUsage
	case err != nil:
		return fail(stderr, err)
	}
	return exitOK
}

// fail says in one line what went wrong.
func fail(stderr io.Writer, err error) int {
	_, _ = fmt.Fprintf(stderr, "leadpath: %s\n", strings.Join(strings.Fields(err.Error()), " "))
	return exitFailed
}

// settingsFrom lays the file .env, if there is one, under the environment.
func settingsFrom(lookup func(string) (string, bool)) (kong.Resolver, error) {
	file, err := godotenv.Read(".env")
	if _, isFile := errors.AsType[*fs.PathError](err); isFile && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read .env: %w", cause(err))
	} else if err != nil && !isFile { // what the reader says may hold a password
		return nil, errors.New("read .env: a line of it is no NAME=value; put values with spaces, quotes or signs like # and $ into single quotes, and close them")
	}
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range flag.Envs {
			if value, ok := lookup(name); ok {
				return value, nil
			}
			if value, ok := file[name]; ok {
				return value, nil
			}
		}
		return nil, nil
	}), nil
}
