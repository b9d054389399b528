// Reads calendars with ical.js: standard input is a JSON list of calendar
// texts, standard output a JSON list of what each has: "START/END" in unix
// seconds, or "error: TEXT". The arguments are the path of ical.js, and the
// first and the last second wanted.
const ICAL = require(process.argv[2]);
const [from, to] = [Number(process.argv[3]), Number(process.argv[4])];
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));

function busy(text) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const owner = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
	const unix = (time) => {
		const local = time.clone();
		if (local.isDate || local.zone === ICAL.Timezone.localTimezone) {
			return ICAL.Time.fromData({year: local.year, month: local.month, day: local.day, hour: local.hour, minute: local.minute, second: local.second, isDate: false}, owner).toUnixTime();
		}
		return local.toUnixTime();
	};
	const free = (event) => event.component.getFirstPropertyValue("status") === "CANCELLED" || event.component.getFirstPropertyValue("transp") === "TRANSPARENT";
	const list = [];
	const take = (start, end) => {
		if (unix(end) > from && unix(start) < to && unix(start) < unix(end)) {
			list.push(unix(start) + "/" + unix(end));
		}
	};
	const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one, {strictExceptions: true, exceptions: []}));
	const masters = events.filter((event) => !event.isRecurrenceException());
	for (const event of masters) {
		const own = events.filter((other) => other.uid === event.uid && other.isRecurrenceException());
		own.forEach((other) => event.relateException(other));
		if (!event.isRecurring()) {
			if (!free(event)) {
				take(event.startDate, event.endDate);
			}
			continue;
		}
		const iterator = event.iterator();
		for (let next; (next = iterator.next()) && unix(next) < to + 86400 * 30; ) {
			const details = event.getOccurrenceDetails(next);
			if (!free(details.item)) {
				take(details.startDate, details.endDate);
			}
		}
	}
	return list;
}

process.stdout.write(JSON.stringify(texts.map((text) => {
	try {
		return busy(text);
	} catch (error) {
		return ["error: " + error.message];
	}
})));
