package calendars

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// networks are where the owner allows calendars to lie although they are not
// for everybody.
type networks []netip.Prefix

// parseNetworks reads networks (10.0.0.0/8) and single addresses, parted by
// spaces or commas.
func parseNetworks(list string) (all networks, err error) {
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		network, err := netip.ParsePrefix(word)
		if err != nil {
			address, err := netip.ParseAddr(word)
			if err != nil || address.Zone() != "" {
				return nil, fmt.Errorf("%q is neither a network like 10.0.0.0/8 or fd00::/8 nor an address", word)
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		if all, err = all.with(network); err != nil {
			return nil, fmt.Errorf("%q: %w", word, err)
		}
	}
	return all, nil
}

var errMapped = errors.New("write an IPv4 network as 10.0.0.0/8")

// with adds a network; one of mapped addresses is one of IPv4.
func (n networks) with(network netip.Prefix) (networks, error) {
	if a := network.Addr(); a.Is4In6() {
		if network.Bits() < 96 {
			return nil, errMapped
		}
		network = netip.PrefixFrom(a.Unmap(), network.Bits()-96)
	}
	return append(n, network.Masked()), nil
}

func (n networks) contain(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return slices.ContainsFunc(n, func(network netip.Prefix) bool { return network.Contains(a) })
}

// notForAll are networks inside which nothing lies that everybody may reach
// (IANA's registries of special-purpose addresses), or that lead to such: what
// translates IPv4 (64:ff9b::/96, 2002::/16, 2001::/32) may translate 127.0.0.1.
var notForAll = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// global is all of IPv6 that everybody may reach.
var global = netip.MustParsePrefix("2000::/3")

func prefixes(list ...string) (all networks) {
	for _, p := range list {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

// isForAll tells an address that everybody may reach from one that lies inside;
// one with a zone does.
func isForAll(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsValid() && !notForAll.contain(a) && (a.Is4() || global.Contains(a))
}
