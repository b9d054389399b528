package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// looksByName are the media features that a look stands for.
var looksByName = map[string][]*emulation.MediaFeature{
	"light":    {{Name: "prefers-color-scheme", Value: "light"}},
	"dark":     {{Name: "prefers-color-scheme", Value: "dark"}},
	"forced":   {{Name: "forced-colors", Value: "active"}},
	"contrast": {{Name: "prefers-contrast", Value: "more"}},
}

// height of the window; the shots show the whole page.
const height = 900

// shoot takes every shot of the order and gives their number.
func (o order) shoot(ctx context.Context, sheets []sheet) (taken int, err error) {
	program, err := exec.LookPath(o.browser)
	if err != nil {
		return 0, fmt.Errorf("the browser %q is not installed (Debian: apt-get install chromium)", o.browser)
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return 0, err
	}
	profile, err := os.MkdirTemp("", "shots")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(profile) }()
	tab, stop := browser(ctx, program, profile)
	defer stop()
	for _, s := range sheets {
		n, err := o.photograph(tab, s)
		if taken += n; err != nil {
			return taken, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return taken, nil
}

// browser starts the browser and opens a tab.
func browser(ctx context.Context, program, profile string) (tab context.Context, stop func()) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.Env("TZ=Europe/Berlin"), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(profile), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true))
	allocator, stopAllocator := chromedp.NewExecAllocator(ctx, options...)
	tab, stopTab := chromedp.NewContext(allocator)
	return tab, func() { stopTab(); stopAllocator() }
}

// photograph takes the shots of one page. It is opened twice: its fonts are
// optional, so they stand in the first view only once they are kept.
func (o order) photograph(tab context.Context, s sheet) (taken int, err error) {
	if err := chromedp.Do(tab, chromedp.Navigate(s.url), chromedp.Navigate(s.url)); err != nil {
		return 0, err
	}
	for _, width := range o.widths {
		for _, look := range o.looks {
			if err := chromedp.Do(tab, chromedp.EmulateViewport(width, height), wear(look)); err != nil {
				return taken, err
			}
			picture, err := chromedp.Run(tab, chromedp.FullScreenshot(100))
			if err != nil {
				return taken, err
			}
			if err := o.keep(fmt.Sprintf("%s.%d.%s.png", s.name, width, look), picture); err != nil {
				return taken, err
			}
			taken++
		}
	}
	if s.print {
		paper, err := chromedp.Run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			return taken, err
		}
		return taken + 1, o.keep(s.name+".pdf", paper)
	}
	return taken, nil
}

// wear sets the look of the pages to come and of this one.
func wear(look string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: looksByName[look]})
		return err
	})
}

func (o order) keep(name string, data []byte) error {
	return os.WriteFile(filepath.Join(o.out, name), data, 0o644)
}
