// Shots photographs every kind of page, in every language, at the widths and
// in the looks that pages are judged by, and prints an article, so that
// somebody can look at them before a change counts as done.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run does what the arguments ask: 0 when every shot was taken, 2 for bad
// flags, 1 for everything else that goes wrong.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	order, err := parse(args, stderr)
	if err != nil {
		return 2
	}
	site, err := open(order.content)
	if err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return 1
	}
	defer site.close()
	sheets, err := site.sheets()
	if err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return 1
	}
	taken, err := order.shoot(ctx, append(order.chosen(sheets), site.named(order.also)...))
	if err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return 1
	}
	_, _ = fmt.Fprintf(stdout, "%d shots in %s\n", taken, order.out)
	return 0
}

// An order says what to photograph.
type order struct {
	content, out, browser string
	only, also            []string // how names of sheets begin, none: all; further paths
	widths                []int64
	looks                 []string
}

func parse(args []string, stderr io.Writer) (order, error) {
	var o order
	var only, also, widths, looks string
	flags := flag.NewFlagSet("shots", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.content, "content", "", "the content folder (default: the embedded content)")
	flags.StringVar(&o.out, "out", "shots", "the folder the shots go to")
	flags.StringVar(&o.browser, "browser", "chromium", "the browser's program")
	flags.StringVar(&only, "only", "", "photograph only sheets whose names begin so, as in home,article.de")
	flags.StringVar(&also, "also", "", "further addresses, as in /de/faq/x,/en/faq/y")
	flags.StringVar(&widths, "widths", "360,768,1440", "widths in CSS pixels")
	flags.StringVar(&looks, "looks", "light,dark", "any of light, dark, forced, contrast")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.only, o.also, o.looks = words(only), words(also), words(looks)
	for _, w := range words(widths) {
		n, err := strconv.ParseInt(w, 10, 64)
		if err != nil || n < 1 {
			_, _ = fmt.Fprintf(stderr, "-widths: %q is no width; write 360,768\n", w)
			return o, fmt.Errorf("width %q", w)
		}
		o.widths = append(o.widths, n)
	}
	for _, look := range o.looks {
		if _, ok := looksByName[look]; !ok {
			_, _ = fmt.Fprintf(stderr, "-looks: there is no look %q\n", look)
			return o, fmt.Errorf("look %q", look)
		}
	}
	return o, nil
}

func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// chosen gives those of the sheets that the order asks for.
func (o order) chosen(sheets []sheet) []sheet {
	if len(o.only) == 0 {
		return sheets
	}
	return slices.DeleteFunc(sheets, func(s sheet) bool {
		return !slices.ContainsFunc(o.only, func(begin string) bool { return strings.HasPrefix(s.name, begin) })
	})
}
