package main

import (
	"fmt"
	"maps"
	"slices"
)

// letterFaults compares the mails that arrived with each other and with the
// calls that are there at the end.
func letterFaults(end ending) (faults []string) {
	byCall := map[string]map[string][]letter{} // by UID, then by recipient
	for _, l := range end.letters {
		if byCall[l.uid] == nil {
			byCall[l.uid] = map[string][]letter{}
		}
		byCall[l.uid][l.to] = append(byCall[l.uid][l.to], l)
	}
	for _, uid := range slices.Sorted(maps.Keys(byCall)) {
		for _, letters := range byCall[uid] {
			faults = append(faults, orderFaults(letters)...)
		}
	}
	there := map[string]bool{}
	for email, r := range end.rows {
		there[r.id] = true
		for _, to := range []string{email, end.owner} {
			faults = append(faults, callFaults(r, to, byCall[r.id][to])...)
		}
		for to := range byCall[r.id] {
			if to != email && to != end.owner {
				faults = append(faults, fmt.Sprintf("a mail about the call of %s went to %s", email, to))
			}
		}
	}
	for _, uid := range slices.Sorted(maps.Keys(byCall)) {
		if letters := byCall[uid][end.owner]; !there[uid] && (len(letters) == 0 || letters[len(letters)-1].method != "CANCEL") {
			faults = append(faults, fmt.Sprintf("the owner waits for the call %s, which is erased: %+v", uid, letters))
		}
	}
	return faults
}

// orderFaults checks that a mail comes again only as the same, and that none
// is overtaken.
func orderFaults(letters []letter) (faults []string) {
	first := map[int]letter{} // by sequence
	highest := -1
	for _, l := range letters {
		if before, again := first[l.sequence]; again && before != l {
			faults = append(faults, fmt.Sprintf("two mails with one SEQUENCE: %+v and %+v", before, l))
		}
		if l.sequence < highest {
			faults = append(faults, fmt.Sprintf("a mail came after a later one: %+v after %d", l, highest))
		}
		highest = max(highest, l.sequence)
		first[l.sequence] = l
	}
	return faults
}

// callFaults checks the mails about a call that is there: one for everything
// that happened to it, and the last says what it has become.
func callFaults(r row, to string, letters []letter) (faults []string) {
	told := map[int]bool{}
	for _, l := range letters {
		told[l.sequence] = true
	}
	for sequence := range r.file.sequence + 1 {
		if !told[sequence] {
			faults = append(faults, fmt.Sprintf("no mail to %s about the change %d of %+v", to, sequence, r))
		}
	}
	if len(letters) == 0 {
		return faults
	}
	last, method := letters[len(letters)-1], "REQUEST"
	if r.state == "cancelled" {
		method = "CANCEL"
	}
	if last.sequence != r.file.sequence || last.start != r.start || last.method != method || r.file.start != r.start || r.file.uid != r.id {
		faults = append(faults, fmt.Sprintf("half-moved: the last mail to %s is %+v, the call is %+v", to, last, r))
	}
	return faults
}
