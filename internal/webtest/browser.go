package webtest

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"
)

// patience is how long one step in the browser may take before the test says
// so instead of hanging.
const patience = time.Minute

// A Browser is a headless Chromium that ends with the test.
type Browser struct {
	ctx context.Context
}

// StartBrowser starts a browser that has never seen anything.
func StartBrowser(t testing.TB) *Browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.Env("TZ=Europe/Berlin"), // as the owner's clock: the page of free times goes by the browser's
		chromedp.ExecPath(Program(t, "chromium", "chromium", "chromium-browser")),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // it opens our own pages alone, and root has no sandbox
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	allocator, endProcess := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		endProcess()
	})
	// The first call owns the browser, so it has no time limit.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return &Browser{ctx}
}

// A Tab is an open page with cookies, storage and a cache that it shares with
// no other tab.
type Tab struct {
	t     testing.TB
	ctx   context.Context
	close context.CancelFunc
}

// Tab opens a tab, which closes with the test.
func (b *Browser) Tab(t testing.TB) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	return &Tab{t, ctx, cancel}
}

// Close closes the tab before the test ends.
func (tab *Tab) Close() { tab.close() }

// Do runs steps in the tab.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		tab.t.Fatalf("in the browser: %v", err)
	}
}

// Run gives what one action in the tab yields.
func Run[T any](tab *Tab, action chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		tab.t.Fatalf("in the browser: %v", err)
	}
	return value
}

// Ask gives the value of an expression in the page, awaited if it is a promise.
func Ask[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	return Run(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Attempt runs steps that may lead away from the page, so that nobody is left
// to answer.
func (tab *Tab) Attempt(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// Try gives the value of an expression, or an error where there is no page to
// ask, as while one leaves and the next has not come.
func Try[T any](tab *Tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression))
}

// Tell runs a script in the page.
func (tab *Tab) Tell(script string) {
	tab.t.Helper()
	tab.Do(chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// Call sends one command of the browser's protocol to the tab.
func Call[P, R any](tab *Tab, command cdp.Command[P, R], params P) R {
	tab.t.Helper()
	return Run(tab, func(ctx context.Context, target *chromedp.Target) (R, error) {
		return cdp.Call(ctx, target, command, params)
	})
}

// Listen hands every event of the tab to hear, in order. It must be quick and
// send nothing to the browser.
func (tab *Tab) Listen(hear func(event any)) {
	tab.t.Helper()
	if err := chromedp.Listen(tab.ctx, hear); err != nil {
		tab.t.Fatalf("listen to the browser: %v", err)
	}
}

// Answer lets reply decide about each request that the tab holds back, each
// on its own time, until the tab closes.
func (tab *Tab) Answer(reply func(context.Context, *fetch.EventRequestPaused) error) {
	tab.Listen(func(event any) {
		if asked, ok := event.(*fetch.EventRequestPaused); ok {
			go func() {
				if err := reply(tab.ctx, asked); err != nil && tab.ctx.Err() == nil {
					tab.t.Errorf("in the browser: %v", err)
				}
			}()
		}
	})
}

// Open goes to an address and waits until the page and its fonts are there.
func (tab *Tab) Open(url string) {
	tab.t.Helper()
	tab.Do(chromedp.Navigate(url))
	tab.Tell(`document.fonts.ready.then(() => {})`)
}

// Size makes the window so many CSS pixels wide and high.
func (tab *Tab) Size(width, height int64) {
	tab.t.Helper()
	tab.Do(chromedp.EmulateViewport(width, height))
}

// Media shows pages as on another medium ("print", or "" for the screen), to
// somebody who prefers what the features say: "prefers-color-scheme=dark".
func (tab *Tab) Media(kind string, features ...string) {
	tab.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: kind}
	for _, f := range features {
		name, value, _ := strings.Cut(f, "=")
		params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	Call(tab, emulation.SetEmulatedMedia, params)
}

// Press presses keys, one after the other: kb.Tab, kb.Enter, kb.ArrowDown.
func (tab *Tab) Press(keys ...string) {
	tab.t.Helper()
	for _, key := range keys {
		tab.Do(chromedp.KeyEvent(key))
	}
}
