package web

import "testing"

// A sheet is made smaller and says the same.
func TestSheetsAreSqueezed(t *testing.T) {
	const layers = "@layer tokens,base,parts,print;"
	for _, c := range []struct{ name, tokens, rest, want string }{
		{
			"writes what is bound once where it is used, with the space that belongs there",
			"@layer tokens { :root { --hair: 1px; --ink-9: #14171c; --ink: light-dark(var(--ink-9), #fff); } }", "@layer base { a { border: var(--hair) solid var(--ink); } b { color: var(--ink); } }",
			"@layer tokens{:root{--a:light-dark(#14171c, #fff)}}@layer base{a{border:1px solid var(--a)}b{color:var(--a)}}",
		},
		{
			"keeps what is bound again elsewhere, or under a condition",
			"@layer tokens { :root { --text: 1rem; } @media (min-width: 9rem) { :root { --wide: 2rem; } } }", "@layer base { p { width: var(--wide); font-size: var(--text); } } @layer print { @media print { :root { --text: 9pt; } } }",
			"@layer tokens{:root{--a:1rem}@media(min-width:9rem){:root{--b:2rem}}}@layer base{p{width:var(--b);font-size:var(--a)}}@layer print{@media print{:root{--a:9pt}}}",
		},
		{
			"leaves out what no rule asks for, and what only that asked for",
			"@layer tokens { :root { color: red; --build: light-dark(#000, #fff); --link: var(--build); --gauge: var(--link); } }", "@layer base { p { margin: 0; } }",
			"@layer tokens{:root{color:red}}@layer base{p{margin:0}}",
		},
		{
			"takes no class for a property, and keeps what stands for one that is not bound",
			"@layer tokens { :root { --u: 1px; --u: 2px; } }", "@layer base { .button--quiet:hover { width: var(--d1, 6rem); } .bar--u:hover { width: var(--u); } .week { --d1: 5rem; } }",
			"@layer tokens{:root{--b:1px;--b:2px}}@layer base{.button--quiet:hover{width:var(--a,6rem)}.bar--u:hover{width:var(--b)}.week{--a:5rem}}",
		},
		{
			"writes each layer and each condition in a row once, in the order in which their rules stood",
			layers, "@media (hover) { i { margin: 0; } } @layer parts { p { top: 0; } @media print { p { top: 1px; } } } @layer print { @media print { p { left: 0; } } } @layer parts { @media print { b { top: 1px; } } b { top: 2px; } } @layer print { @media print { b { left: 0; } } }",
			layers + "@media(hover){i{margin:0}}@layer parts{p{top:0}@media print{p{top:1px}b{top:1px}}b{top:2px}}@layer print{@media print{p{left:0}b{left:0}}}",
		},
		{
			"leaves out comments, whatever they say",
			"@layer tokens { :root { /* --ink: #000; for { */ --ink: #111; } }", "@layer base { p { color: var(--ink); } }",
			"@layer tokens{:root{}}@layer base{p{color:#111}}",
		},
	} {
		got, err := squeeze(c.tokens, c.rest)
		if err != nil || got != c.want {
			t.Errorf("%s: got %v and\n%s\nwant\n%s", c.name, err, got, c.want)
		}
	}
}

// A sheet with many properties still gives each a name of its own.
func TestShortNamesDiffer(t *testing.T) {
	names := map[string]int{}
	for i := range 800 {
		if other, taken := names[letters(i)]; taken {
			t.Fatalf("letters(%d): got %q, which is that of %d too", i, letters(i), other)
		}
		names[letters(i)] = i
	}
}
