package ical_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"leadpath/internal/ical"
)

// bigCalendar is one of 5,000 events as a calendar of some years is: four in
// five happen once in the two years around, the others come daily, on working
// days, weekly, monthly or yearly, some with exceptions.
func bigCalendar(seed int) []byte {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n")
	zones := []string{"Europe/Berlin", "America/New_York", "W. Europe Standard Time", "Asia/Tokyo"}
	for i := range 5000 {
		n := seed*5000 + i
		zone := zones[n%len(zones)]
		start := fmt.Sprintf("%d%02d%02dT%02d%02d00", 2025+n%2, n%12+1, n%28+1, 8+n%9, n%4*15)
		b.WriteString("BEGIN:VEVENT\r\nUID:" + fmt.Sprintf("%032x@example.org", n) + "\r\nDTSTAMP:20260101T000000Z\r\nSEQUENCE:1\r\n")
		b.WriteString("DTSTART;TZID=" + zone + ":" + start + "\r\nDURATION:PT45M\r\n")
		switch i % 50 {
		case 0:
			b.WriteString("RRULE:FREQ=DAILY\r\n")
		case 10:
			b.WriteString("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270301T000000Z\r\nEXDATE;TZID=" + zone + ":20260501T100000,20260502T100000\r\n")
		case 20, 21, 30:
			b.WriteString("RRULE:FREQ=WEEKLY;INTERVAL=2\r\n")
		case 31, 32, 40:
			b.WriteString("RRULE:FREQ=MONTHLY;BYDAY=2TU\r\n")
		case 41, 42:
			b.WriteString("RRULE:FREQ=YEARLY\r\n")
		}
		b.WriteString("SUMMARY:A meeting of which somebody has said what it is about\r\nDESCRIPTION:" + strings.Repeat("And a longer text\\, folded.\r\n ", 8) + "\r\n")
		b.WriteString("ORGANIZER;CN=Ada Lovelace:mailto:ada@example.org\r\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=\"Lovelace, Ada\":mailto:ada@example.org\r\nTRANSP:OPAQUE\r\n")
		b.WriteString("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return []byte(b.String())
}

// The promise is 200 ms for three calendars, over a year.
func BenchmarkThreeCalendarsOfFiveThousandEvents(b *testing.B) {
	var calendars [][]byte
	size := 0
	for seed := range 3 {
		calendars = append(calendars, bigCalendar(seed))
		size += len(calendars[seed])
	}
	want, spans := want2026(b), 0
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		spans = 0
		for _, calendar := range calendars {
			busy, err := ical.ReadBusy(bytes.NewReader(calendar), want)
			if err != nil || len(busy.Doubts) > 0 {
				b.Fatal(err, busy)
			}
			spans += len(busy.Spans)
		}
	}
	b.ReportMetric(float64(spans), "spans")
}
