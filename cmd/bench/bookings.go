package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"leadpath/content"
)

// visitors who book at the same time.
const visitors = 32

// bookingRounds alternate between bookings over HTTP and the bare loop.
const bookingRounds = 5

// packedHours have as many openings as hours can: every five minutes of a
// year, and none next to a call is lost. So a call takes one piece of time.
const packedHours = `zone    = "UTC"
minutes = 5
buffer  = 0
notice  = 0
horizon = 366
daily   = 0

[weekly]
monday    = ["00:00-24:00"]
tuesday   = ["00:00-24:00"]
wednesday = ["00:00-24:00"]
thursday  = ["00:00-24:00"]
friday    = ["00:00-24:00"]
saturday  = ["00:00-24:00"]
sunday    = ["00:00-24:00"]
`

// measureBookings compares confirmed bookings with a loop that commits the
// same three rows (F4) on each database. Mails go out meanwhile, to a server in
// this process that takes everything.
func measureBookings(path, folder string, bookings, lifetime int) (results []result, err error) {
	hours := filepath.Join(folder, "packed")
	if err := os.CopyFS(hours, content.FS); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(hours, "call.toml"), []byte(packedHours), 0o644); err != nil {
		return nil, err
	}
	letGo, err := pinHere()
	if err != nil {
		return nil, err
	}
	defer letGo()
	mails, err := takeMails()
	if err != nil {
		return nil, err
	}
	sync, err := syncTime(folder)
	if err != nil {
		return nil, err
	}
	shop := bookshop{program: path, content: hours, mails: mails, sync: sync}
	databases := []func() (*engine, error){func() (*engine, error) { return embedded(folder) }, postgres}
	if bookings == 0 {
		databases = nil
	}
	for _, open := range databases {
		e, err := open()
		if err != nil {
			return nil, err
		}
		found, err := shop.measure(e, filepath.Join(folder, e.name), bookings)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		results = append(results, found...)
	}
	if lifetime == 0 {
		return results, nil
	}
	grown, err := shop.grow(filepath.Join(folder, "lifetime"), lifetime)
	return append(results, grown...), err
}

// A bookshop is what all servers under measure share.
type bookshop struct {
	program, content, mails string
	sync                    time.Duration // what the disk takes for one
}

// open serves on a database and waits until nothing else is done.
func (b bookshop) open(data string, arguments ...string) (*program, error) {
	p, err := start(b.program, append([]string{"serve", "--addr", "127.0.0.1:0", "--content", b.content, "--data", data,
		"--trusted-proxies", "127.0.0.1/32", "--smtp-url", b.mails}, arguments...)...)
	if err == nil {
		time.Sleep(6 * time.Second) // pages are packed as small as they go
	}
	return p, err
}

// measure takes rates and waits in alternating rounds, and looks at the store
// afterwards.
func (b bookshop) measure(e *engine, data string, bookings int) ([]result, error) {
	p, err := b.open(data, e.arguments...)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	crowd, err := newCrowd(p.url, data)
	if err != nil {
		return nil, err
	}
	each := bookings / bookingRounds
	var ratios, ours, bare, costs []float64
	var waits []time.Duration
	for range bookingRounds {
		loop, err := e.loop(each)
		if err != nil {
			return nil, fmt.Errorf("the bare loop: %w", err)
		}
		before, err := p.cpu()
		if err != nil {
			return nil, err
		}
		took, waited, err := crowd.book(each)
		if err != nil {
			return nil, err
		}
		after, err := p.cpu()
		if err != nil {
			return nil, err
		}
		costs = append(costs, float64((after-before).Microseconds())/float64(each))
		ratios = append(ratios, loop.Seconds()/took.Seconds())
		ours, bare = append(ours, float64(each)/took.Seconds()), append(bare, float64(each)/loop.Seconds())
		waits = append(waits, waited...)
	}
	if err := e.check(each * bookingRounds); err != nil {
		return nil, err
	}
	slices.Sort(waits)
	low, middle, high := spread(ratios)
	most := 100*time.Millisecond + 10*b.sync
	list := []result{
		{"F4", fmt.Sprintf("%d bookings by %d at once, %s, against one loop", each*bookingRounds, visitors, e.name), "0.80 (aim 2.00)",
			fmt.Sprintf("%.2f (%.2f to %.2f), %.0f/s against %.0f/s, %.0f µs of processor each; store clean", middle, low, high, median(ours), median(bare), median(costs))},
		{"F4", "their wait, " + e.name, fmt.Sprintf("p99 %v", most.Round(time.Millisecond)),
			fmt.Sprintf("p50 %v, p99 %v (a sync takes %v)", at(waits, 50), at(waits, 99), b.sync.Round(10*time.Microsecond))},
	}
	for _, r := range list {
		fmt.Println(r.what+":", r.reached)
	}
	return list, nil
}

func at(sorted []time.Duration, percent int) time.Duration {
	return sorted[len(sorted)*percent/100].Round(100 * time.Microsecond)
}

// grow looks at memory after a long life.
func (b bookshop) grow(data string, lifetime int) ([]result, error) {
	p, err := b.open(data)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	crowd, err := newCrowd(p.url, data)
	if err != nil {
		return nil, err
	}
	var sizes, rates []float64
	for _, n := range []int{1_000, lifetime - 1_000} {
		took, _, err := crowd.book(n)
		if err != nil {
			return nil, err
		}
		time.Sleep(5 * time.Second) // what is garbage is found to be
		size, err := p.resident()
		if err != nil {
			return nil, err
		}
		sizes, rates = append(sizes, float64(size)/(1<<20)), append(rates, float64(n)/took.Seconds())
	}
	r := result{"F4", fmt.Sprintf("memory after %d bookings, against the first 1000, MB", lifetime), "+32",
		fmt.Sprintf("%+.0f (%.0f, then %.0f; %.0f/s, then %.0f/s)", sizes[1]-sizes[0], sizes[0], sizes[1], rates[0], rates[1])}
	fmt.Println(r.what+":", r.reached)
	return []result{r}, nil
}

// syncTime gives what it takes to make some bytes durable in a folder.
func syncTime(folder string) (time.Duration, error) {
	file, err := os.Create(filepath.Join(folder, "synced"))
	if err != nil {
		return 0, err
	}
	defer func() { _ = file.Close() }()
	var times []time.Duration
	for range 50 {
		began := time.Now()
		if _, err := file.Write(make([]byte, 4096)); err != nil {
			return 0, err
		}
		if err := file.Sync(); err != nil {
			return 0, err
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	return times[len(times)/2], nil
}
